/** The faults of the embedded T-Server, each looked for by campaigns of ten seeds. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { checked } from '../adapter/checked.ts'
import { partyCount, stepCount, type Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import type { Fault } from '../tserver/fault/fault.ts'
import { smallestScripts } from '../tserver/smallest-scripts.ts'
import { runCampaign } from './campaign.ts'
import { Connection } from './connection.ts'
import { faultRules } from './fault-rules.fixture.ts'
import type { Finding } from './finding.ts'
import { tryScript } from './trial.ts'

const timeoutMs = 5000
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Checked, so that an exception of the T-Server is its crash. */
const withFault = (fault: string) => checked(fault, embedded(fault), timeoutMs)

const together = (script: Script): number => partyCount(script) + stepCount(script)

async function findingsOf(
  fault: string,
  seed: number,
  { runs, maxFindings }: Looking,
): Promise<readonly Finding[]> {
  const { findings } = await runCampaign({
    adapter: withFault(fault),
    adapterSpec: `embedded:${fault}`,
    profile: profiles.default,
    seed,
    runs,
    maxFindings,
    maxParties: 8,
    maxSteps: 12,
    now: () => 0,
  })
  return findings
}

async function fails(fault: string, script: Script): Promise<boolean> {
  const connection = await Connection.open(withFault(fault))
  return (await tryScript(script, connection, profiles.default)).failed
}

/** How a fault is looked for, and how near to its smallest script a finding has to come. */
export interface Looking {
  readonly runs: number
  readonly maxFindings: number
  /** Parties and steps above those of the smallest script that is known. */
  readonly above: number
}

/** Each of `faults` is found by every seed, is made nearly as small as can be, and has the right name. */
export function testShrinkQuality(
  faults: readonly Fault[],
  looking: Looking = { runs: 200, maxFindings: 5, above: 1 },
): void {
  const table = faults.map(({ name }) => {
    const smallest = smallestScripts.find(({ fault }) => fault === name)
    const rules = faultRules[name]
    if (smallest === undefined || rules === undefined) throw new Error(`nothing known of ${name}`)
    return { name, ...smallest, rules }
  })

  describe.each(table)('$name', ({ name, script, spared, rules, certain = true }) => {
    // One that shows only now and then need not show in one run of its smallest script.
    if (certain)
      test('fails in its smallest script, and not where it is spared', async () => {
        expect([await fails(name, script), await fails(name, spared)]).toEqual([true, false])
      })

    test.each(seeds)('is found by seed %i, small and under the right name', async (seed) => {
      const findings = await findingsOf(name, seed, looking)
      const [finding] = findings.toSorted(
        (one, other) => together(one.script) - together(other.script),
      )
      if (finding === undefined) throw new Error('nothing was found')
      if (certain) {
        expect(together(finding.script)).toBeLessThanOrEqual(together(script) + looking.above)
        expect(finding.reproduced).toEqual({ failed: 5, of: 5 })
      }
      if (rules.length === 0) expect([finding.kind, finding.rules]).toEqual(['crash', []])
      else expect(rules.filter((rule) => finding.rules.includes(rule))).not.toEqual([])
    })
  })
}
