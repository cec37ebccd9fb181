/**
 * A plain reading of a history, for the rules. Where several requests were in flight, it takes their
 * order, and which event came of which of them, from the model's explanation; all else it reads by
 * itself.
 */
import { account, outOfOrder } from './account.ts'
import {
  isInFlight,
  onlyAction,
  type Action,
  type EstablishedCall,
  type History,
  type PartyAdded,
  type Round,
} from './history.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { join, nobody, readRequest, type Members, type ReadRequest } from './read-request.ts'
import { connIDOf } from './seen.ts'
import { bareConnID, isJudged, type DN, type Event, type Request } from './tlib.ts'

export interface ReadHistory {
  readonly profile: Profile
  /** All calls, with everybody who was in them at any time. */
  readonly calls: readonly { readonly connID: string; readonly dns: ReadonlySet<DN> }[]
  /** In the order in which they took effect. */
  readonly requests: readonly ReadRequest[]
  /** DNs that joined a call after it was established. */
  readonly joiners: readonly DN[]
  /** Judged events that came when nothing had been asked. */
  readonly early: readonly Event[]
  /** Judged events that came after the fence of their round had been answered. */
  readonly late: readonly Event[]
  /** Judged events of one call that came while a party joined another. */
  readonly whileJoining: readonly Event[]
  /** Events that came before all had been sent that they follow from. */
  readonly premature: readonly Event[]
  /** Events of a departure that their DN saw after those of a later one. */
  readonly outOfOrder: readonly Event[]
}

interface CallThen extends Members {
  /** The round before which it was established. */
  readonly from: number
  /** Everybody who was in it at any time. */
  readonly ever: Set<DN>
}

/** What a reading collects round by round; `ReadHistory` tells what each is. */
interface Notes {
  readonly requests: ReadRequest[]
  readonly joiners: DN[]
  readonly early: Event[]
  readonly late: Event[]
  readonly whileJoining: Event[]
  readonly premature: Event[]
  readonly outOfOrder: Event[]
}

/**
 * @param rounds how many rounds of the history to read; those after them are left out.
 * @param outcomes what followed from all requests of these rounds, in the order of effect; looked at
 *   only where several were in flight.
 */
export function readHistory(
  history: History,
  profile: Profile,
  rounds: number,
  outcomes: readonly Outcome[],
): ReadHistory {
  const calls = history.calls.map(callThen)
  const notes: Notes = {
    requests: [],
    joiners: [],
    early: history.early.filter(judged),
    late: [],
    whileJoining: [],
    premature: [],
    outOfOrder: [],
  }
  let done = 0
  for (const [at, round] of history.rounds.slice(0, rounds).entries()) {
    const there = thereIn(calls, at)
    // One by one: of a flood, there are more than a call takes arguments.
    if (round.actions.length === 0)
      for (const event of round.events) if (judged(event)) notes.early.push(event)
    for (const event of round.late) if (judged(event)) notes.late.push(event)
    for (const event of eventsOfGone(calls, there, round)) notes.late.push(event)
    const requests = round.actions.filter(({ request }) => request !== 'addParty').length
    readRound(calls, there, round, profile, outcomes.slice(done, done + requests), notes)
    done += requests
  }
  return { ...notes, profile, calls: calls.map(({ connID, ever }) => ({ connID, dns: ever })) }
}

/** The calls that are there in a round: those that were established last. */
function thereIn(calls: readonly CallThen[], round: number): readonly CallThen[] {
  const last = Math.max(...calls.map(({ from }) => from).filter((from) => from <= round))
  return calls.filter(({ from }) => from === last)
}

/** Events of calls that were discarded before others took their place. */
function eventsOfGone(
  calls: readonly CallThen[],
  there: readonly CallThen[],
  { events }: Round,
): readonly Event[] {
  const [first] = there
  if (first === undefined) return []
  const gone = calls.filter(({ from }) => from < first.from)
  const isOf = (event: Event, some: readonly CallThen[]): boolean =>
    some.some(({ connID }) => connID === connIDOf(event))
  return events.filter((event) => {
    // An EventError may name any call.
    return judged(event) && event.name !== 'EventError' && isOf(event, gone) && !isOf(event, there)
  })
}

function callThen({ connID, dns, unmonitored, from = 0 }: EstablishedCall): CallThen {
  const parties = [...dns, ...unmonitored]
  const empty = nobody(bareConnID(connID))
  return { ...empty, parties, unmonitored, owner: dns[0], from, ever: new Set(parties) }
}

function readRound(
  calls: readonly CallThen[],
  there: readonly CallThen[],
  round: Round,
  profile: Profile,
  outcomes: readonly Outcome[],
  notes: Notes,
): void {
  const action = onlyAction(round)
  const ofCall = ({ connID }: Action): CallThen | undefined =>
    there.find((call) => call.connID === bareConnID(connID))
  if (action?.request === 'addParty')
    return readJoining(calls, ofCall(action), action, round, notes)
  if (action === undefined || isInFlight(round))
    return readInFlight(there, round, profile, outcomes, notes)
  const members = ofCall(action) ?? nobody(bareConnID(action.connID))
  const events = [...round.events, ...round.late]
  notes.requests.push(readRequest(members, action, events, profile))
}

function readJoining(
  calls: readonly CallThen[],
  call: CallThen | undefined,
  { dn, connID: own }: PartyAdded,
  { events }: Round,
  notes: Notes,
): void {
  const others = calls.filter(({ connID }) => connID !== bareConnID(own))
  for (const event of events)
    if (judged(event) && others.some(({ connID }) => connID === connIDOf(event)))
      notes.whileJoining.push(event)
  notes.joiners.push(dn)
  if (call === undefined) return
  join(call, dn)
  call.ever.add(dn)
}

function readInFlight(
  there: readonly CallThen[],
  round: Round,
  profile: Profile,
  outcomes: readonly Outcome[],
  notes: Notes,
): void {
  const { actions, events, late } = round
  const { allotted } = account(outcomes, { ...round, events: [...events, ...late] })
  /** By call, how many actions must have been sent for who has left it so far; and for all. */
  const left = new Map<Members, number>()
  const done = new Map<Members, number>()
  const byOutcome = Map.groupBy(allotted, ({ of }) => of)
  for (const [of, { request }] of outcomes.entries()) {
    const connID = bareConnID(request.connID)
    const members = there.find((call) => call.connID === connID) ?? nobody(connID)
    const own = byOutcome.get(of) ?? []
    const read = readRequest(
      members,
      request,
      own.map(({ event }) => event),
      profile,
    )
    notes.requests.push(read)
    const needsOwn = Math.max(left.get(members) ?? 0, actions.indexOf(request) + 1)
    const needsAll = Math.max(done.get(members) ?? 0, needsOwn)
    done.set(members, needsAll)
    const moves = read.departed.length > 0
    if (moves) left.set(members, needsOwn)
    // What is seen of a departure has happened, after all that had its turn before.
    const needs = moves ? needsAll : needsOwn
    for (const { event, sent } of own)
      if (sent < needs && mayBeOf(request, event)) notes.premature.push(event)
  }
  for (const event of outOfOrder(allotted)) notes.outOfOrder.push(event)
}

/** Nobody but who asked is told of a refusal. */
function mayBeOf({ thisDN }: Request, { name, ThisDN }: Event): boolean {
  return name !== 'EventError' || ThisDN === thisDN
}

function judged(event: Event): boolean {
  return isJudged(event.name)
}
