/** Model and rules are written apart. They must agree on every history, right or wrong. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { History } from './history.ts'
import { judge } from './judge.ts'
import { mutated, mutationKinds } from './mutation.fixture.ts'
import { profiles, type Profile } from './profile.ts'
import { breaches, rules } from './rules.ts'
import { oneOf, play, type Draw } from './t-server.fixture.ts'

const asked: readonly [Profile, ...Profile[]] = [
  profiles.default,
  profiles.strict,
  profiles['sip-server'],
  profiles.workspace,
  { ...profiles.default, name: 'obeys', selfDelete: 'release', twoPartyDelete: 'release' },
  { ...profiles.default, name: 'refuses', selfDelete: 'refuse', twoPartyDelete: 'refuse' },
  { ...profiles.default, name: 'answers', refusal: 'error' },
  { ...profiles.default, name: 'ignores', refusal: 'silent' },
  { ...profiles.strict, name: 'ignores, but not the owner', refusal: 'silent', deleteBy: 'owner' },
]

/** What `make` makes of random numbers; smaller numbers make simpler histories. */
function drawn<T>(make: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.noBias(fc.array(fc.nat(), { minLength: 200, maxLength: 200 })).map((numbers) => {
    let next = 0
    return make((bound) => (bound === 0 ? 0 : (numbers[next++] ?? 0) % bound))
  })
}

/** What both say of a history, after they have been held against each other. */
function judgedByBoth(history: History, profile: Profile) {
  const verdict = judge(history, profile)
  const broken = new Set(breaches(history, profile, history.rounds.length).map(({ rule }) => rule))
  if ((verdict.verdict === 'violates') !== broken.size > 0)
    throw new Error(
      `The model says ${verdict.verdict}; rules broken: ${[...broken].join(', ') || 'none'}`,
    )
  return { verdict, broken }
}

const runs = { numRuns: 20_000, seed: 1 }

describe('model and rules', () => {
  it('find nothing wrong with a T-Server that does what the profile allows', () => {
    const right = drawn((draw) => {
      const profile = oneOf(draw, asked)
      return { profile, history: play(draw, profile) }
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
    const wrong = drawn((draw) => {
      const profile = oneOf(draw, asked)
      const played = play(draw, draw(4) === 0 ? oneOf(draw, asked) : profile)
      const mutation = oneOf(draw, mutationKinds)
      const once = mutated(draw, played, mutation)
      const history = draw(2) === 0 ? mutated(draw, once, oneOf(draw, mutationKinds)) : once
      return { profile, mutation, history }
    })
    const fired = new Set<string>()
    const verdicts = new Map(mutationKinds.map((kind) => [kind, { rejected: 0, accepted: 0 }]))
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
      expect(fraction, mutation).toBeGreaterThan(0.4)
      expect(fraction, mutation).toBeLessThan(0.9)
    }
    expect(fired).toEqual(new Set(rules.map(({ id }) => id)))
  })
})
