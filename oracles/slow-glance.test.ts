/** What is seen at a glance, held against the judge, on random right and wrong histories. */
import { expect, it } from 'vitest'
import { playInFlight } from './concurrent-t-server.fixture.ts'
import { drawing, oneOf } from './draw.fixture.ts'
import { situationsIn } from './each-situation.ts'
import { glance } from './glance.ts'
import { isInFlight, type History } from './history.ts'
import { judge } from './judge.ts'
import { allMutationKinds, mutated } from './mutation.fixture.ts'
import { plainlySpelled } from './plainly-spelled.fixture.ts'
import { manyProfiles } from './profile.fixture.ts'
import type { Profile } from './profile.ts'
import { Recording } from './recording.ts'
import { play } from './t-server.fixture.ts'

const histories = 100_000

interface Counts {
  /** Seen to conform at a glance. */
  seen: number
  /** Of these such as the judge does not accept, or takes for something else. */
  wrong: number
  /** Left to the judge, which accepts them. */
  left: number
  /** Rejected by the judge. */
  rejected: number
}

const glanced = (history: History, profile: Profile) => glance(Recording.of(history), profile)

/** @param look what is tried; a glance, or something broken. */
function compared(seeds: number, look: typeof glanced): Counts {
  const counts: Counts = { seen: 0, wrong: 0, left: 0, rejected: 0 }
  for (let seed = 0; seed < seeds; seed++) {
    const draw = drawing(seed)
    const profile = oneOf(draw, manyProfiles)
    const obeyed = draw(8) === 0 ? oneOf(draw, manyProfiles) : profile
    const right = (draw(2) === 0 ? playInFlight : play)(draw, obeyed)
    const spelled = draw(4) === 0 ? right : plainlySpelled(right)
    const history = draw(2) === 0 ? spelled : mutated(draw, spelled, oneOf(draw, allMutationKinds))
    const seen = look(history, profile)
    const verdict = judge(history, profile)
    if (verdict.verdict === 'violates') counts.rejected += 1
    if (seen === undefined) {
      if (verdict.verdict === 'conforms') counts.left += 1
      continue
    }
    counts.seen += 1
    if (verdict.verdict !== 'conforms') counts.wrong += 1
    else if (!history.rounds.some(isInFlight)) {
      // In flight there may be several courses; the situations are those of one of them.
      if (String(situationsIn(history, verdict.outcomes)) !== String(seen)) counts.wrong += 1
    }
  }
  return counts
}

it('never conforms at a glance where the judge says otherwise', () => {
  const counts = compared(histories, glanced)
  expect(counts.wrong).toBe(0)
  expect(counts.seen).toBeGreaterThan(histories / 5)
  expect(counts.rejected).toBeGreaterThan(histories / 6)
  expect(counts.left).toBeGreaterThan(histories / 20)
})

const withRounds = (history: History, change: (round: Round) => Round): History => ({
  ...history,
  rounds: history.rounds.map(change),
})

type Round = History['rounds'][number]

it.each<[string, (history: History) => History]>([
  ['late events', (history) => withRounds(history, (round) => ({ ...round, late: [] }))],
  ['early events', (history) => ({ ...history, early: [] })],
  [
    'what had been sent',
    (history) => withRounds(history, ({ actions, events, late }) => ({ actions, events, late })),
  ],
  [
    'the last event but three',
    (history) =>
      withRounds(history, (round) => ({ ...round, events: round.events.toSpliced(3, 1) })),
  ],
  [
    'ConnIDs',
    (history) =>
      withRounds(history, (round) => ({
        ...round,
        events: round.events.map((event) => ({ ...event, ConnID: round.actions[0]?.connID ?? '' })),
      })),
  ],
  [
    'the rounds after the second',
    (history) => ({ ...history, rounds: history.rounds.slice(0, 2) }),
  ],
])('a glance that does not look at %s is found out', (_, blind) => {
  const { wrong } = compared(10_000, (history, profile) => glanced(blind(history), profile))
  expect(wrong).toBeGreaterThan(0)
})
