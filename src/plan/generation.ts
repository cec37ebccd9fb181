/** Calls that are there together, and who is in them. */
import type { DN } from '../../oracles/tlib.ts'
import type { Digits } from './digits.ts'
import type { Members } from './members.ts'

/** Calls but the first one have few parties: more would only cost. */
export const mostPartiesOfFurtherCalls = 4

export interface GenerationOptions {
  readonly maxParties: number
  readonly unmonitored: boolean
  readonly sharedParties: boolean
}

/** A call while a plan is decoded. */
export interface PlayedCall {
  /** As it is established. */
  readonly dns: readonly DN[]
  readonly unmonitored: readonly DN[]
  readonly members: Members
  /** Has a request been sent to it since it ended? */
  askedSince: boolean
}

/** `count` names of a family, from the one at `first` on and round to its beginning. */
export function take(family: readonly DN[], first: number, count: number): DN[] {
  const from = first % family.length
  if (from + count <= family.length) return family.slice(from, from + count)
  const taken: DN[] = []
  for (let n = 0; n < count; n++) {
    const dn = family[(first + n) % family.length]
    if (dn === undefined) throw new RangeError('a family without DNs')
    taken.push(dn)
  }
  return taken
}

/** Up to so many parties a call is small: it does not take long until two are left. */
const small = 8

/** From two to `most`, each as likely as the others; but half of the calls are small ones. */
export function partiesOf(most: number, digits: Digits): number {
  const limit = most > small && digits.take(2) === 0 ? small : most
  return 2 + digits.take(limit - 1)
}

/** Most calls have none; the others one or two, as long as somebody is left to see something. */
export function unmonitoredOf(parties: number, digits: Digits): number {
  return digits.take(4) === 3 ? 1 + digits.take(Math.min(2, parties - 1)) : 0
}

/**
 * Draws the calls of a generation.
 * @param firstCall the position of the first of them in the script.
 * @param atOnce how many are wanted; there are fewer where the DNs do not suffice.
 * @param family the DNs that may be used: taken from the one at `start` on, and round to its beginning.
 * @param digits `head` for the first call, `names` for the others.
 */
export function generationOf(
  firstCall: number,
  atOnce: number,
  family: readonly DN[],
  start: number,
  digits: { readonly head: Digits; readonly names: Digits },
  options: GenerationOptions,
): readonly PlayedCall[] {
  // Each call takes two DNs, unless it may share those of another one.
  const count = Math.max(1, Math.min(atOnce, options.sharedParties ? 3 : family.length >> 1))
  /** So many of the names are taken. */
  let taken = 0
  const fresh = (wanted: number): readonly DN[] => {
    const count = Math.max(0, Math.min(wanted, family.length - taken))
    const dns = take(family, start + taken, count)
    taken += dns.length
    return dns
  }
  const calls: PlayedCall[] = []
  for (let nth = 0; nth < count; nth++) {
    const shared = options.sharedParties ? sharedDNs(calls, digits.names) : nobody
    const kept = options.sharedParties ? 0 : 2 * (count - 1 - nth)
    const room = Math.min(options.maxParties, shared.length + family.length - taken - kept)
    if (room < 2) break
    const own = nth === 0 ? digits.head : digits.names
    const most = nth === 0 ? room : Math.min(room, mostPartiesOfFurtherCalls)
    const parties = Math.max(partiesOf(most, own), shared.length)
    const outside = options.unmonitored ? unmonitoredOf(parties, own) : 0
    // A DN that is in another call sends requests, and so it is monitored.
    const unmonitored = fresh(Math.min(outside, parties - Math.max(1, shared.length)))
    const others = fresh(parties - shared.length - unmonitored.length)
    const sharedLast = own.take(2) === 0
    const dns =
      shared.length === 0 ? others : sharedLast ? [...others, ...shared] : [...shared, ...others]
    calls.push(playedCall(firstCall + nth, dns, unmonitored))
  }
  for (const { members } of calls) {
    const stranger = options.sharedParties && count > 1 ? strangerTo(members, calls) : nobody
    for (const dn of stranger) members.absent.push(dn)
    for (const dn of fresh(2 - stranger.length)) members.absent.push(dn)
  }
  return calls
}

const nobody: readonly DN[] = []

function playedCall(call: number, dns: readonly DN[], unmonitored: readonly DN[]): PlayedCall {
  return {
    dns,
    unmonitored,
    members: {
      call,
      present: dns.slice(),
      unmonitored: unmonitored.slice(),
      absent: [],
      certain: true,
    },
    askedSince: false,
  }
}

/** Mostly one or two DNs of the call before. */
function sharedDNs(calls: readonly PlayedCall[], digits: Digits): readonly DN[] {
  const before = calls.at(-1)
  if (before === undefined) return nobody
  const count = Math.min([1, 1, 2, 0][digits.take(4)] ?? 0, before.dns.length)
  return take(before.dns, digits.take(before.dns.length), count)
}

/** One who is in another call, where there is one. */
function strangerTo(members: Members, calls: readonly PlayedCall[]): readonly DN[] {
  return calls
    .flatMap(({ dns }) => dns)
    .filter((dn) => !members.present.includes(dn))
    .slice(0, 1)
}
