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

/** An event that is judged, and how many of the actions of its round had been sent when it came. */
interface Arrival {
  readonly event: Event
  readonly sent: number
}

/** The orders of so many requests that are to be tried, each as their positions. */
type Orders = (requests: number) => readonly (readonly number[])[]

export const everyOrder: Orders = (requests) =>
  permutations([...Array.from({ length: requests }).keys()])

export const asSent: Orders = (requests) => [[...Array.from({ length: requests }).keys()]]

/** What may be the case after a history, each case once; nothing where nothing explains it. */
export function possibleAfter(
  history: History,
  profile: Profile,
  orders = everyOrder,
): readonly Calls[] {
  if (history.early.some(({ name }) => isJudged(name))) return []
  let possible: readonly Calls[] = [[]]
  for (const [at, round] of history.rounds.entries()) {
    const established = history.calls.filter(({ from = 0 }) => from === at).map(asEstablished)
    const before = established.length > 0 ? [established] : possible
    possible = distinct(before.flatMap((calls) => afterRound(calls, round)))
    if (possible.length === 0) return []
  }
  return possible

  function afterRound(calls: Calls, { actions, events, sent, late }: Round): readonly Calls[] {
    if (late.some(({ name }) => isJudged(name))) return []
    const arrivals = events
      .map((event, at) => ({ event, sent: sent?.[at] ?? actions.length }))
      .filter(({ event }) => isJudged(event.name))
    const requests: Request[] = []
    for (const action of actions)
      if (action.request === 'addParty')
        return arrivals.every(({ event }) => isSetUp(event, action, history))
          ? [afterJoining(calls, action)]
          : []
      else requests.push(action)
    return orders(requests.length).flatMap((order) =>
      inOrder(calls, requests, order, 0, arrivals, profile),
    )
  }
}

/**
 * The calls after the requests at the positions `order` have taken effect one after another, in
 * each way that accounts for all that arrived.
 * @param known how many actions must have been sent for all that took effect so far.
 */
function inOrder(
  calls: Calls,
  requests: readonly Request[],
  [at, ...later]: readonly number[],
  known: number,
  arrivals: readonly Arrival[],
  profile: Profile,
): readonly Calls[] {
  const request = at === undefined ? undefined : requests[at]
  if (at === undefined || request === undefined) return arrivals.length === 0 ? [calls] : []
  const sent = Math.max(known, at + 1)
  const call = calls.find(({ connID }) => connID === bareConnID(request.connID))
  return step(call ?? noCall, request, profile).flatMap((outcome) => {
    const expected = outcome.cells.flatMap(({ dns, event }) => dns.map((dn) => ({ dn, event })))
    const after = calls.map((other) => (other === call ? outcome.call : other))
    return accounted(arrivals, request.connID, expected, sent).flatMap((left) =>
      inOrder(after, requests, later, sent, left, profile),
    )
  })
}

/** What is left of what arrived when each expected event is taken out, in each way to do so. */
function accounted(
  arrivals: readonly Arrival[],
  connID: string,
  [first, ...others]: readonly { readonly dn: DN; readonly event: ExpectedEvent }[],
  sent: number,
): readonly (readonly Arrival[])[] {
  if (first === undefined) return [arrivals]
  const { dn, event: expected } = first
  const seen = arrivals.filter(({ event }) => event.ThisDN === dn)
  const errors = seen.filter(({ event }) => event.name === 'EventError')
  const next = seen.find(({ event }) => event.name !== 'EventError' && isOfCall(event, connID))
  // Any EventError that the DN saw may answer the request; of the others it is the next one's turn.
  return (expected.name === 'EventError' ? errors : next === undefined ? [] : [next])
    .filter(({ event }) => event.name === expected.name)
    .filter((arrival) => arrival.sent >= sent && differences(expected, arrival.event).length === 0)
    .flatMap((taken) =>
      accounted(
        arrivals.filter((arrival) => arrival !== taken),
        connID,
        others,
        sent,
      ),
    )
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

function permutations(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length === 0) return [[]]
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((others) => [value, ...others]),
  )
}
