/** The fast judge held against the slow one. */
import { drawing, type Draw } from './draw.fixture.ts'
import type { History } from './history.ts'
import { judge } from './judge.ts'
import type { Profile } from './profile.ts'
import { asSent, possibleAfter } from './slow-judge.fixture.ts'

export interface Drawn {
  readonly profile: Profile
  readonly history: History
}

/** How many of the histories were of each kind: else the agreement could be an empty one. */
export interface Counts {
  right: number
  wrong: number
  /** Right, but not if the requests had taken effect in the order in which they were sent. */
  anotherOrder: number
  /** Right, and what is the case afterwards cannot be told. */
  ambiguous: number
}

/** Draws a history for each seed; throws the smallest one on which the judges do not agree. */
export function expectAgreement(
  seeds: readonly [from: number, to: number],
  draw: (draw: Draw) => Drawn,
): Counts {
  const counts: Counts = { right: 0, wrong: 0, anotherOrder: 0, ambiguous: 0 }
  const disagreements: string[] = []
  for (let seed = seeds[0]; seed < seeds[1]; seed += 1) {
    const drawn = draw(drawing(seed))
    const possible = possibleAfter(drawn.history, drawn.profile)
    count(counts, drawn, possible.length)
    const fast = judged(drawn)
    if (fast !== (possible.length > 0 ? 'conforms' : 'violates'))
      disagreements.push(`The fast judge says: ${fast}. Seed ${seed}: ${JSON.stringify(drawn)}`)
  }
  const [smallest] = disagreements.toSorted((a, b) => a.length - b.length)
  if (smallest !== undefined) throw new Error(`${disagreements.length} disagreements. ${smallest}`)
  return counts
}

/** What the fast judge says, or in which way it failed to say anything. */
function judged({ history, profile }: Drawn): string {
  try {
    return judge(history, profile).verdict
  } catch (error) {
    return String(error)
  }
}

function count(counts: Counts, { history, profile }: Drawn, possible: number): void {
  counts[possible > 0 ? 'right' : 'wrong'] += 1
  if (possible > 1) counts.ambiguous += 1
  if (possible > 0 && possibleAfter(history, profile, asSent).length === 0) counts.anotherOrder += 1
}
