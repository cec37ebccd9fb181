import { describe, expect, it } from 'vitest'
import type { Script } from '../plan/script.ts'
import { add, call, partiesOf, release, remove, type Step } from '../tserver/one-call.ts'
import { singleEdits } from '../run/single-edits.ts'
import { variationInWords } from './variation-in-words.ts'

const in2 = (step: Step): Step => (step.do === 'addParty' ? step : { ...step, call: 1 })

/** Two calls at once, or the second one in place of the first. */
function calls(one: string, two: string, rounds: Script['rounds'], from?: number): Script {
  const second = partiesOf(two)
  return { calls: [partiesOf(one), from === undefined ? second : { ...second, from }], rounds }
}

const unknownConnID: Script = {
  ...call('A B C'),
  rounds: [[{ do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }]],
}
const three = call('A B C', release('A'))
const returner = call('A B C', release('A'), add('B', 'A'), release('A'))
const inFlight = call('A B C', [release('A'), release('B')])
const both = calls('A B', 'A C', [[release('A')], [in2(release('A'))]])
const inTurn = calls('A B', 'A C', [[release('A')], [in2(release('A'))]], 1)

it.each<[string, Script, Script]>([
  ['B releases, and not A', call('A B C', release('B')), three],
  ['A is deleted by B instead of releasing', call('A B C', remove('B', 'A')), three],
  ['A releases instead of being deleted by B', three, call('A B C', remove('B', 'A'))],
  ['A releases instead of deleting B', three, call('A B C', remove('A', 'B'))],
  ['A deletes C, and not B', call('A B C', remove('A', 'C')), call('A B C', remove('A', 'B'))],
  ['A deletes itself, and not B', call('A B', remove('A', 'A')), call('A B', remove('A', 'B'))],
  ['C, and not A, deletes B', call('A B C', remove('C', 'B')), call('A B C', remove('A', 'B'))],
  [
    'C, and not B, adds A',
    call('A B C', release('A'), add('C', 'A')),
    call('A B C', release('A'), add('B', 'A')),
  ],
  ['with the ConnID of a call', three, unknownConnID],
  ['with 4 parties instead of 3', call('A B C D', release('A')), three],
  ['with 2 parties instead of 3', call('A B', release('A')), three],
  ['C is not monitored', call('A B outside C', release('A')), three],
  ['C is monitored', three, call('A B outside C', release('A'))],
  ['one after the other', call('A B C', release('A'), release('B')), inFlight],
  ['one after the other, in another order', call('A B C', release('B'), release('A')), inFlight],
  ['in another order', call('A B C', [release('B'), release('A')]), inFlight],
  ['with more of the requests in flight', inFlight, call('A B C', release('A'), release('B'))],
  [
    'with fewer of the requests in flight',
    call('A B C D', release('A'), [release('B'), release('C')]),
    call('A B C D', [release('A'), release('B'), release('C')]),
  ],
  ['C releases at the end', call('A B C', release('A'), release('C')), three],
  ['C releases at first', call('A B C', release('C'), release('A')), three],
  [
    'C releases as well',
    call('A B C', release('A'), release('C'), release('B')),
    call('A B C', release('A'), release('B')),
  ],
  ['without the step: B releases', call('A B C', release('A')), inFlight],
  ['A releases once less', call('A B C', release('A'), add('B', 'A')), returner],
  ['nothing is sent', call('A B C'), three],
  ['without B and the steps that name it', call('A C', release('A')), inFlight],
  [
    'D is there from the start, in place of A who is added',
    call('A B C D', release('A'), release('D')),
    returner,
  ],
  [
    'C is there from the start',
    call('A B C', release('C')),
    call('A B', add('A', 'C'), release('C')),
  ],
  ['with other names: A for Ax', call('A B', release('A')), call('Ax B', release('Ax'))],
  ['without call 2', call('A B', release('A')), both],
  [
    'with another party, D, in call 1',
    calls('D B', 'A C', [[release('D')], [in2(release('A'))]]),
    both,
  ],
  [
    'C releases, and not A in call 2',
    calls('A B', 'A C', [[release('A')], [in2(release('C'))]]),
    both,
  ],
  ['with 3 parties instead of 2 in call 2', calls('A B', 'A C D', both.rounds), both],
  ['with the calls there at once', both, inTurn],
  [
    'with the calls there at once, of different parties',
    calls('A B', 'D C', [[release('A')], [in2(release('D'))]]),
    inTurn,
  ],
])('%s', (words, script, of) => {
  expect(variationInWords(script, of)).toBe(words)
})

describe('of every single edit', () => {
  it.each([three, returner, inFlight, both, inTurn])('something is said: %j', (of) => {
    const plain = ['A', 'B', 'C', 'D', 'E', 'F']
    const edited = singleEdits
      .flatMap((edits) => [...edits(of, plain)])
      .filter((script) => script.rounds.length > 0 && JSON.stringify(script) !== JSON.stringify(of))
    expect(edited.length).toBeGreaterThan(5)
    for (const script of edited)
      expect(variationInWords(script, of), JSON.stringify(script)).not.toBeUndefined()
  })
})

it('is printable, whatever the DNs are called', () => {
  const of = call('A B C', release('A'))
  const hostile: Script = {
    ...of,
    rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '\u202e<b>\n' }]],
  }
  expect(variationInWords(hostile, of)).toBe('"\\u202e<b>\\x0a" releases, and not A')
})

it('says nothing of a script that is altogether another one', () => {
  expect(
    variationInWords(call('X Y', remove('X', 'Y')), call('A B C', release('A'))),
  ).toBeUndefined()
})
