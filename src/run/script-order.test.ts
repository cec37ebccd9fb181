import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DN } from '../../oracles/tlib.ts'
import { decode } from '../plan/decode.ts'
import { dnFamilies } from '../plan/dns.ts'
import type { Script, Step } from '../plan/script.ts'
import { add, call, partiesOf, release, remove } from '../tserver/one-call.ts'
import { dnsOf, isSmaller, renamed, shapeOf, sizeOf } from './script-order.ts'

const plain = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']

const scripts: fc.Arbitrary<Script> = fc.array(fc.nat(0x7fffffff), { maxLength: 9 }).map((plan) =>
  decode(plan, {
    maxParties: 4,
    families: dnFamilies(6),
    addParty: true,
    unmonitored: true,
    deletesAreCertain: true,
    maxCalls: 3,
    sharedParties: true,
    concurrent: true,
  }),
)

const toUnknown = (script: Script, step: Step): Script => ({ ...script, rounds: [[step]] })
const unknownRelease = (thisDN: DN): Step => ({ do: 'TReleaseCall', call: 'unknown', thisDN })

const twoCalls = (one: string, other: string, ...steps: readonly Step[]): Script => ({
  calls: [partiesOf(one), partiesOf(other)],
  rounds: steps.map((step) => [step]),
})
/** A release in each. */
const inTurn = (one: string, other: string): Script => ({
  calls: [partiesOf(one), { ...partiesOf(other), from: 1 }],
  rounds: [[release('A')], [{ ...release('A'), call: 1 }]],
})

/** Each pair differs in what its line says, and the one that is first in the order stands first. */
const pairs: readonly (readonly [what: string, smaller: Script, larger: Script])[] = [
  ['a party less', call('A B', remove('A', 'B')), call('A B C', release('A'))],
  ['a step less', call('A B', add('A', 'C')), call('A B', release('A'), release('A'))],
  ['parties and steps together', call('A B C', release('A')), call('A B', release('A'), release('B'), release('A'))],
  ['a release before a delete', call('A B C', release('C')), call('A B C', remove('A', 'B'))],
  ['a delete before a party that joins', call('A B C', remove('C', 'B')), call('A B C', add('A', 'D'))],
  ['a party that joins before an unknown ConnID', call('A B', add('B', 'C')), toUnknown(call('A B'), unknownRelease('A'))],
  ['plainer kinds before fewer steps', call('A B', release('A'), release('A')), call('A B C', remove('A', 'B'))],
  ['fewer steps', call('A B C', remove('B', 'A')), call('A B', release('A'), remove('A', 'B'))],
  ['fewer outside parties', call('A B C', release('C')), call('A B outside C', release('A'))],
  ['the plainer kind first', call('A B', release('B'), remove('B', 'A')), call('A B', remove('A', 'B'), release('A'))],
  ['earlier parties', call('A B C', release('A')), call('A B C', release('B'))],
  ['earlier parties to be deleted', call('A B C', remove('A', 'B')), call('A B C', remove('A', 'C'))],
  ['a party before a stranger', call('A B', remove('A', 'B')), call('A B', remove('A', 'C'))],
  ['plainer DNs', call('A B', release('A')), call('A Z', release('A'))],
  ['plainer kinds before earlier parties', call('A B C', release('C')), call('A B C', remove('A', 'B'))],
  ['fewer calls', call('A B C', release('A'), release('A')), twoCalls('A B', 'C D', release('A'))],
  ['fewer generations', twoCalls('A B', 'C D', remove('A', 'B'), release('B')), inTurn('A B', 'A B')],
  ['less in flight', call('A B C', remove('A', 'B'), release('C')), call('A B C', [release('A'), release('B')])],
  ['less in flight, of three', call('A B C', [release('A'), release('B')], release('C')), call('A B C', [release('A'), release('B'), release('C')])],
  ['fewer shared parties', twoCalls('A B', 'C D', remove('A', 'B')), twoCalls('A B', 'A C', release('A'))],
  ['an earlier call', twoCalls('A B', 'C D', release('B')), twoCalls('A B', 'C D', { ...release('C'), call: 1 })],
  ['smaller calls first', twoCalls('A B', 'C D E', release('A')), twoCalls('A B C', 'D E', release('A'))],
  ["the call's own parties", twoCalls('A B', 'C D', { ...release('C'), call: 1 }), twoCalls('A B', 'C D', { ...release('A'), call: 1 })],
  ['an earlier party before plainer DNs', call('Y Z', release('Y')), call('A B', release('B'))],
] // prettier-ignore

describe('the order of scripts', () => {
  test.each(pairs)('%s', (_, smaller, larger) => {
    expect(isSmaller(sizeOf(smaller, plain), sizeOf(larger, plain))).toBe(true)
    expect(isSmaller(sizeOf(larger, plain), sizeOf(smaller, plain))).toBe(false)
  })

  test('has no script before itself, and no two before each other', () => {
    fc.assert(
      fc.property(scripts, scripts, (one, other) => {
        const [size, otherSize] = [sizeOf(one, plain), sizeOf(other, plain)]
        expect(isSmaller(size, size)).toBe(false)
        expect(isSmaller(size, otherSize) && isSmaller(otherSize, size)).toBe(false)
      }),
    )
  })

  test('goes from one script to a third by way of a second', () => {
    fc.assert(
      fc.property(scripts, scripts, scripts, (...three) => {
        const [a = [], b = [], c = []] = three.map((script) => sizeOf(script, plain))
        fc.pre(isSmaller(a, b) && isSmaller(b, c))
        expect(isSmaller(a, c)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the shape of a script', () => {
  test('is its parties, and its steps by kind and position', () => {
    expect(shapeOf(call('A B C outside X', remove('B', 'C'), add('A', 'D'), release('Z')))).toEqual(
      [
        [3, 1],
        [1, 1, 2],
        [3, 0, 4],
        [0, 5],
      ],
    )
    expect(shapeOf(toUnknown(call('A B'), unknownRelease('B')))).toEqual([
      [2, 0],
      [4, 1],
    ])
  })

  test('of several calls, or with requests in flight, is also which call, who shares, and when', () => {
    expect(shapeOf(call('A B outside X', [release('B'), remove('A', 'Z')]))).toEqual([
      [0, 2, 1, 0, 1, 2],
      [0, 0, 1, 0, 1, 0, 3],
    ])
    expect(shapeOf(inTurn('A B', 'B A'))).toEqual([
      [0, 2, 0, 0, 1, 1, 2, 0, 1, 0],
      [0, 0, 0],
      [1, 0, 0],
    ])
    expect(shapeOf(twoCalls('A B', 'A C', unknownRelease('C')))).toEqual([
      [0, 2, 0, 0, 1, 0, 2, 0, 0, 2],
      [-1, 4, 2],
    ])
  })

  test('is the same under other names', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const other = renamed(script, (dn) => `${dn}#`)
        expect(shapeOf(other)).toEqual(shapeOf(script))
        const reversed = dnsOf(script).toReversed()
        const turned = renamed(script, (dn) => reversed[dnsOf(script).indexOf(dn)] ?? dn)
        expect(shapeOf(turned)).toEqual(shapeOf(script))
      }),
    )
  })

  test('is another one for any other script in the same names', () => {
    fc.assert(
      fc.property(scripts, scripts, (one, other) => {
        const named = [one, other].map((script) =>
          renamed(script, (dn) => plain[dnsOf(script).indexOf(dn)] ?? dn),
        )
        fc.pre(JSON.stringify(named[0]) !== JSON.stringify(named[1]))
        expect(shapeOf(one)).not.toEqual(shapeOf(other))
      }),
      { numRuns: 1000 },
    )
  })
})

test('DNs are those of parties, outside ones and strangers, in the order of their mention', () => {
  const script = call(
    'C A outside X',
    remove('A', 'Z'),
    add('A', 'B'),
    release('Y'),
    remove('Z', 'C'),
  )
  expect(dnsOf(script)).toEqual(['C', 'A', 'X', 'Z', 'B', 'Y'])
})

test('renaming reaches every DN', () => {
  const script = call('A B outside X', remove('A', 'Z'), add('A', 'C'), release('Y'))
  expect(renamed(script, (dn) => dn.toLowerCase())).toEqual(
    call('a b outside x', remove('a', 'z'), add('a', 'c'), release('y')),
  )
})
