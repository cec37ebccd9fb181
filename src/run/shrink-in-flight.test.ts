import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { decode } from '../plan/decode.ts'
import { drawing } from '../plan/drawing.ts'
import { generationsOf, type Generation } from '../plan/generations.ts'
import { planAt } from '../plan/plan.ts'
import { stepCount, type Script, type Step } from '../plan/script.ts'
import { add, call, partiesOf, release, remove } from '../tserver/one-call.ts'
import { shrink } from './shrink.ts'

const limits = {
  maxParties: 8,
  maxCalls: 3,
  sharedParties: true,
  concurrent: true,
  addParty: true,
  unmonitored: true,
}
const maxSteps = 20
const { decode: options, plain } = drawing(limits, 8, profiles.default)
const named = ['7001', '7002', '7003', '7004'] as const
const [A, B, C, D] = named

type Round = readonly Step[]

/** What a bug needs: it fails wherever this is the case. */
type Bug = (script: Script) => boolean

const eachRound =
  (holds: (round: Round, generation: Generation) => boolean): Bug =>
  (script) =>
    generationsOf(script).some((one) => one.rounds.some((round) => holds(round, one)))

const isParty = ({ calls }: Generation, at: Step['call'], dn: string): boolean =>
  at !== 'unknown' && calls[at]?.dns.includes(dn) === true

/** Releases by parties of the call of that position. */
const releasesIn = (round: Round, generation: Generation, at: number): ReadonlySet<string> =>
  new Set(
    round.flatMap((step) =>
      step.do === 'TReleaseCall' && step.call === at && isParty(generation, at, step.thisDN)
        ? [step.thisDN]
        : [],
    ),
  )

const inTwoCalls = eachRound((round, generation) =>
  round.some(
    (one) =>
      one.do === 'TReleaseCall' &&
      isParty(generation, one.call, one.thisDN) &&
      round.some(
        (other) =>
          other.do === 'TReleaseCall' &&
          other.call !== one.call &&
          other.thisDN === one.thisDN &&
          isParty(generation, other.call, other.thisDN),
      ),
  ),
)

const bugs: readonly (readonly [what: string, bug: Bug, smallest: Script])[] = [
  [
    'two releases of different DNs of one call in one round',
    eachRound((round, generation) =>
      generation.calls.some((_, at) => releasesIn(round, generation, at).size >= 2),
    ),
    call(`${A} ${B}`, [release(A), release(B)]),
  ],
  [
    'three of them in a call of four',
    eachRound((round, generation) =>
      generation.calls.some(
        ({ dns, unmonitored }, at) =>
          dns.length + unmonitored.length >= 4 && releasesIn(round, generation, at).size >= 3,
      ),
    ),
    call(named.join(' '), [release(A), release(B), release(C)]),
  ],
  [
    'two who delete each other in one round',
    eachRound((round) =>
      round.some(
        (one) =>
          one.do === 'TDeleteFromConference' &&
          round.some(
            (other) =>
              other.do === 'TDeleteFromConference' &&
              other.call === one.call &&
              one.thisDN === other.otherDN &&
              one.otherDN === other.thisDN &&
              one.thisDN !== other.thisDN,
          ),
      ),
    ),
    call(`${A} ${B}`, [remove(A, B), remove(B, A)]),
  ],
  [
    'a DN that releases in two of its calls in one round',
    inTwoCalls,
    {
      calls: [partiesOf(`${A} ${B}`), partiesOf(`${A} ${C}`)],
      rounds: [[release(A), { ...release(A), call: 1 }]],
    },
  ],
  [
    'a release by a party of two calls, one after the other',
    (script) => {
      const left = new Set<string>()
      return generationsOf(script).some((generation) => {
        const releasing = generation.rounds
          .flat()
          .filter(
            (step) => step.do === 'TReleaseCall' && isParty(generation, step.call, step.thisDN),
          )
          .flatMap((step) => (step.do === 'TReleaseCall' ? step.thisDN : []))
        const again = releasing.some((dn) => left.has(dn))
        for (const dn of releasing) left.add(dn)
        return again
      })
    },
    {
      calls: [partiesOf(`${A} ${B}`), { ...partiesOf(`${A} ${B}`), from: 1 }],
      rounds: [[release(A)], [{ ...release(A), call: 1 }]],
    },
  ],
  [
    'a release in one call after a delete in another one that is there',
    (script) =>
      generationsOf(script).some(({ rounds }) => {
        const steps = rounds.flat()
        return steps.some(
          (one, at) =>
            one.do === 'TDeleteFromConference' &&
            one.call !== 'unknown' &&
            steps
              .slice(at + 1)
              .some(
                ({ do: kind, call: other }) =>
                  kind === 'TReleaseCall' && other !== 'unknown' && other !== one.call,
              ),
        )
      }),
    {
      calls: [partiesOf(`${A} ${B}`), partiesOf(`${C} ${D}`)],
      rounds: [[remove(A, B)], [{ ...release(C), call: 1 }]],
    },
  ],
  [
    'a party that joins after two requests in flight',
    (script) =>
      generationsOf(script).some(({ rounds }) => {
        const flight = rounds.findIndex(({ length }) => length > 1)
        return flight >= 0 && rounds.slice(flight).some(([step]) => step?.do === 'addParty')
      }),
    call(`${A} ${B}`, [release(C), release(C)], add(A, C)),
  ],
]

/** Scripts in which the bug shows; drawn until there are so many. */
function failing(bug: Bug, count: number): readonly Script[] {
  const found: Script[] = []
  for (let index = 0; found.length < count; index++) {
    const script = decode(planAt(maxSteps, 5, index), options)
    if (stepCount(script) >= 6 && bug(script)) found.push(script)
  }
  return found
}

const tries = 60

describe.each(bugs)('%s', (_, bug, smallest) => {
  test('is made as small as it can be from any script, and always the same', async () => {
    expect(bug(smallest)).toBe(true)
    for (const script of failing(bug, tries)) {
      const shrunk = await shrink(script, {
        plain,
        profile: profiles.default,
        limits,
        budget: 250,
        stopped: () => false,
        fails: async (candidate) => bug(candidate),
      })
      expect(shrunk.script).toEqual(smallest)
    }
  })
})
