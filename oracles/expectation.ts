/**
 * What the document expects of one event, attribute by attribute, and how an event that came
 * differs from it.
 */
import { bareConnID, judgedAttributes, readCallState, readRole } from './tlib.ts'
import type { DN, Event, JudgedAttribute, JudgedEventName } from './tlib.ts'

/** What an attribute may be. */
export type Expectation =
  /** Present, with exactly this value. */
  | { readonly accepts: 'exactly'; readonly value: string }
  /** `*OPT`: absent, or exactly this value. */
  | { readonly accepts: 'absent-or'; readonly value: string }
  /**
   * A reference to a party that is not monitored: absent, or any value (a dialled form of the
   * number, `*DIAL`) but the DN of another party of the call.
   */
  | { readonly accepts: 'absent-or-none-of'; readonly values: readonly DN[] }
  | { readonly accepts: 'absent' }
  /** The document does not print it: kept for the report, not judged. */
  | { readonly accepts: 'anything' }

export const anything: Expectation = { accepts: 'anything' }
export const absent: Expectation = { accepts: 'absent' }
export const exactly = (value: string) => ({ accepts: 'exactly', value }) as const
export const absentOr = (value: string) => ({ accepts: 'absent-or', value }) as const

/** One cell of a table: the event that each of `dns` is to see once. ThisDN is each of them. */
export interface ExpectedEvent {
  readonly name: JudgedEventName
  readonly ConnID: Expectation
  readonly OtherDN: Expectation
  readonly OtherDNRole: Expectation
  readonly ThirdPartyDN: Expectation
  readonly ThirdPartyDNRole: Expectation
  readonly CallState: Expectation
}

/** How one attribute of an event that came differs from what was expected of it. */
export interface Difference {
  readonly attribute: JudgedAttribute
  readonly expected: Expectation
  /** As it came, in its own spelling; undefined where it was absent. */
  readonly seen: unknown
}

/** The one answer that says "no difference", so that a good event costs no allocation. */
const none: readonly Difference[] = []

/** Does `value`, already in the document's spelling, meet the expectation? */
function meets(expectation: Expectation, value: string | null | undefined): boolean {
  switch (expectation.accepts) {
    case 'exactly':
      return value === expectation.value
    case 'absent-or':
      return value === undefined || value === expectation.value
    case 'absent-or-none-of':
      return !expectation.values.some((dn) => dn === value)
    case 'absent':
      return value === undefined
    case 'anything':
      return true
  }
}

/** An attribute in the document's spelling: undefined where it is absent, null where it cannot be read. */
function inWordsOfTheDocument(
  attribute: JudgedAttribute,
  value: unknown,
): string | null | undefined {
  if (value === undefined) return undefined
  if (attribute === 'CallState') return readCallState(value) ?? null
  if (attribute === 'OtherDNRole' || attribute === 'ThirdPartyDNRole')
    return readRole(value) ?? null
  if (typeof value !== 'string') return null
  return attribute === 'ConnID' ? bareConnID(value) : value
}

/** True at once where the value came just as the document spells it: the common case. */
function asSpelled(expectation: Expectation, value: unknown): boolean {
  return expectation.accepts === 'exactly'
    ? value === expectation.value
    : value === undefined || expectation.accepts === 'anything'
}

/**
 * How an event that came differs from what was expected of it: the judged attributes whose value
 * does not meet the expectation. Names and ThisDN are compared by whoever pairs the two.
 * @returns an empty list where there is no difference.
 */
export function differences(expected: ExpectedEvent, event: Event): readonly Difference[] {
  if (
    asSpelled(expected.ConnID, event.ConnID) &&
    asSpelled(expected.OtherDN, event.OtherDN) &&
    asSpelled(expected.OtherDNRole, event.OtherDNRole) &&
    asSpelled(expected.ThirdPartyDN, event.ThirdPartyDN) &&
    asSpelled(expected.ThirdPartyDNRole, event.ThirdPartyDNRole) &&
    asSpelled(expected.CallState, event.CallState)
  )
    return none
  const found: Difference[] = []
  for (const attribute of judgedAttributes) {
    const expectation = expected[attribute]
    if (!meets(expectation, inWordsOfTheDocument(attribute, event[attribute])))
      found.push({ attribute, expected: expectation, seen: event[attribute] })
  }
  return found.length === 0 ? none : found
}
