/**
 * Makes a script of a plan. While decoding, it knows who is still in the call, so that nearly every
 * request is a valid one, and the others are invalid on purpose.
 */
import type { DN } from '../../oracles/tlib.ts'
import { planHead, type Plan } from './plan.ts'
import type { Script, Step } from './script.ts'

export interface DecodeOptions {
  /** The most parties that a call is established with; 2 or more. */
  readonly maxParties: number
  /** From `dnFamilies`: each with two DNs more than `maxParties`, where the adapter has so many. */
  readonly families: readonly (readonly DN[])[]
  /** May parties join later, and come back? */
  readonly addParty: boolean
  /** May there be parties to which nothing is distributed? */
  readonly unmonitored: boolean
  /** Whom anybody deletes is certainly gone; not so where only the owner may delete. */
  readonly deletesAreCertain: boolean
}

/** A kind of step that a plan may switch off, so that rare mixtures come up (swarm testing). */
interface Kind {
  readonly name:
    | 'release'
    | 'delete'
    | 'self-delete'
    | 'delete-absent'
    | 'release-by-absent'
    | 'delete-by-absent'
    | 'unknown-conn-id'
    | 'add-party'
  /** Set in a plan's second number where the kind is off. */
  readonly bit: number
  /** How often it is drawn when all are on. */
  readonly share: number
  /** Is the one who asks outside of the call? */
  readonly byAbsent?: true
  /** Does it take somebody outside of the call? */
  readonly needsAbsent?: true
}

const release: Kind = { name: 'release', bit: 1, share: 8 }
const deletion: Kind = { name: 'delete', bit: 2, share: 8 }
const releaseByAbsent: Kind = {
  name: 'release-by-absent',
  bit: 4,
  share: 1,
  byAbsent: true,
  needsAbsent: true,
}
const unknownConnID: Kind = { name: 'unknown-conn-id', bit: 8, share: 1 }
const kinds: readonly Kind[] = [
  release,
  deletion,
  releaseByAbsent,
  unknownConnID,
  { name: 'delete-by-absent', bit: 16, share: 1, byAbsent: true, needsAbsent: true },
  { name: 'delete-absent', bit: 32, share: 1, needsAbsent: true },
  { name: 'self-delete', bit: 64, share: 1 },
  { name: 'add-party', bit: 128, share: 3, needsAbsent: true },
]
const mixture = kinds.flatMap((kind) => Array<Kind>(kind.share).fill(kind))

/** What a plan's second number is where only kinds of these names are on. */
export function onlyKinds(...names: readonly Kind['name'][]): number {
  return kinds.reduce((off, kind) => (names.includes(kind.name) ? off : off | kind.bit), 0)
}

/** The digits of a number in a mixed radix: `take(k)` is a whole number below k. */
class Digits {
  #left: number

  /** @param number of any kind; its lower 31 bits count. */
  constructor(number: number) {
    this.#left = number & 0x7fffffff
  }

  take(radix: number): number {
    const digit = this.#left % radix
    // Kept an integer of 32 bits: the remainder of anything else is slow.
    this.#left = ((this.#left - digit) / radix) | 0
    return digit
  }
}

function at<T>(list: readonly T[], position: number): T {
  const item = list[position]
  if (item === undefined) throw new RangeError(`no position ${position} in ${list.length}`)
  return item
}

/** `count` names of a family, from the one at `first` on and round to its beginning. */
function take(family: readonly DN[], first: number, count: number): DN[] {
  const taken: DN[] = []
  for (let n = 0; n < count; n++) taken.push(at(family, (first + n) % family.length))
  return taken
}

/** Takes any plan; numbers that are all 0 give the plainest script. */
export function decode(plan: Plan, options: DecodeOptions): Script {
  const { maxParties, families } = options
  const names = new Digits(plan[2] ?? 0)
  const family = at(families, names.take(families.length))
  const first = names.take(family.length)
  const head = new Digits(plan[0] ?? 0)
  const parties = Math.min(2 + head.take(maxParties - 1), family.length)
  const outside = options.unmonitored ? unmonitoredOf(parties, head) : 0
  const dns = take(family, first, parties - outside)
  const unmonitored = take(family, first + dns.length, outside)
  const members: Members = {
    present: dns.slice(),
    unmonitored: unmonitored.slice(),
    absent: take(family, first + parties, Math.min(2, family.length - parties)),
    certain: true,
  }
  const off = plan[1] ?? 0
  const rounds: Step[][] = []
  for (let number = planHead; number < plan.length; number++) {
    // One request may still go to a call that has ended; then the script is over.
    const over = members.present.length === 0
    if (over && (off & releaseByAbsent.bit) !== 0) break
    rounds.push([decodeStep(new Digits(plan[number] ?? 0), off, members, options)])
    if (over) break
  }
  return { calls: [{ dns, unmonitored }], rounds }
}

/** Most calls have none; the others one or two, as long as somebody is left to see something. */
function unmonitoredOf(parties: number, head: Digits): number {
  return head.take(4) === 3 ? 1 + head.take(Math.min(2, parties - 1)) : 0
}

/** Who is in the call, and who is not, while a plan is decoded. */
interface Members {
  readonly present: DN[]
  readonly unmonitored: DN[]
  readonly absent: DN[]
  /** False from the first request on that a T-Server may carry out or refuse. */
  certain: boolean
}

/** Draws a step, and moves whom it moves. */
function decodeStep(digits: Digits, off: number, members: Members, options: DecodeOptions): Step {
  const { present, unmonitored, absent } = members
  const kind = possible(at(mixture, digits.take(mixture.length)), off, members, options)
  const from = kind.byAbsent || present.length === 0 ? absent : present
  const who = digits.take(from.length)
  const thisDN = at(from, who)
  switch (kind.name) {
    case 'unknown-conn-id':
      return { do: 'TReleaseCall', call: 'unknown', thisDN }
    case 'release-by-absent':
      return { do: 'TReleaseCall', call: 0, thisDN }
    case 'delete-by-absent':
      return { do: 'TDeleteFromConference', call: 0, thisDN, otherDN: pick(digits, present) }
    case 'delete-absent':
      return { do: 'TDeleteFromConference', call: 0, thisDN, otherDN: pick(digits, absent) }
    case 'delete': {
      const whom = digits.take(present.length - 1 + unmonitored.length)
      const otherDN = otherParty(members, who, whom)
      members.certain &&= options.deletesAreCertain
      depart(present.length + unmonitored.length === 2 ? thisDN : otherDN, members)
      return { do: 'TDeleteFromConference', call: 0, thisDN, otherDN }
    }
    case 'self-delete':
      members.certain = false
      depart(thisDN, members)
      return { do: 'TDeleteFromConference', call: 0, thisDN, otherDN: thisDN }
    case 'release':
      depart(thisDN, members)
      return { do: 'TReleaseCall', call: 0, thisDN }
    case 'add-party':
      return { do: 'addParty', call: 0, by: thisDN, dn: join(digits, members) }
  }
}

function pick(digits: Digits, dns: readonly DN[]): DN {
  return at(dns, digits.take(dns.length))
}

/** The party at a position among all but the one who asks. */
function otherParty({ present, unmonitored }: Members, who: number, whom: number): DN {
  const position = whom < who ? whom : whom + 1
  return position < present.length
    ? at(present, position)
    : at(unmonitored, position - present.length)
}

/** A kind that is switched off, or that nobody is there for, gives way to one that is possible. */
function possible(kind: Kind, off: number, members: Members, options: DecodeOptions): Kind {
  const { present, unmonitored, absent, certain } = members
  if (present.length === 0) return kind === unknownConnID ? kind : releaseByAbsent
  // Only who is certainly not in the call may be added, by one who certainly is.
  const joins =
    options.addParty && certain && present.length + unmonitored.length < options.maxParties
  const isPossible =
    !(kind.needsAbsent && absent.length === 0) && (kind.name !== 'add-party' || joins)
  if ((off & kind.bit) === 0 && isPossible) return kind
  return (off & release.bit) === 0 || (off & deletion.bit) !== 0 ? release : deletion
}

/** As the call goes on if the T-Server carries the request out; the judge takes either way. */
function depart(leaver: DN, { present, unmonitored, absent }: Members): void {
  if (present.length + unmonitored.length === 2) {
    for (const dn of present) absent.push(dn)
    present.length = 0
    return
  }
  // An outside party is gone for good: the adapter protocol lets none join.
  if (remove(present, leaver)) absent.push(leaver)
  else remove(unmonitored, leaver)
}

/** Takes a DN out of a list; false where it is not in it. Quicker than `splice`, which copies. */
function remove(dns: DN[], dn: DN): boolean {
  const position = dns.indexOf(dn)
  if (position < 0) return false
  for (let at = position + 1; at < dns.length; at++) dns[at - 1] = dns[at] ?? ''
  dns.pop()
  return true
}

function join(digits: Digits, { present, absent }: Members): DN {
  const dn = pick(digits, absent)
  remove(absent, dn)
  present.push(dn)
  return dn
}
