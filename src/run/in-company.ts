/** Scripts that were in flight together, as one script of several calls. */
import type { Capabilities } from '../adapter/adapter.ts'
import { generationsOf, moved, scriptOf, type Generation } from '../plan/generations.ts'
import type { Script, Step } from '../plan/script.ts'
import type { Flight } from './flown.ts'
import { dnsOf } from './script-order.ts'

/** A round, and when it was sent. */
interface Sent {
  readonly at: number
  /** Whose round it is. */
  readonly of: Flight
  readonly steps: readonly Step[]
}

/** The calls of a script that were there at a moment, and their rounds up to then. */
interface There {
  readonly flight: Flight
  readonly before: readonly Generation[]
  readonly calls: Generation['calls']
  readonly sent: readonly Sent[]
}

/**
 * The script with those that were in flight when it failed: their calls are there at once, and what was
 * sent at one time is in flight together. As many of them as the adapter allows; those that had their
 * calls at that moment come first.
 * @param round the one in which it failed, as an index; -1 before the first.
 * @param company in the order in which they are wanted.
 * @returns undefined where there is no company.
 */
export function inCompany(
  failed: Flight,
  round: number,
  company: readonly Flight[],
  { maxCalls = 1 }: Pick<Capabilities, 'maxCalls'>,
): Script | undefined {
  const since = failed.rounds[round] ?? failed.begun
  const until = failed.rounds[round + 1] ?? failed.ended ?? Infinity
  const own = thereAt(failed, until)
  const there: There[] = [own]
  const taken = new Set(dnsOf(failed.script))
  let room = maxCalls - own.calls.length
  for (const flight of company) {
    if (flight.begun > until || (flight.ended ?? Infinity) < since) continue
    const other = thereAt(flight, until)
    const dns = dnsOf(flight.script)
    if (other.calls.length > room || dns.some((dn) => taken.has(dn))) continue
    room -= other.calls.length
    for (const dn of dns) taken.add(dn)
    there.push(other)
  }
  return there.length === 1 ? undefined : together(own, there)
}

/** Of a script with calls one after the other, those that had been established last. */
function thereAt(flight: Flight, until: number): There {
  const sent = flight.rounds.filter((at) => at < until).length
  const before: Generation[] = []
  let from = 0
  for (const generation of generationsOf(flight.script)) {
    const { calls, rounds } = generation
    const end = from + rounds.length
    if (sent <= end || end === flight.script.rounds.length)
      return {
        ...{ flight, before, calls },
        sent: rounds.flatMap((steps, number) => {
          const at = flight.rounds[from + number]
          return at === undefined || at >= until ? [] : [{ at, of: flight, steps }]
        }),
      }
    before.push(generation)
    from = end
  }
  throw new RangeError('A script has a generation of calls at the least.')
}

/** What was in the calls of the failing script before is done first; there nobody is with it. */
function together(own: There, there: readonly There[]): Script {
  const firstCall = new Map<Flight, number>()
  const calls: Generation['calls'][number][] = []
  for (const one of there) {
    firstCall.set(one.flight, calls.length)
    calls.push(...one.calls)
  }
  const rounds: Step[][] = []
  let inRound = new Set<Flight>()
  let isAlone = false
  let hasUnknown = false
  const sent = there.flatMap((one) => one.sent).toSorted((one, other) => one.at - other.at)
  for (const { of, steps } of sent) {
    const joins = steps.some((step) => step.do === 'addParty')
    // Two requests that go to no call at all count as two of one call.
    const unknown = steps.some(({ call }) => call === 'unknown')
    if (rounds.length === 0 || inRound.has(of) || joins || isAlone || (unknown && hasUnknown)) {
      rounds.push([])
      inRound = new Set()
      hasUnknown = false
    }
    isAlone = joins
    hasUnknown ||= unknown
    inRound.add(of)
    rounds.at(-1)?.push(...steps.map((step) => moved(step, firstCall.get(of) ?? 0)))
  }
  return scriptOf([...own.before, { calls, rounds }])
}
