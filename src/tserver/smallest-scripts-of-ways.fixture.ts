/** For every composed fault the smallest script: the set-up of its circumstance, and the step that shows its way. */
import { attributeWays } from './fault/attribute-ways.ts'
import { decisionWays } from './fault/decision-ways.ts'
import { recipientWays } from './fault/recipient-ways.ts'
import { refusalWays } from './fault/refusal-ways.ts'
import { composed } from './fault/way.ts'
import { lastSteps } from './last-steps.fixture.ts'
import { setUpOf } from './set-up.fixture.ts'
import type { SmallestScript } from './smallest-script.fixture.ts'

const ways = [...recipientWays, ...attributeWays, ...decisionWays, ...refusalWays]

export const smallestScriptsOfWays: readonly SmallestScript[] = ways.flatMap((way) => {
  const last = lastSteps.find((one) => one.way === way.name)
  if (last === undefined) throw new Error(`nothing known of ${way.name}`)
  return way.under.flatMap((circumstance) =>
    composed([{ ...way, under: [circumstance] }]).map(({ name }) => ({
      fault: name,
      violates: last.violates,
      rules: last.rules,
      ...setUpOf(circumstance, last),
    })),
  )
})
