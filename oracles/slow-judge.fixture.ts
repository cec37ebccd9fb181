/**
 * A judge that is obviously right rather than fast: it tries every order of the requests in flight,
 * every outcome of each, and every EventError for each refusal. Of the oracle it takes the step of a
 * single request and the comparison of a single event, which have tests of their own.
 */
import type { Call } from './call.ts'
import { differences, type ExpectedEvent } from './expectation.ts'
import type { EstablishedCall, History, PartyAdded, Round } from './history.ts'
import type { Profile } from './profile.ts'
import { step } from './step.ts'
import { bareConnID, isJudged, type DN, type Event, type Request } from './tlib.ts'

/** The calls that are there, as they may be at one moment. */
type Calls = readonly Call[]

/** A request, and how many actions of its round must have been sent for it to take effect. */
interface InFlight {
  readonly request: Request
  readonly sent: number
}

/** An event that is judged, and how many actions of its round had been sent when it came. */
interface Arrival {
  readonly event: Event
  readonly sent: number
}

/** Which of the requests that are left may be the next to take effect. */
type Next = (left: readonly InFlight[]) => readonly InFlight[]

export const anyNext: Next = (left) => left
export const asSent: Next = (left) => left.slice(0, 1)

/** What may be the case after a history, each case once; nothing where nothing explains it. */
export function possibleAfter(
  history: History,
  profile: Profile,
  next = anyNext,
): readonly Calls[] {
  if (history.early.some(({ name }) => isJudged(name))) return []
  let possible: readonly Calls[] = [[]]
  for (const [at, round] of history.rounds.entries()) {
    const established = history.calls.filter(({ from = 0 }) => from === at).map(asEstablished)
    if (established.length > 0 && possible.length > 0) possible = [established]
    possible = distinct(
      possible.flatMap((calls) => afterRound(history, calls, round, profile, next)),
    )
  }
  return possible
}

function afterRound(
  history: History,
  calls: Calls,
  { actions, events, sent, late }: Round,
  profile: Profile,
  next: Next,
): readonly Calls[] {
  if (late.some(({ name }) => isJudged(name))) return []
  const arrivals = events
    .map((event, at) => ({ event, sent: sent?.[at] ?? actions.length }))
    .filter(({ event }) => isJudged(event.name))
  const inFlight: InFlight[] = []
  for (const [at, action] of actions.entries()) {
    if (action.request !== 'addParty') inFlight.push({ request: action, sent: at + 1 })
    else if (arrivals.every(({ event }) => isSetUp(event, action, history)))
      return [afterJoining(calls, action)]
    else return []
  }
  return inAnyOrder(calls, inFlight, 0, arrivals, profile, next)
}

/**
 * The calls after the requests that are `left` have taken effect one after another, in each way
 * that accounts for all that arrived.
 * @param known how many actions must have been sent for all that has taken effect so far.
 */
function inAnyOrder(
  calls: Calls,
  left: readonly InFlight[],
  known: number,
  arrivals: readonly Arrival[],
  profile: Profile,
  next: Next,
): readonly Calls[] {
  if (left.length === 0) return arrivals.length === 0 ? [calls] : []
  return next(left).flatMap((taken) => {
    const { request } = taken
    const sent = Math.max(known, taken.sent)
    const others = left.filter((other) => other !== taken)
    const call = calls.find(({ connID }) => connID === bareConnID(request.connID))
    return step(call ?? noCall, request, profile).flatMap((outcome) => {
      const expected = outcome.cells.flatMap(({ dns, event }) => dns.map((dn) => ({ dn, event })))
      const after = calls.map((other) => (other === call ? outcome.call : other))
      return unaccounted(arrivals, request.connID, expected, sent).flatMap((unread) =>
        inAnyOrder(after, others, sent, unread, profile, next),
      )
    })
  })
}

/** What is left of what arrived when each expected event is taken out, in each way to do so. */
function unaccounted(
  arrivals: readonly Arrival[],
  connID: string,
  [first, ...others]: readonly { readonly dn: DN; readonly event: ExpectedEvent }[],
  sent: number,
): readonly (readonly Arrival[])[] {
  if (first === undefined) return [arrivals]
  const { dn, event: expected } = first
  const seen = arrivals.filter(({ event }) => event.ThisDN === dn)
  const errors = seen.filter(({ event }) => event.name === 'EventError')
  const turn = seen.find(({ event }) => event.name !== 'EventError' && isOfCall(event, connID))
  // Any EventError that the DN saw may answer the request; of its other events it is one's turn.
  return (expected.name === 'EventError' ? errors : turn === undefined ? [] : [turn])
    .filter(({ event }) => event.name === expected.name)
    .filter((arrival) => arrival.sent >= sent && differences(expected, arrival.event).length === 0)
    .map((taken) => arrivals.filter((arrival) => arrival !== taken))
    .flatMap((unread) => unaccounted(unread, connID, others, sent))
}

const noCall: Call = { connID: '', parties: [], unmonitored: [], owner: undefined }

function asEstablished({ connID, dns, unmonitored }: EstablishedCall): Call {
  const parties = [...dns, ...unmonitored]
  return { connID: bareConnID(connID), parties, unmonitored, owner: dns[0] }
}

function afterJoining(calls: Calls, { connID, dn }: PartyAdded): Calls {
  return calls.map((call) =>
    call.connID === bareConnID(connID) ? { ...call, parties: [...call.parties, dn] } : call,
  )
}

/** Belongs to the call that a party joins, or can be said of no call: set-up, not judged. */
function isSetUp(event: Event, { connID }: PartyAdded, { calls }: History): boolean {
  return isOfCall(event, connID) || !calls.some((call) => isOfCall(event, call.connID))
}

function isOfCall({ ConnID }: Event, connID: string): boolean {
  return ConnID !== undefined && bareConnID(ConnID) === bareConnID(connID)
}

function distinct(possible: readonly Calls[]): readonly Calls[] {
  return [...new Map(possible.map((calls) => [JSON.stringify(calls), calls])).values()]
}
