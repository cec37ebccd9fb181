/**
 * For many requests in flight that nothing explains: how they seem to have taken effect, from what
 * the parties saw next, whether it fits or not. To be shown, never to be judged by.
 */
import type { Call } from './call.ts'
import { leaverOf, type InFlight } from './departures.ts'
import { differences } from './expectation.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { Columns } from './seen.ts'
import { step } from './step.ts'
import type { DN, Event } from './tlib.ts'

/** An event that is missing, beside one of which some attributes differ. */
const missingCosts = 10
const differingCosts = 4

/**
 * @param columns what was seen of the call, EventErrors apart.
 * @param errors the EventErrors that each DN got.
 * @returns one for each request, in the order in which they seem to have taken effect.
 */
export function likeliestCourse(
  call: Call,
  requests: readonly InFlight[],
  columns: Columns,
  errors: Columns,
  profile: Profile,
): readonly Outcome[] {
  const course = new Course(requests, columns, errors, profile)
  return course.withRefusals(call, course.departures(call))
}

interface Taken {
  readonly by: InFlight
  readonly outcome: Outcome
}

class Course {
  readonly #unused: Set<InFlight>
  readonly #columns: Columns
  readonly #errorsLeft: Map<DN, number>
  readonly #profile: Profile
  readonly #read = new Map<DN, number>()

  constructor(requests: readonly InFlight[], columns: Columns, errors: Columns, profile: Profile) {
    this.#unused = new Set(requests)
    this.#columns = columns
    this.#errorsLeft = new Map([...errors].map(([dn, got]) => [dn, got.length]))
    this.#profile = profile
  }

  /** As long as somebody saw somebody leave whom a request may have taken out. */
  departures(start: Call): readonly Taken[] {
    const taken: Taken[] = []
    for (let call = start; ;) {
      const best = this.#likeliest(call)
      if (best === undefined) return taken
      this.#unused.delete(best.by)
      for (const { dns, event } of best.outcome.cells)
        for (const dn of dns)
          if (this.#next(dn)?.name === event.name) this.#read.set(dn, this.#readOf(dn) + 1)
      taken.push(best)
      call = best.outcome.call
    }
  }

  /**
   * The requests that are left, among those by which somebody left: refused when they were sent,
   * where they may be, or after all others; with the EventErrors that came.
   */
  withRefusals(start: Call, departures: readonly Taken[]): readonly Outcome[] {
    const inTime = Map.groupBy(this.#unused, ({ at }) =>
      departures.findIndex(({ by }) => by.at > at),
    )
    const refusedBefore = (place: number, call: Call): readonly Outcome[] =>
      (inTime.get(place) ?? []).flatMap((one) => this.#refusal(one, call) ?? [])
    const outcomes: Outcome[] = []
    let call = start
    for (const [place, { outcome }] of departures.entries()) {
      outcomes.push(...refusedBefore(place, call), outcome)
      call = outcome.call
    }
    for (const one of this.#unused) {
      const outcome = this.#refusal(one, call) ?? step(call, one.request, this.#profile)[0]
      outcomes.push(outcome)
      call = outcome.call
    }
    return outcomes
  }

  /** Takes the request as refused; undefined where it may not be. */
  #refusal(by: InFlight, call: Call): Outcome | undefined {
    const { request } = by
    const left = this.#errorsLeft.get(request.thisDN) ?? 0
    const refused = step(call, request, this.#profile).filter(
      ({ departed }) => departed.length === 0,
    )
    const silently =
      left > 0 ? undefined : refused.find(({ phase }) => phase === 'refused-silently')
    // Where both may be, the model has the one with an EventError first.
    const outcome = silently ?? refused[0]
    if (outcome === undefined) return undefined
    this.#unused.delete(by)
    this.#errorsLeft.set(request.thisDN, left - 1)
    return outcome
  }

  #likeliest(call: Call): Taken | undefined {
    const named = this.#namedNext(call)
    let best: Taken | undefined
    let least = Infinity
    for (const by of this.#unused) {
      if (!named.has(leaverOf(by.request)) && !named.has(by.request.thisDN)) continue
      for (const outcome of step(call, by.request, this.#profile)) {
        const cost = this.#cost(outcome)
        if (cost >= least) continue
        least = cost
        best = { by, outcome }
      }
    }
    return best
  }

  /** Everybody who was seen to leave next by anybody; outside parties may go unnamed. */
  #namedNext(call: Call): ReadonlySet<DN> {
    const named = new Set(call.unmonitored)
    for (const dn of call.parties) {
      const event = this.#next(dn)
      if (event?.name === 'EventReleased') named.add(dn)
      else if (event?.OtherDN !== undefined) named.add(event.OtherDN)
    }
    return named
  }

  /** What the outcome leaves unexplained; infinite where nobody saw the like, as of a refusal. */
  #cost({ cells }: Outcome): number {
    let cost = 0
    let seen = false
    for (const { dns, event: expected } of cells)
      for (const dn of dns) {
        const event = this.#next(dn)
        if (event?.name !== expected.name) cost += missingCosts
        else {
          seen = true
          const differing = differences(expected, event).length
          if (differing > 0) cost += differingCosts + differing
        }
      }
    return seen ? cost : Infinity
  }

  #readOf(dn: DN): number {
    return this.#read.get(dn) ?? 0
  }

  #next(dn: DN): Event | undefined {
    return this.#columns.get(dn)?.[this.#readOf(dn)]?.event
  }
}
