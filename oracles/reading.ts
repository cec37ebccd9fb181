/**
 * A plain reading of a history, for the rules. Where several requests were in flight, it takes their
 * order, and which event came of which of them, from the model's explanation; all else it reads by
 * itself.
 */
import { account, type Allotted } from './account.ts'
import type { Action, EstablishedCall, History, PartyAdded, Round } from './history.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { join, nobody, readRequest, type Members, type ReadRequest } from './read-request.ts'
import { connIDOf } from './seen.ts'
import { bareConnID, isJudged, type DN, type Event } from './tlib.ts'

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
    late: [],
    whileJoining: [],
    premature: [],
    outOfOrder: [],
  }
  let there: readonly CallThen[] = []
  let done = 0
  for (const [at, round] of history.rounds.slice(0, rounds).entries()) {
    const established = calls.filter(({ from }) => from === at)
    if (established.length > 0) there = established
    notes.late.push(...round.late.filter(judged))
    const requests = round.actions.filter(({ request }) => request !== 'addParty').length
    readRound(there, round, profile, outcomes.slice(done, done + requests), notes)
    done += requests
  }
  const early = history.early.filter(judged)
  return {
    ...notes,
    profile,
    calls: calls.map(({ connID, ever }) => ({ connID, dns: ever })),
    early,
  }
}

function callThen({ connID, dns, unmonitored, from = 0 }: EstablishedCall): CallThen {
  const parties = [...dns, ...unmonitored]
  const empty = nobody(bareConnID(connID))
  return { ...empty, parties, unmonitored, owner: dns[0], from, ever: new Set(parties) }
}

function readRound(
  there: readonly CallThen[],
  round: Round,
  profile: Profile,
  outcomes: readonly Outcome[],
  notes: Notes,
): void {
  const [action] = round.actions
  const ofCall = ({ connID }: Action): CallThen | undefined =>
    there.find((call) => call.connID === bareConnID(connID))
  if (action === undefined || round.actions.length > 1)
    return readInFlight(there, round, profile, outcomes, notes)
  if (action.request === 'addParty') return readJoining(there, ofCall(action), action, round, notes)
  const members = ofCall(action) ?? nobody(bareConnID(action.connID))
  const events = [...round.events, ...round.late].filter(judged)
  notes.requests.push(readRequest(members, action, events, profile))
}

function readJoining(
  there: readonly CallThen[],
  call: CallThen | undefined,
  { dn }: PartyAdded,
  { events }: Round,
  notes: Notes,
): void {
  const others = there.filter((one) => one !== call).map(({ connID }) => connID)
  notes.whileJoining.push(
    ...events.filter((event) => judged(event) && others.includes(connIDOf(event) ?? '')),
  )
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
  const { actions, events, late, sent = events.map(() => actions.length) } = round
  const lateSent = late.map(() => actions.length)
  const whole = { ...round, events: [...events, ...late], sent: [...sent, ...lateSent] }
  const { allotted } = account(outcomes, whole)
  /** By call, how many actions must have been sent for what has happened in it so far. */
  const needed = new Map<Members, number>()
  const strangers = nobody('')
  const byOutcome = Map.groupBy(allotted, ({ of }) => of)
  for (const [of, { request }] of outcomes.entries()) {
    const members = there.find(({ connID }) => connID === bareConnID(request.connID)) ?? strangers
    const own = byOutcome.get(of) ?? []
    const read = readRequest(
      members,
      request,
      own.map(({ event }) => event),
      profile,
    )
    notes.requests.push(read)
    const needs = Math.max(needed.get(members) ?? 0, actions.indexOf(request) + 1)
    if (read.departed.length > 0) needed.set(members, needs)
    for (const { event, sent } of own) if (sent < needs) notes.premature.push(event)
  }
  notes.outOfOrder.push(...outOfOrder(allotted))
}

/** Events that a DN saw after those of something that took effect later in the same call. */
function outOfOrder(allotted: readonly Allotted[]): readonly Event[] {
  const latest = new Map<string, number>()
  return allotted
    .filter(({ event }) => event.name !== 'EventError')
    .filter(({ event, of }) => {
      const column = JSON.stringify([event.ThisDN, connIDOf(event)])
      const before = latest.get(column) ?? -1
      latest.set(column, Math.max(before, of))
      return of < before
    })
    .map(({ event }) => event)
}

function judged(event: Event): boolean {
  return isJudged(event.name)
}
