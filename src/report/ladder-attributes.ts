/** The attributes of an event in a ladder: what may stand there beside what stood there. */
import { differences, type Expectation, type ExpectedEvent } from '../../oracles/expectation.ts'
import { judgedAttributes, type Event } from '../../oracles/tlib.ts'
import { expectationInWords, valueInWords } from './in-words.ts'
import { noCall, placeInWords, type CallNumber } from './ladder-calls.ts'

export interface LadderAttribute {
  readonly name: string
  /** What may stand there; undefined where nothing was expected. */
  readonly expected: string | undefined
  /** What stood there; undefined where it was absent. */
  readonly seen: string | undefined
  readonly wrong: boolean
}

/** An EventError has no table; its reason is worth reading all the same. */
const errorAttributes = ['ErrorCode', 'ErrorMessage'] as const

/** Those that the document prints or the event carried, in the document's order. */
export function attributesOf(
  event: Event,
  expected: ExpectedEvent | undefined,
  callNumber: CallNumber,
): readonly LadderAttribute[] {
  const wrong =
    expected === undefined ? [] : differences(expected, event).map(({ attribute }) => attribute)
  const judged = judgedAttributes
    .filter(
      (name) =>
        wrong.includes(name) ||
        (name === 'ConnID'
          ? expected === undefined &&
            event.ConnID !== undefined &&
            callNumber(event.ConnID) === noCall
          : worthTelling(name, expected?.[name], event[name])),
    )
    .map((name) => ({
      name,
      expected:
        expected === undefined ? undefined : expectedValue(name, expected[name], callNumber),
      seen: event[name] === undefined ? undefined : seenValue(name, event[name], callNumber),
      wrong: wrong.includes(name),
    }))
  const reasons = errorAttributes
    .filter((name) => event.name === 'EventError' && event[name] !== undefined)
    .map((name) => ({
      name,
      expected: undefined,
      seen: valueInWords(name, event[name]),
      wrong: false,
    }))
  return [...judged, ...reasons]
}

/** Of an event that did not come. */
export function missingAttributes(expected: ExpectedEvent): readonly LadderAttribute[] {
  return judgedAttributes
    .filter((name) => worthTelling(name, expected[name], undefined))
    .map((name) => ({
      name,
      expected: expectationInWords(expected[name]),
      seen: undefined,
      wrong: true,
    }))
}

/** The ConnID stands at the top, where the call is established: it is told only where it is wrong. */
function worthTelling(name: string, expected: Expectation | undefined, seen: unknown): boolean {
  if (name === 'ConnID') return false
  return seen !== undefined || (expected !== undefined && expected.accepts === 'exactly')
}

function expectedValue(name: string, expected: Expectation, callNumber: CallNumber): string {
  const call = expected.accepts === 'exactly' ? callOf(name, expected.value, callNumber) : undefined
  return expectationInWords(expected) + placeInWords(call)
}

function seenValue(name: string, seen: unknown, callNumber: CallNumber): string {
  return valueInWords(name, seen) + placeInWords(callOf(name, seen, callNumber))
}

/** Behind a ConnID that is told, the call that has it. */
function callOf(name: string, value: unknown, callNumber: CallNumber): string | undefined {
  if (name !== 'ConnID' || typeof value !== 'string') return undefined
  const call = callNumber(value)
  return call === noCall ? undefined : call
}

/** "CallState: expected OK, came Conferenced". */
export function differenceInWords({ name, expected, seen }: LadderAttribute): string {
  return `${name}: expected ${expected ?? 'nothing'}, ${seen === undefined ? 'was absent' : `came ${seen}`}`
}
