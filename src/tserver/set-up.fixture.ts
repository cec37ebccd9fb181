/** For every circumstance the smallest script in which it holds, and one in which it just does not. */
import * as circumstances from './fault/circumstance.ts'
import type { Circumstance } from './fault/circumstance.ts'
import type { LastStep } from './last-step.fixture.ts'
import { add, call, release, remove } from './one-call.ts'
import type { Noted, Step } from './one-call.ts'
import { calls } from './several-calls.fixture.ts'

interface SetUp {
  readonly script: Noted
  readonly spared: Noted
}

/** The parties before the last step. */
const names = (count: number): readonly string[] => 'A B C D E'.split(' ').slice(0, count)
const parties = (count: number): string => names(count).join(' ')
const lastOf = (count: number): string => names(count).at(-1) ?? ''
const stranger = 'Z'

const setUps: ReadonlyMap<Circumstance, (last: LastStep) => SetUp> = new Map([
  [
    circumstances.always,
    ({ parties: count, asks, script, spared }) => ({
      script: script ?? call(parties(count), ...asks('A', 'B')),
      spared: spared ?? (count === 2 ? call('A B', release(stranger)) : call('A B', release('A'))),
    }),
  ],
  [
    circumstances.ofTwo,
    ({ asks }) => ({
      script: call('A B', ...asks('A', 'B')),
      spared: call('A B C', ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.fromFour,
    ({ asks }) => ({
      script: call('A B C D', ...asks('A', 'B')),
      spared: call('A B C', ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.withUnmonitored,
    ({ parties: count, asks }) => ({
      script: call(`${parties(count - 1)} outside X`, ...asks('A', 'B')),
      spared: call(parties(count), ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.firstLeaves,
    ({ parties: count, asks }) => ({
      script: call(parties(count), ...asks('A', 'B')),
      spared: call(parties(count), ...asks(lastOf(count), 'A')),
    }),
  ],
  [
    circumstances.middleLeaves,
    ({ asks }) => ({
      script: call('A B C', ...asks('B', 'A')),
      spared: call('A B C', ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.lastLeaves,
    ({ parties: count, asks }) => ({
      script: call(parties(count), ...asks(lastOf(count), 'A')),
      spared: call(parties(count), ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.onRelease,
    ({ parties: count }) => ({
      script: call(parties(count), release('A')),
      spared: call(parties(count), remove('B', 'A')),
    }),
  ],
  [
    circumstances.onDelete,
    ({ parties: count }) => ({
      script: call(parties(count), remove('B', 'A')),
      spared: call(parties(count), release('A')),
    }),
  ],
  [
    circumstances.afterDelete,
    ({ parties: count, asks }) => ({
      script: call(parties(count + 1), remove('A', lastOf(count + 1)), ...asks('A', 'B')),
      spared: call(parties(count + 1), release(lastOf(count + 1)), ...asks('A', 'B')),
    }),
  ],
  [circumstances.secondDeparture, (last) => atDeparture(last, 2)],
  [circumstances.thirdDeparture, (last) => atDeparture(last, 3)],
  [
    circumstances.formerConference,
    ({ asks }) => ({
      script: call('A B C', release('C'), ...asks('A', 'B')),
      spared: call('A B', ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.ofReturner,
    ({ parties: count, asks }) => {
      const all = parties(Math.max(count, 3))
      return {
        script: call(all, release('A'), add('B', 'A'), ...asks('A', 'B')),
        spared: call(all, release('A'), add('B', stranger), ...asks(stranger, 'B')),
      }
    },
  ],
  [
    circumstances.besideAnotherCall,
    ({ parties: count, asks }) => ({
      script: calls([parties(count), 'X Y'], ...asks('A', 'B')),
      spared: call(parties(count), ...asks('A', 'B')),
    }),
  ],
  [
    circumstances.inFlight,
    ({ parties: count, asks }) => {
      const asked = asks('A', 'B')
      const steps = asked.length > 1 ? asked : [...asked, release(stranger)]
      return { script: call(parties(count), steps), spared: call(parties(count), ...steps) }
    },
  ],
])

/** Those before it are the releases of the last parties. */
function atDeparture({ parties: count, asks }: LastStep, k: number): SetUp {
  const leaving = names(count + k - 1).slice(count)
  const before = (departures: number): readonly Step[] =>
    leaving.slice(0, departures).map((dn) => release(dn))
  const all = parties(count + k - 1)
  return {
    script: call(all, ...before(k - 1), ...asks('A', 'B')),
    spared: call(all, ...before(k - 2), ...asks('A', 'B')),
  }
}

export function setUpOf(circumstance: Circumstance, last: LastStep): SetUp {
  const setUp = setUps.get(circumstance)
  if (setUp === undefined) throw new Error(`no set-up for ${circumstance.name}`)
  return setUp(last)
}
