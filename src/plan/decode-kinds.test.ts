import { describe, expect, test } from 'vitest'
import { decode, onlyKinds, type DecodeOptions } from './decode.ts'
import { dnFamilies } from './dns.ts'
import { carriedOut, followed, type Followed } from './followed.fixture.ts'
import { planAt, type Plan } from './plan.ts'

const options: DecodeOptions = {
  maxParties: 8,
  families: dnFamilies(10),
  addParty: true,
  unmonitored: true,
  deletesAreCertain: true,
  maxCalls: 3,
  sharedParties: true,
  concurrent: true,
}

const maxSteps = 12

/** A plan of one call, one request at a time. */
function plainAt(index: number): Plan {
  const plan = planAt(maxSteps, 1, index)
  return plan.with(1, (plan[1] ?? 0) & onlyKinds())
}

/** The steps of a seed's first scripts. @param off the kinds that are switched off in each of them. */
function steps(count: number, off?: number): readonly Followed[] {
  return Array.from({ length: count }, (_, index) => {
    const plan = plainAt(index)
    return followed(decode(off === undefined ? plan : plan.with(1, off), options), carriedOut)
  }).flat()
}

const isOver = ({ before }: Followed): boolean =>
  before.parties.every((dn) => before.unmonitored.includes(dn))

/** A kind of step, told by what it is and not by what the decoder calls it. */
function kindOf({ step, before }: Followed): string {
  if (step.call === 'unknown') return 'request with an unknown ConnID'
  if (step.do === 'addParty') return 'party that joins'
  const by = before.parties.includes(step.thisDN) ? 'party' : 'stranger'
  if (step.do === 'TReleaseCall') return `release by a ${by}`
  if (step.thisDN === step.otherDN && by === 'party') return 'delete of oneself'
  return `delete by a ${by} of a ${before.parties.includes(step.otherDN) ? 'party' : 'stranger'}`
}

const all = [
  'request with an unknown ConnID',
  'party that joins',
  'release by a party',
  'release by a stranger',
  'delete of oneself',
  'delete by a party of a party',
  'delete by a party of a stranger',
  'delete by a stranger of a party',
]

/** The kinds of the steps that go to a call which has not ended. */
const kindsIn = (taken: readonly Followed[]): readonly string[] =>
  [...new Set(taken.filter((step) => !isOver(step)).map(kindOf))].sort()

describe('kinds of steps', () => {
  test('all come up', () => {
    expect(kindsIn(steps(1000))).toEqual(all.toSorted())
  })

  test('all come up where none is switched off', () => {
    expect(kindsIn(steps(1000, 0))).toEqual(all.toSorted())
  })

  test('a kind that is switched off does not come up, and all the others do', () => {
    const missing = Array.from({ length: 8 }, (_, bit) => {
      const kinds = kindsIn(steps(1000, 1 << bit))
      return all.filter((kind) => !kinds.includes(kind))
    })
    for (const kinds of missing) expect(kinds).toHaveLength(1)
    expect(missing.flat().sort()).toEqual(all.toSorted())
  })

  test('a release takes the place of all that is switched off, if nothing else is left', () => {
    expect(kindsIn(steps(1000, 255))).toEqual(['release by a party'])
  })

  test('only those come up that are asked for', () => {
    expect(kindsIn(steps(500, onlyKinds('release')))).toEqual(['release by a party'])
    expect(kindsIn(steps(500, onlyKinds('delete')))).toEqual(['delete by a party of a party'])
    expect(kindsIn(steps(500, onlyKinds('release', 'add-party')))).toEqual([
      'party that joins',
      'release by a party',
    ])
  })

  test('a call that has ended gets one request more at the most', () => {
    const over = Array.from({ length: 1000 }, (_, index) =>
      followed(decode(plainAt(index), options), carriedOut).filter(isOver),
    )
    expect(Math.max(...over.map((left) => left.length))).toBe(1)
    expect(new Set(over.flat().map(({ step }) => step.do))).toEqual(new Set(['TReleaseCall']))
  })
})

describe('a party that joins', () => {
  test('is now and then one that was in the call before', () => {
    const scripts = Array.from({ length: 1000 }, (_, index) => decode(plainAt(index), options))
    const back = scripts.filter(({ calls, rounds }) =>
      rounds.flat().some((step) => step.do === 'addParty' && calls[0]?.dns.includes(step.dn)),
    )
    expect(back.length).toBeGreaterThan(10)
  })
})

test('nine of ten requests to a call that has not ended are valid', () => {
  const requests = steps(20_000).filter((taken) => taken.outcomes.length > 0 && !isOver(taken))
  const valid = requests.filter(({ outcomes }) => outcomes.some(({ departed }) => departed.length))
  expect(valid.length / requests.length).toBeGreaterThan(0.9)
  expect(valid.length).toBeLessThan(requests.length)
})
