import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { tooMuchAsked } from '../run/playable.ts'
import { dnsOfStep } from '../run/script-order.ts'
import { decode, onlyKinds } from './decode.ts'
import { drawing } from './drawing.ts'
import { generationsOf, type Generation } from './generations.ts'
import { planAt } from './plan.ts'
import { scriptSchema, type Script, type Step } from './script.ts'

const every: Capabilities = {
  maxCalls: 3,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}
const maxSteps = 12

function scripts(count: number, capabilities: Capabilities = every, seed = 1): readonly Script[] {
  const { decode: options } = drawing(capabilities, 8, profiles.default)
  return Array.from({ length: count }, (_, index) => decode(planAt(maxSteps, seed, index), options))
}

type Round = readonly Step[]
type Request = Exclude<Step, { readonly do: 'addParty' }>

const partiesOf = ({ dns, unmonitored }: Generation['calls'][number]) => [...dns, ...unmonitored]
const isPlain = ({ calls, rounds }: Script): boolean =>
  calls.length === 1 && rounds.every(({ length }) => length === 1)

/** Rounds of several steps, with the calls that are there. */
function flights(from: readonly Script[]): readonly { generation: Generation; round: Round }[] {
  return from
    .flatMap(generationsOf)
    .flatMap((generation) => generation.rounds.map((round) => ({ generation, round })))
    .filter(({ round }) => round.length > 1)
}

/** Two requests of a round to one call, in the order in which they are sent. */
function pairs(round: Round): readonly (readonly [Request, Request])[] {
  const requests = round.filter((step) => step.do !== 'addParty')
  return requests.flatMap((one, at) =>
    requests
      .slice(at + 1)
      .filter(({ call }) => call === one.call && call !== 'unknown')
      .map((other) => [one, other] as const),
  )
}

const releases = ({ do: kind }: Request): boolean => kind === 'TReleaseCall'
const deletes = (step: Request, dn: string): boolean =>
  step.do === 'TDeleteFromConference' && step.otherDN === dn && step.thisDN !== dn
const either =
  (holds: (one: Request, other: Request) => boolean) =>
  ([one, other]: readonly [Request, Request]): boolean =>
    holds(one, other) || holds(other, one)

describe('half of all scripts', () => {
  test('are of one call, with one request at a time', () => {
    const plain = scripts(10_000).filter(isPlain).length
    expect(plain).toBeGreaterThan(4500)
    expect(plain).toBeLessThan(6500)
  })

  test('are the same whatever else the adapter can', () => {
    const { maxCalls: _, ...one } = every
    const { decode: options } = drawing(one, 8, profiles.default)
    for (let index = 0; index < 500; index++) {
      const plan = planAt(maxSteps, 1, index).with(1, onlyKinds('release', 'delete'))
      expect(isPlain(decode(plan, options))).toBe(true)
      const other = { ...options, concurrent: false, sharedParties: false }
      expect(decode(plan, other)).toEqual(decode(plan, options))
    }
  })
})

describe('calls', () => {
  const all = scripts(3000).flatMap(generationsOf)

  test('are up to three at once, and up to three generations', () => {
    const counted = (counts: readonly number[]) => [...new Set(counts)].toSorted()
    expect(counted(all.map(({ calls }) => calls.length))).toEqual([1, 2, 3])
    expect(counted(scripts(3000).map((script) => generationsOf(script).length))).toEqual([1, 2, 3])
  })

  test('share one or two DNs, or none', () => {
    const shared = all.flatMap(({ calls: [one, other] }) =>
      one === undefined || other === undefined
        ? []
        : partiesOf(one).filter((dn) => partiesOf(other).includes(dn)).length,
    )
    expect([...new Set(shared)].toSorted()).toEqual([0, 1, 2])
  })

  test('have DNs of the generation before', () => {
    const later = scripts(3000)
      .map(generationsOf)
      .filter(({ length }) => length > 1)
    const again = later.filter(([one, other]) => {
      const before = one?.calls.flatMap(partiesOf) ?? []
      return other?.calls.flatMap(partiesOf).some((dn) => before.includes(dn))
    })
    expect(again.length).toBeGreaterThan(later.length * 0.9)
  })

  test('are asked by parties of other calls, too', () => {
    const across = all.flatMap(({ calls, rounds }) =>
      rounds.flat().filter((step) => {
        const own = step.call === 'unknown' ? undefined : calls[step.call]
        const [dn = ''] = dnsOfStep(step)
        return (
          own !== undefined &&
          !partiesOf(own).includes(dn) &&
          calls.some((other) => other !== own && other.dns.includes(dn))
        )
      }),
    )
    expect(across.length).toBeGreaterThan(10)
  })

  test('one after the other come up where there may be one at a time', () => {
    const one = scripts(1000, {})
    expect(one.some(({ calls }) => calls.length > 1)).toBe(true)
    for (const script of one)
      for (const { calls } of generationsOf(script)) expect(calls).toHaveLength(1)
  })
})

describe('in flight come up', () => {
  const all = flights(scripts(20_000))
  const racing = all.flatMap(({ round }) => pairs(round))

  const races: readonly (readonly [what: string, (pair: readonly [Request, Request]) => boolean])[] = [
    ['two releases', ([one, other]) => releases(one) && releases(other) && one.thisDN !== other.thisDN],
    ['the same request twice', ([one, other]) => JSON.stringify(one) === JSON.stringify(other)],
    ['one DN deleted by two', ([one, other]) => one.do !== 'TReleaseCall' && deletes(other, one.otherDN) && one.thisDN !== other.thisDN],
    ['a release of one who is deleted', either((one, other) => releases(one) && deletes(other, one.thisDN))],
    ['two who delete each other', ([one, other]) => one.do !== 'TReleaseCall' && deletes(one, other.thisDN) && deletes(other, one.thisDN)],
    ['a delete by one who releases', either((one, other) => releases(one) && !releases(other) && one.thisDN === other.thisDN)],
  ] // prettier-ignore
  test.each(races)('%s', (_, holds) => {
    expect(racing.filter(holds).length).toBeGreaterThan(50)
  })

  test('two to four requests, and up to twelve', () => {
    const lengths = new Set(all.map(({ round }) => round.length))
    expect([...lengths].sort((a, b) => a - b).slice(0, 3)).toEqual([2, 3, 4])
    expect(Math.max(...lengths)).toBe(8)
    const { decode: options } = drawing(every, 30, profiles.default)
    const large = { ...options, maxParties: 30 }
    const longest = Array.from({ length: 5000 }, (_, index) =>
      decode(planAt(30, 1, index), large),
    ).flatMap(({ rounds }) => rounds.map(({ length }) => length))
    expect(Math.max(...longest)).toBe(12)
  })

  test('everybody at once', () => {
    const everybody = all.filter(({ generation: { calls }, round }) => {
      const [call] = new Set(round.map((step) => step.call))
      const { dns = [] } = call === undefined || call === 'unknown' ? {} : (calls[call] ?? {})
      return (
        dns.length > 3 &&
        round.every((step) => step.do === 'TReleaseCall' && step.call === call) &&
        dns.every((dn) => round.some((step) => dnsOfStep(step).includes(dn)))
      )
    })
    expect(everybody.length).toBeGreaterThan(20)
  })

  test('requests of a DN in two of its calls', () => {
    const inTwo = all.filter(({ generation: { calls }, round }) =>
      round.some((one) =>
        round.some((other) => {
          if (one.call === 'unknown' || other.call === 'unknown' || one.call === other.call)
            return false
          const [dn = ''] = dnsOfStep(one)
          const both = [calls[one.call], calls[other.call]]
          return dnsOfStep(other)[0] === dn && both.every((call) => call?.dns.includes(dn))
        }),
      ),
    )
    expect(inTwo.length).toBeGreaterThan(50)
  })

  test('one request of each call, where no more may be', () => {
    const apart = flights(scripts(5000, { ...every, concurrent: false }))
    expect(apart.length).toBeGreaterThan(50)
    for (const { round } of apart)
      expect(new Set(round.map(({ call }) => call)).size).toBe(round.length)
    expect(flights(scripts(1000, {}))).toEqual([])
  })

  test('only the kinds that are on, but for one request to a call that has ended', () => {
    const { decode: options } = drawing({ ...every, addParty: false }, 8, profiles.default)
    const inCompany = 256 + 512
    const drawn = (off: number) =>
      Array.from({ length: 2000 }, (_, index) =>
        decode(planAt(maxSteps, 1, index).with(1, off | inCompany), options),
      ).flatMap(({ rounds }) => rounds.flat())
    expect(new Set(drawn(onlyKinds('release')).map((step) => step.do))).toEqual(
      new Set(['TReleaseCall']),
    )
    const onlyDeletes = drawn(onlyKinds('delete'))
    expect(onlyDeletes.filter((step) => step.do !== 'TDeleteFromConference').length).toBeLessThan(
      onlyDeletes.length / 50,
    )
  })
})

describe('after requests in flight', () => {
  test('parties join, of whom it is certain that they are not there', () => {
    const joining = scripts(20_000).filter(({ rounds }) => {
      const first = rounds.findIndex(({ length }) => length > 1)
      return (
        first >= 0 &&
        rounds.slice(first).some((round) => round.some((step) => step.do === 'addParty'))
      )
    })
    expect(joining.length).toBeGreaterThan(100)
  })
})

/** The bits of a number, as capabilities. */
function capabilitiesOf(number: number): Capabilities {
  const digits = [3, 2, 2, 2, 2, 7, 3, 9].map((radix) => {
    const digit = number % radix
    number = Math.floor(number / radix)
    return digit
  })
  const [maxCalls = 0, shared, concurrent, adds, outside, parties = 0, named, dns = 0] = digits
  return {
    maxCalls: 1 + maxCalls,
    sharedParties: shared === 1,
    concurrent: concurrent === 1,
    addParty: adds === 1,
    unmonitored: outside === 1,
    maxParties: 2 + parties,
    ...(named === 0 ? { dns: Array.from({ length: 2 + dns }, (_, n) => String(n)) } : {}),
  }
}

describe('no script asks for more than the adapter can', () => {
  const all = 3 * 2 * 2 * 2 * 2 * 7 * 3 * 9

  test.each([profiles.default, profiles.workspace])('under the profile $name', (profile) => {
    for (let index = 0; index < 30_000; index++) {
      const capabilities = capabilitiesOf((index * 7919) % all)
      const script = decode(planAt(maxSteps, 3, index), drawing(capabilities, 8, profile).decode)
      expect(tooMuchAsked(script, capabilities, profile)).toBeUndefined()
      if (index % 10 === 0) expect(scriptSchema.safeParse(script).error).toBeUndefined()
    }
  })
})
