import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import { isPlayable } from '../run/playable.ts'
import { dnsOf } from '../run/script-order.ts'
import { decode, type DecodeOptions } from './decode.ts'
import { dnFamilies } from './dns.ts'
import { planAt, planHead, type Plan } from './plan.ts'
import { followed, mostParties } from './followed.fixture.ts'
import { partyCount, scriptSchema, stepCount, type Script } from './script.ts'

const open: DecodeOptions = {
  maxParties: 8,
  families: dnFamilies(10),
  addParty: true,
  unmonitored: true,
  deletesAreCertain: true,
  maxCalls: 3,
  sharedParties: true,
  concurrent: true,
}

/** Of an adapter that has these DNs alone. */
const withOnly = (dns: readonly DN[]): DecodeOptions => ({
  ...open,
  maxParties: dns.length,
  families: dnFamilies(dns.length + 2, dns),
})

const options: readonly (readonly [name: string, options: DecodeOptions])[] = [
  ['everything allowed', open],
  ['calls of two', { ...open, maxParties: 2, families: dnFamilies(4) }],
  ['calls of three', { ...open, maxParties: 3, families: dnFamilies(5) }],
  ['two DNs', withOnly(['11', '12'])],
  ['three DNs', withOnly(['11', '12', '13'])],
  ['DNs for calls of two', { ...withOnly(['11', '12', '13', '14']), maxParties: 2 }],
  ['nobody joining', { ...open, addParty: false }],
  ['no outside parties', { ...open, unmonitored: false }],
  ['one call at a time', { ...open, maxCalls: 1 }],
  ['parties in one call only', { ...open, sharedParties: false }],
  ['one request of a call at a time', { ...open, concurrent: false }],
  ['owners who alone may delete', { ...open, deletesAreCertain: false }],
  ['a thousand parties', { ...open, maxParties: 1000, families: dnFamilies(1002) }],
]

const numbers = fc.array(fc.nat(0x7fffffff), { maxLength: 15 })

/** Scripts as a campaign has them. */
function scripts(count: number, given: DecodeOptions = open, seed = 1): readonly Script[] {
  return Array.from({ length: count }, (_, index) => decode(planAt(12, seed, index), given))
}

/** Those of one call, one request at a time. */
function plainScripts(count: number, given?: DecodeOptions): readonly Script[] {
  return scripts(2 * count, given).filter(
    (script) => script.calls.length === 1 && stepCount(script) === script.rounds.length,
  )
}

describe.each(options)('with %s', (_, given) => {
  const { maxParties, families } = given

  test('any plan gives a script', () => {
    fc.assert(
      fc.property(numbers, (plan) => {
        expect(scriptSchema.safeParse(decode(plan, given)).error).toBeUndefined()
      }),
    )
  })

  test('a script is no longer than its plan, and has the parties that are allowed', () => {
    fc.assert(
      fc.property(numbers, (plan) => {
        const script = decode(plan, given)
        for (const { dns, unmonitored } of script.calls) {
          expect(dns.length).toBeGreaterThan(0)
          expect(dns.length + unmonitored.length).toBeGreaterThanOrEqual(2)
          expect(dns.length + unmonitored.length).toBeLessThanOrEqual(maxParties)
        }
        expect(stepCount(script)).toBeLessThanOrEqual(Math.max(0, plan.length - planHead))
      }),
    )
  })

  test('the DNs are those of one family', () => {
    fc.assert(
      fc.property(numbers, (plan) => {
        const dns = dnsOf(decode(plan, given))
        expect(families.some((family) => dns.every((dn) => family.includes(dn)))).toBe(true)
      }),
    )
  })
})

test('as many parties as are allowed come up, and each number of them from two on', () => {
  const counts = new Set(plainScripts(500).map(partyCount))
  expect([...counts].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8])
})

test('every family comes up, from more than one place of it', () => {
  const first = new Set(scripts(2000).map(({ calls }) => calls[0]?.dns[0]))
  for (const family of open.families)
    expect(family.filter((dn) => first.has(dn)).length).toBeGreaterThan(5)
})

describe('what the adapter cannot do is not asked of it', () => {
  const adds = ({ rounds }: Script) => rounds.flat().some((step) => step.do === 'addParty')
  const outside = ({ calls }: Script) => calls.some(({ unmonitored }) => unmonitored.length > 0)

  test('a party joins only where it may', () => {
    expect(scripts(2000).some(adds)).toBe(true)
    expect(scripts(2000, { ...open, addParty: false }).some(adds)).toBe(false)
  })

  test('there are outside parties only where there may be', () => {
    expect(scripts(2000).some(outside)).toBe(true)
    expect(scripts(2000, { ...open, unmonitored: false }).some(outside)).toBe(false)
  })

  test('no more parties are in a call at once than are allowed, whatever a T-Server refuses', () => {
    for (const script of plainScripts(5000, { ...open, maxParties: 3 }))
      for (const { call } of followed(script, mostParties))
        expect(call.parties.length).toBeLessThanOrEqual(3)
  })
})

describe('every script can be played', () => {
  const unplayable = (given: DecodeOptions, profile: (typeof profiles)[keyof typeof profiles]) =>
    scripts(100_000, given).find((script) => !isPlayable(script, profile, given))

  test('where the T-Server may refuse what the document leaves open', () => {
    expect(unplayable(open, profiles.default)).toBeUndefined()
  })

  test('where the owner alone may count on being obeyed', () => {
    expect(unplayable({ ...open, deletesAreCertain: false }, profiles.workspace)).toBeUndefined()
  })

  test('in calls of three, where hardly anybody is left', () => {
    expect(unplayable({ ...open, maxParties: 3 }, profiles.default)).toBeUndefined()
  })
})

describe('the plainest script', () => {
  const plainest: Script = {
    calls: [{ dns: ['7001', '7002'], unmonitored: [] }],
    rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7001' }]],
  }

  test('is a release in a call of two, of zeros alone', () => {
    expect(decode([0, 0, 0, 0], open)).toEqual(plainest)
  })

  test('has one request more to the call that has ended, of more zeros, and no third', () => {
    const { calls, rounds } = decode(Array<number>(15).fill(0), open)
    expect(calls).toEqual(plainest.calls)
    expect(rounds.slice(0, 1)).toEqual(plainest.rounds)
    expect(rounds).toHaveLength(2)
  })

  test('has no steps, of no numbers', () => {
    expect(decode([], open)).toEqual({ ...plainest, rounds: [] })
  })
})

test('numbers that no generator draws, negative or broken ones, give a script all the same', () => {
  const any: fc.Arbitrary<Plan> = fc.array(fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()))
  fc.assert(
    fc.property(any, (plan) => {
      expect(scriptSchema.safeParse(decode(plan, open)).error).toBeUndefined()
    }),
  )
})
