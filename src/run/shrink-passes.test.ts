import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { decode } from '../plan/decode.ts'
import { dnFamilies, plainDN } from '../plan/dns.ts'
import { scriptSchema, type Script, type Step } from '../plan/script.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { isPlayable } from './playable.ts'
import { dnsOf } from './script-order.ts'
import { passes } from './shrink-passes.ts'

/** Of the adapter: it takes whatever is asked. */
const limits = { maxParties: 8, maxCalls: 8, sharedParties: true, concurrent: true }

const plain = ['A', 'B', 'C', 'D', 'E', 'F']

/** What the pass of that name proposes. */
function proposed(pass: string, script: Script): readonly Script[] {
  const found = passes.find(({ name }) => name === pass)
  if (found === undefined) throw new Error(`no pass ${pass}`)
  return [...found(script, plain)]
}

/** What any pass proposes. */
const anyProposed = (script: Script): readonly Script[] =>
  passes.flatMap((pass) => [...pass(script, plain)])

const [a, b, c] = [release('A'), release('B'), release('C')]
const unknown = (thisDN: string): Step => ({ do: 'TReleaseCall', call: 'unknown', thisDN })
const withSteps = (parties: string, ...steps: readonly Step[]): Script => ({
  ...call(parties),
  rounds: steps.map((step) => [step]),
})

describe('what a pass proposes', () => {
  test('dropRounds: fewer rounds in a row, all of them first, and the last ones first', () => {
    expect(proposed('dropRounds', call('A B C', a, b, c))).toEqual([
      call('A B C'),
      call('A B C', a, b),
      call('A B C', a, c),
      call('A B C', b, c),
    ])
    expect(proposed('dropRounds', call('A B', a, b, a, b)).slice(1, 4)).toEqual([
      call('A B', a, b),
      call('A B', a, b),
      call('A B', a, b),
    ])
    expect(proposed('dropRounds', call('A B'))).toEqual([])
  })

  test('dropTwoSteps: any two, wherever they stand', () => {
    expect(proposed('dropTwoSteps', call('A B C', a, b, c))).toEqual([
      call('A B C', a),
      call('A B C', b),
      call('A B C', c),
    ])
    expect(proposed('dropTwoSteps', call('A B C', a))).toEqual([])
  })

  test('deleteInstead: a step and the release after it, in one delete', () => {
    expect(proposed('deleteInstead', call('A B C', add('A', 'D'), b, c))).toEqual([
      call('A B C', remove('A', 'B'), c),
      call('A B C', remove('B', 'A'), c),
      call('A B C', add('A', 'D'), remove('A', 'C')),
      call('A B C', add('A', 'D'), remove('C', 'A')),
    ])
    expect(proposed('deleteInstead', call('A B C', [a, b]))).toEqual([
      call('A B C', remove('A', 'B')),
      call('A B C', remove('B', 'A')),
    ])
    expect(proposed('deleteInstead', call('A B', a))).toEqual([])
    expect(proposed('deleteInstead', call('A B C', a, remove('B', 'C')))).toEqual([])
    // Nobody is there who could ask for it, or be asked for.
    expect(proposed('deleteInstead', call('A outside X', unknown('A'), a))).toEqual([])
  })

  test('dropParties: parties in a row with the steps that name them, two remaining', () => {
    expect(proposed('dropParties', call('A B C outside X', a, remove('C', 'X'), b))).toEqual([
      call('A B', a, b),
      call('A outside X', a),
      call('C outside X', remove('C', 'X')),
      call('A B C', a, b),
      call('A B outside X', a, b),
      call('A C outside X', a, remove('C', 'X')),
      call('B C outside X', remove('C', 'X'), b),
    ])
    expect(proposed('dropParties', call('A B', a))).toEqual([])
  })

  test('dropPartyAndStep: a party with its steps, and one round of those that are left', () => {
    expect(proposed('dropPartyAndStep', call('A B C', a, b, remove('C', 'A')))).toEqual([
      call('A B', a),
      call('A B', b),
      call('A C', a),
      call('A C', remove('C', 'A')),
      call('B C'),
    ])
  })

  test('forgetParty: a party with one of its steps, or none; the others stay, as those of a stranger', () => {
    expect(proposed('forgetParty', call('A B C', a, remove('A', 'B')))).toEqual([
      call('B C', remove('A', 'B')),
      call('B C', a),
      call('B C', a, remove('A', 'B')),
      call('A C', a),
      call('A C', a, remove('A', 'B')),
      call('A B', a, remove('A', 'B')),
    ])
  })

  test('replacePartyByAnother: what one did is done by another', () => {
    expect(proposed('replacePartyByAnother', call('A B C', remove('B', 'C')))).toEqual([
      call('A B', remove('B', 'A')),
      call('A B', remove('B', 'B')),
      call('A C', remove('A', 'C')),
      call('A C', remove('C', 'C')),
      call('B C', remove('B', 'C')),
      call('B C', remove('B', 'C')),
    ])
  })

  test('monitor: a monitored party in place of an outside one, the last or the first of all', () => {
    expect(proposed('monitor', call('A outside X Y', remove('A', 'X')))).toEqual([
      call('A X outside Y', remove('A', 'X')),
      call('X A outside Y', remove('A', 'X')),
      call('A Y outside X', remove('A', 'X')),
      call('Y A outside X', remove('A', 'X')),
    ])
    expect(proposed('monitor', call('A B', a))).toEqual([])
  })

  test('simplifyKind: a release in place of a delete, the call in place of an unknown one', () => {
    expect(proposed('simplifyKind', call('A B', remove('A', 'B')))).toEqual([
      call('A B', b),
      call('A B', a),
    ])
    expect(proposed('simplifyKind', call('A B C', remove('B', 'B')))).toEqual([
      call('A B C', b),
      call('A B C', remove('B', 'A')),
    ])
    expect(proposed('simplifyKind', withSteps('A B', a, unknown('B')))).toEqual([call('A B', a, b)])
    expect(proposed('simplifyKind', call('A B', a))).toEqual([])
  })

  test('lowerParties: neighbours in the call, and who does what', () => {
    const candidates = proposed('lowerParties', call('A B', remove('A', 'B'), b))
    expect(candidates).toEqual([
      call('B A', remove('A', 'B'), b),
      call('A B', remove('B', 'A'), a),
      call('A B', remove('B', 'A'), b),
      call('A B', remove('A', 'B'), a),
    ])
  })

  test('swapNeighbours: two rounds that stand together', () => {
    expect(proposed('swapNeighbours', call('A B C', a, b, c))).toEqual([
      call('A B C', b, a, c),
      call('A B C', a, c, b),
    ])
  })

  test('a party from the start in place of one that joins', () => {
    expect(anyProposed(call('A B', add('A', 'Z'), release('Z')))).toContainEqual(
      call('A B Z', release('Z')),
    )
  })

  test('the same under a name of its own, where it had been there before', () => {
    expect(anyProposed(call('A B C', a, add('B', 'A'), remove('A', 'B')))).toContainEqual(
      call('A B C D', a, remove('D', 'B')),
    )
  })

  test('plain names for all, and for one after the other', () => {
    const candidates = anyProposed(call('7 70', remove('70', '700')))
    for (const script of [
      call('A B', remove('B', 'C')),
      call('A 70', remove('70', '700')),
      call('7 B', remove('B', '700')),
      call('7 70', remove('70', 'C')),
    ])
      expect(candidates).toContainEqual(script)
  })
})

describe('with several calls, and requests in flight', () => {
  /** The steps of the second call are in flight with one of the first. */
  const script: Script = {
    calls: [...call('A B C').calls, ...call('A D E').calls],
    rounds: [[a, { ...a, call: 1 }], [{ ...release('D'), call: 1 }]],
  }

  test('a party is dropped from one of its calls', () => {
    expect(proposed('dropParties', script)).toContainEqual({
      calls: [...call('A B C').calls, ...call('D E').calls],
      rounds: [[a], [{ ...release('D'), call: 1 }]],
    })
  })

  test('a party is dropped with one step, which leaves the others in flight', () => {
    const three: Script = { ...call('A B C'), rounds: [[a, b, c]] }
    expect(proposed('dropPartyAndStep', three)).toEqual([
      call('A B', [a]),
      call('A B', [b]),
      call('A C', [a]),
      call('A C', [c]),
      call('B C', [b]),
      call('B C', [c]),
    ])
  })

  test('two steps of one round are dropped', () => {
    expect(proposed('dropTwoSteps', call('A B C', [a, b, c]))).toEqual([
      call('A B C', [a]),
      call('A B C', [b]),
      call('A B C', [c]),
    ])
  })

  test('of two equal requests one is dropped with the party', () => {
    expect(proposed('forgetParty', call('A B C', [a, a]))).toContainEqual(call('B C', [a]))
  })

  test('another one of the same call takes the place of a party', () => {
    const replaced = proposed('replacePartyByAnother', script)
    expect(replaced).toContainEqual({
      calls: [...call('A B C').calls, ...call('D E').calls],
      rounds: [[a, { ...release('E'), call: 1 }], [{ ...release('D'), call: 1 }]],
    })
    for (const { rounds } of replaced) expect(rounds[0]).not.toContainEqual(release('D'))
  })

  test('a request with an unknown ConnID goes to any call that is there, or is as the one beside it', () => {
    const { calls } = script
    expect(proposed('simplifyKind', { calls, rounds: [[a, unknown('D')]] })).toEqual([
      { calls, rounds: [[a, release('D')]] },
      { calls, rounds: [[a, { ...release('D'), call: 1 }]] },
      { calls, rounds: [[a, a]] },
    ])
  })

  test('rounds keep to their calls', () => {
    const later: Script = {
      calls: [...call('A B').calls, { ...call('C D').calls[0], from: 2 }],
      rounds: [[a], [b], [{ ...c, call: 1 }]],
    }
    expect(proposed('swapNeighbours', later)).toEqual([
      { ...later, rounds: [[b], [a], [{ ...c, call: 1 }]] },
    ])
    expect(proposed('dropRounds', later)).toContainEqual({
      calls: [...call('A B').calls, { ...call('C D').calls[0], from: 1 }],
      rounds: [[a], [{ ...c, call: 1 }]],
    })
    expect(proposed('dropRounds', later)).toContainEqual(call('A B', a, b))
  })
})

describe('all passes', () => {
  const names = Array.from({ length: 6 }, (_, n) => plainDN(n))
  const scripts: fc.Arbitrary<Script> = fc
    .array(fc.nat(0x7fffffff), { minLength: 4, maxLength: 9 })
    .map((plan) =>
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
  const candidatesOf = (script: Script) => passes.flatMap((pass) => [...pass(script, names)])

  test('propose scripts, as far as they can be played', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        for (const candidate of candidatesOf(script))
          if (isPlayable(candidate, profiles.default, limits))
            expect(scriptSchema.safeParse(candidate).error).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  test('leave the script that they are given as it is', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const before = JSON.stringify(script)
        candidatesOf(script)
        expect(JSON.stringify(script)).toBe(before)
      }),
      { numRuns: 50 },
    )
  })

  test('take DNs from the script and from the plain ones, and from nowhere else', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const known = [...dnsOf(script), ...names]
        for (const candidate of candidatesOf(script))
          expect(dnsOf(candidate).filter((dn) => !known.includes(dn))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
