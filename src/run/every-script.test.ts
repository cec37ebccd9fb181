import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { scriptSchema, type Script, type Step } from '../plan/script.ts'
import { dimensionsOf, type Dimensions } from './dimensions.ts'
import { countScripts, everyScript } from './every-script.ts'
import { tooMuchAsked } from './playable.ts'
import { dnsOf, renamed } from './script-order.ts'

const everything: Capabilities = {
  maxParties: 8,
  maxCalls: 8,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}

const letters = [...'ABCDEFGHIJ']

/** Written with the letters in the order in which the DNs are mentioned. */
function identity(script: Script): string {
  const dns = dnsOf(script)
  return JSON.stringify(renamed(script, (dn) => letters[dns.indexOf(dn)] ?? dn))
}

const subsets = <T>(list: readonly T[], count: number): readonly (readonly T[])[] =>
  count === 0
    ? [[]]
    : list.flatMap((item) => subsets(list, count - 1).map((rest) => [item, ...rest]))

/** Every way to split a number into positive ones, in order. */
const splits = (sum: number): readonly (readonly number[])[] =>
  sum === 0
    ? [[]]
    : Array.from({ length: sum }, (_, n) => n + 1).flatMap((first) =>
        splits(sum - first).map((rest) => [first, ...rest]),
      )

/** Whatever can be written down with these names, playable or not. */
function* whateverCanBeWritten(
  { parties, steps, calls }: Dimensions,
  names: readonly DN[],
): Iterable<Script> {
  for (const sizes of splits(parties).filter(({ length }) => length <= calls))
    for (const seats of subsets(names, parties))
      for (const outside of subsets([false, true], parties))
        for (const from of subsets([...Array(steps + 1).keys()], sizes.length - 1)) {
          let first = 0
          const filled = sizes.map((size, at) => {
            const own = [...seats.entries()].slice(first, (first += size))
            const since = from[at - 1] ?? 0
            return {
              dns: own.flatMap(([seat, dn]) => (outside[seat] ? [] : [dn])),
              unmonitored: own.flatMap(([seat, dn]) => (outside[seat] ? [dn] : [])),
              ...(since === 0 ? {} : { from: since }),
            }
          })
          // For the sake of speed; it is no script whatever is done in it.
          if (
            filled.some(
              ({ dns, unmonitored }) =>
                new Set([...dns, ...unmonitored]).size < dns.length + unmonitored.length,
            )
          )
            continue
          for (const rounds of roundsOf(steps, sizes.length, names)) yield { calls: filled, rounds }
        }
}

function* roundsOf(steps: number, calls: number, names: readonly DN[]): Iterable<Script['rounds']> {
  const pairs = subsets(names, 2)
  const places = [...Array(calls).keys()]
  const all: Step[] = [...places, 'unknown' as const].flatMap((call) => [
    ...names.map((thisDN): Step => ({ do: 'TReleaseCall', call, thisDN })),
    ...pairs.map(([thisDN = '', otherDN = '']): Step => ({
      do: 'TDeleteFromConference',
      call,
      thisDN,
      otherDN,
    })),
  ])
  for (const call of places)
    for (const [by = '', dn = ''] of pairs) all.push({ do: 'addParty', call, by, dn })
  for (const lengths of splits(steps))
    for (const chosen of subsets(all, steps)) {
      let first = 0
      yield lengths.map((length) => chosen.slice(first, (first += length)))
    }
}

interface Case {
  readonly what: string
  readonly size: Dimensions
  readonly capabilities: Capabilities
  readonly names: readonly DN[]
}

const one = { calls: 1, generations: 1, inFlight: 1 }

const cases: readonly Case[] = [
  {
    what: 'a call of two, and a step',
    size: { ...one, parties: 2, steps: 1 },
    capabilities: everything,
    names: letters.slice(0, 4),
  },
  {
    what: 'a call of three, and a step',
    size: { ...one, parties: 3, steps: 1 },
    capabilities: everything,
    names: letters.slice(0, 5),
  },
  {
    what: 'a call of two with DNs that are given, and two steps, in flight or not',
    size: { ...one, parties: 2, steps: 2, inFlight: 2 },
    capabilities: { ...everything, dns: letters.slice(0, 4) },
    names: letters.slice(0, 4),
  },
  {
    what: 'the same one after the other, for an adapter that can little',
    size: { ...one, parties: 2, steps: 2, inFlight: 2 },
    capabilities: { dns: letters.slice(0, 3) },
    names: letters.slice(0, 3),
  },
  {
    what: 'two calls at once, and a step',
    size: { parties: 4, steps: 1, calls: 2, generations: 2, inFlight: 2 },
    capabilities: { ...everything, dns: letters.slice(0, 4) },
    names: letters.slice(0, 4),
  },
  {
    what: 'two calls at once or in turn, and two steps',
    size: { parties: 4, steps: 2, calls: 2, generations: 2, inFlight: 2 },
    capabilities: { maxCalls: 2, sharedParties: true, addParty: true, dns: letters.slice(0, 2) },
    names: letters.slice(0, 2),
  },
  {
    what: 'two calls that share nobody',
    size: { parties: 4, steps: 1, calls: 2, generations: 1, inFlight: 1 },
    capabilities: { maxCalls: 2, maxParties: 2, dns: letters.slice(0, 4) },
    names: letters.slice(0, 4),
  },
]

const fits = (script: Script, size: Dimensions): boolean => {
  const { parties, steps, calls, generations, inFlight } = dimensionsOf(script)
  return (
    parties === size.parties &&
    steps === size.steps &&
    calls <= size.calls &&
    generations <= size.generations &&
    inFlight <= size.inFlight
  )
}

/** The calls after the first that can be told by nothing that is done in them. */
const isIdle = ({ calls, rounds }: Script): boolean =>
  calls.some(({ from = 0 }) => from > 0 && from >= rounds.length)

describe.each(cases)('$what', ({ size, capabilities, names }) => {
  const options = { capabilities, profile: profiles.default }
  const scripts = [...everyScript(size, options)]

  test('are all that can be written and played', () => {
    const playable = new Set<string>()
    for (const script of whateverCanBeWritten(size, names))
      if (
        fits(script, size) &&
        !isIdle(script) &&
        scriptSchema.safeParse(script).success &&
        tooMuchAsked(script, capabilities, profiles.default) === undefined
      )
        playable.add(identity(script))
    expect(playable.size).toBeGreaterThan(0)
    expect(new Set(scripts.map(identity))).toEqual(playable)
  })

  test('are all different, and as many as are counted', () => {
    expect(new Set(scripts.map(identity)).size).toBe(scripts.length)
    expect(countScripts(size, options)).toBe(scripts.length)
  })
})

test('of two calls in turn, the earlier or the later one has two requests in flight', () => {
  const size = { parties: 4, steps: 3, calls: 2, generations: 2, inFlight: 2 }
  const capabilities: Capabilities = { concurrent: true, dns: letters.slice(0, 2) }
  const ways = new Map<string, number>()
  for (const { calls, rounds } of everyScript(size, { capabilities, profile: profiles.default })) {
    const way = [calls[1]?.from, ...rounds.map(({ length }) => length)].join(' ')
    ways.set(way, (ways.get(way) ?? 0) + 1)
  }
  // Of two DNs and two ConnIDs there are 12 requests; the later call has its parties in either order.
  const all = 2 * 12 ** 3
  expect(Object.fromEntries(ways)).toEqual({
    '1 1 2': all,
    '1 2 1': all,
    '1 1 1 1': all,
    '2 1 1 1': all,
  })
})

test('more than are wanted are not counted to their end', () => {
  const size = { parties: 20, steps: 12, calls: 3, generations: 2, inFlight: 4 }
  const options = { capabilities: everything, profile: profiles.default }
  expect(countScripts(size, options, 1000)).toBeGreaterThan(1000)
})
