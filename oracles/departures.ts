/**
 * Who left a call while several requests were in flight: by which of them, and in which order.
 *
 * Whoever leaves is told so, and so is everybody who remains. So what any one party saw next says
 * who left next; only where that leaves several requests to choose from is there anything to search.
 */
import { isMonitored, type Call } from './call.ts'
import type { Effort } from './effort.ts'
import { differences } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { Arrival, Columns } from './seen.ts'
import { step } from './step.ts'
import type { DN, Event, Request } from './tlib.ts'

/** A request in flight. */
export interface InFlight {
  readonly request: Request
  /** Its place among all that was sent in the round, from 0. */
  readonly at: number
}

export interface Departure {
  readonly by: InFlight
  readonly outcome: Outcome
  /** So many actions must have been sent for it: its request, and those of the departures before. */
  readonly needs: number
  /** So many had been sent when the first event came of it. */
  readonly seen: number
}

/** The DN that a request asks to take out of the call. */
export function leaverOf(request: Request): DN {
  return request.request === 'TReleaseCall' ? request.thisDN : request.otherDN
}

/**
 * @param call before the round.
 * @param columns what was seen of this call, EventErrors apart.
 * @param timed did any event of the round, of this call or not, come before all had been sent?
 * @param effort what may be spent; where it is exhausted, the answer is not whole.
 * @returns each course that explains all that was seen of the call; none where nothing does.
 */
export function departures(
  call: Call,
  requests: readonly InFlight[],
  columns: Columns,
  timed: boolean,
  profile: Profile,
  effort: Effort,
): readonly (readonly Departure[])[] {
  return new Search(requests, columns, timed, profile, effort).from(call)
}

/** How far the events that a DN saw are explained. */
interface Column {
  readonly arrivals: readonly Arrival[]
  next: number
}

class Search {
  readonly #byLeaver: ReadonlyMap<DN, readonly InFlight[]>
  readonly #requests: readonly InFlight[]
  readonly #columns = new Map<DN, Column>()
  readonly #profile: Profile
  readonly #effort: Effort
  readonly #timed: boolean
  readonly #course: Departure[] = []
  readonly #courses: (readonly Departure[])[] = []
  /** Where the search has been, at which it had a choice. */
  readonly #visited = new Set<string>()
  #unread = 0

  constructor(
    requests: readonly InFlight[],
    columns: Columns,
    timed: boolean,
    profile: Profile,
    effort: Effort,
  ) {
    this.#requests = requests
    this.#byLeaver = Map.groupBy(requests, ({ request }) => leaverOf(request))
    this.#timed = timed
    this.#profile = profile
    this.#effort = effort
    for (const [dn, arrivals] of columns) {
      this.#columns.set(dn, { arrivals, next: 0 })
      this.#unread += arrivals.length
    }
  }

  from(call: Call): readonly (readonly Departure[])[] {
    this.#goOn(call, 0)
    return this.#courses
  }

  #goOn(call: Call, needs: number): void {
    // Nobody leaves unseen: who asked is a party, and is told.
    if (this.#unread === 0) this.#courses.push(this.#course.slice())
    const candidates = this.#candidates(call)
    if (candidates.length > 1 && this.#wasHere()) return
    for (const candidate of candidates)
      for (const outcome of step(call, candidate.request, this.#profile)) {
        if (outcome.departed.length === 0) continue
        if (this.#effort.exhausted) return
        this.#try(candidate, outcome, Math.max(needs, candidate.at + 1))
      }
  }

  #try(by: InFlight, outcome: Outcome, needs: number): void {
    const seen = this.#firstSeen(outcome, needs)
    if (seen === undefined) return
    this.#read(outcome, 1)
    this.#course.push({ by, outcome, needs, seen })
    this.#goOn(outcome.call, needs)
    this.#course.pop()
    this.#read(outcome, -1)
  }

  /**
   * The requests by which somebody may have left next, from what one of the parties saw next. By none
   * of them has anybody left yet: who has left is a party no more, and is not named here.
   */
  #candidates(call: Call): readonly InFlight[] {
    const witness = call.parties.find((dn) => isMonitored(call, dn))
    if (witness === undefined) return []
    const next = this.#next(witness)?.event
    return next === undefined ? [] : this.#namedBy(next, witness, call)
  }

  #namedBy(next: Event, witness: DN, call: Call): readonly InFlight[] {
    // Release phase: either of the two may have asked.
    if (call.parties.length === 2) return this.#requests
    if (next.name === 'EventReleased') return this.#byLeaver.get(witness) ?? []
    const named = call.parties.find((dn) => dn === next.OtherDN)
    if (named !== undefined && isMonitored(call, named)) return this.#byLeaver.get(named) ?? []
    // An outside party may go unnamed.
    return call.unmonitored.flatMap((dn) =>
      call.parties.includes(dn) ? (this.#byLeaver.get(dn) ?? []) : [],
    )
  }

  #next(dn: DN): Arrival | undefined {
    const column = this.#columns.get(dn)
    return column?.arrivals[column.next]
  }

  /**
   * Did everybody see next what the outcome tells them, and not before it could have been sent?
   * @returns how many actions had been sent when the first of these events came.
   */
  #firstSeen({ cells }: Outcome, needs: number): number | undefined {
    let first = Infinity
    for (const { dns, event: expected } of cells)
      for (const dn of dns) {
        this.#effort.spend(1)
        const arrival = this.#next(dn)
        if (arrival === undefined || arrival.event.name !== expected.name) return undefined
        if (arrival.sent < needs || differences(expected, arrival.event).length > 0)
          return undefined
        first = Math.min(first, arrival.sent)
      }
    return first
  }

  /** Takes the outcome's events as read, or gives them back. */
  #read({ cells }: Outcome, by: 1 | -1): void {
    for (const { dns } of cells)
      for (const dn of dns) {
        const column = this.#columns.get(dn)
        if (column !== undefined) column.next += by
        this.#unread -= by
      }
  }

  /** From the same departures the same follows, whatever their order was, as far as it can matter. */
  #wasHere(): boolean {
    const here = this.#timed ? inRuns(this.#course) : inAnyOrder(this.#course)
    if (this.#visited.has(here)) return true
    this.#visited.add(here)
    return false
  }
}

function inAnyOrder(course: readonly Departure[]): string {
  const places = course.map(({ by }) => by.at)
  return places.sort((one, other) => one - other).join()
}

/**
 * What was refused meanwhile speaks for departures before and after, as far as they can be told apart
 * by what had been sent: among those that cannot, the order does not matter.
 */
function inRuns(course: readonly Departure[]): string {
  const runs: Departure[][] = []
  for (const departure of course) {
    const run = runs.at(-1)
    const [before] = run ?? []
    if (before?.needs === departure.needs && before.seen === departure.seen) run?.push(departure)
    else runs.push([departure])
  }
  return JSON.stringify(runs.map(inAnyOrder))
}
