/** Model and rules are written apart. They must agree on every history, right or wrong. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { playInFlight } from './concurrent-t-server.fixture.ts'
import { oneOf, type Draw } from './draw.fixture.ts'
import { isInFlight, type History } from './history.ts'
import { judge } from './judge.ts'
import { allMutationKinds, mutated, mutationKinds } from './mutation.fixture.ts'
import { manyProfiles } from './profile.fixture.ts'
import type { Profile } from './profile.ts'
import { breaches, rules } from './rules.ts'
import { play } from './t-server.fixture.ts'

/** What `make` makes of so many random numbers; smaller numbers make simpler histories. */
function drawn<T>(length: number, make: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.noBias(fc.array(fc.nat(), { minLength: length, maxLength: length })).map((numbers) => {
    let next = 0
    return make((bound) => (bound === 0 ? 0 : (numbers[next++] ?? 0) % bound))
  })
}

/** What both say of a history, after they have been held against each other. */
function judgedByBoth(history: History, profile: Profile) {
  const verdict = judge(history, profile)
  if (verdict.verdict === 'unknown') throw new Error('The judge gave up.')
  const outcomes = verdict.verdict === 'conforms' ? verdict.outcomes : []
  // In which order requests in flight took effect is said only where something explains them.
  const found =
    verdict.verdict === 'conforms' || !history.rounds.some(isInFlight)
      ? breaches(history, profile, history.rounds.length, outcomes)
      : verdict.breaches
  const broken = new Set(found.map(({ rule }) => rule))
  if ((verdict.verdict === 'violates') !== broken.size > 0)
    throw new Error(
      `The model says ${verdict.verdict}; rules broken: ${[...broken].join(', ') || 'none'}`,
    )
  return { verdict, broken }
}

const runs = { numRuns: 20_000, seed: 1 }
const allRules = rules.map(({ id }) => id)

describe.each([
  {
    name: 'where one request is in flight',
    played: play,
    numbers: 200,
    kinds: mutationKinds,
    wrong: { least: 0.4, most: 0.9 },
    // Only an event of a request that another one was sent before can come before its own.
    broken: allRules.filter((id) => id !== 'before-its-request'),
  },
  {
    name: 'where several are',
    played: playInFlight,
    numbers: 500,
    kinds: allMutationKinds,
    wrong: { least: 0.2, most: 0.95 },
    broken: allRules,
  },
])(
  'model and rules, $name,',
  ({ played, numbers, kinds, wrong: { least, most }, broken: breakable }) => {
    it('find nothing wrong with a T-Server that does what the profile allows', () => {
      const right = drawn(numbers, (draw) => {
        const profile = oneOf(draw, manyProfiles)
        return { profile, history: played(draw, profile) }
      })
      const phases = new Set<string>()
      fc.assert(
        fc.property(right, ({ profile, history }) => {
          const { verdict, broken } = judgedByBoth(history, profile)
          if (verdict.verdict !== 'conforms') throw new Error(`Broken: ${[...broken].join(', ')}`)
          for (const { phase } of verdict.outcomes) phases.add(phase)
        }),
        runs,
      )
      expect([...phases].toSorted()).toEqual([
        'delete-from-conference',
        'refused-silently',
        'refused-with-error',
        'release',
        'release-from-conference',
      ])
    })

    it('agree where something is wrong', () => {
      const wrong = drawn(numbers, (draw) => {
        const profile = oneOf(draw, manyProfiles)
        const right = played(draw, draw(4) === 0 ? oneOf(draw, manyProfiles) : profile)
        const mutation = oneOf(draw, kinds)
        const once = mutated(draw, right, mutation)
        const history = draw(2) === 0 ? mutated(draw, once, oneOf(draw, kinds)) : once
        return { profile, mutation, history }
      })
      const fired = new Set<string>()
      const verdicts = new Map(kinds.map((kind) => [kind, { rejected: 0, accepted: 0 }]))
      fc.assert(
        fc.property(wrong, ({ profile, mutation, history }) => {
          const { broken } = judgedByBoth(history, profile)
          for (const rule of broken) fired.add(rule)
          const count = verdicts.get(mutation)
          if (count !== undefined) count[broken.size > 0 ? 'rejected' : 'accepted'] += 1
        }),
        runs,
      )
      // Else the agreement could be an empty one: every kind of change makes many histories wrong and
      // leaves many right, and every rule is broken in some.
      for (const [mutation, { rejected, accepted }] of verdicts) {
        const fraction = rejected / (rejected + accepted)
        expect(fraction, mutation).toBeGreaterThan(least)
        expect(fraction, mutation).toBeLessThan(most)
      }
      expect([...fired].toSorted()).toEqual(breakable.toSorted())
    })
  },
)
