/**
 * The model's answers, with the names taken out. All that the model ever does with a DN is to compare
 * it with other ones, so what it says of one call holds for every call in which the same are equal: of
 * a conference of three whose second party releases, whoever they are. Each such pattern is put to the
 * model once, with names that stand for positions, and its answer is kept in positions.
 */
import { Attendance } from './attendance.ts'
import type { Call } from './call.ts'
import type { Expectation } from './expectation.ts'
import type { Cell, Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import { present } from './situation.ts'
import { step } from './step.ts'
import { judgedAttributes, otherDNOf } from './tlib.ts'
import type { DN, Request } from './tlib.ts'

/** Larger calls have too many patterns for one of them to come again soon. */
export const mostPositions = 12

/** In the place of who is to be deleted: nobody, it is TReleaseCall. */
export const toRelease = 15

/** Where the numbers of an outcome stand in it. */
export const outcome = { size: 0, events: 1, departed: 2, present: 3, cells: 4 } as const

/** Where the numbers of a cell stand in it. */
export const cell = {
  name: 0,
  positions: 1,
  events: 2,
  isExact: 3,
  ConnID: 4,
  OtherDN: 5,
  OtherDNRole: 6,
  ThirdPartyDN: 7,
  ThirdPartyDNRole: 8,
  CallState: 9,
} as const

export const cellSize = 10

/** In place of the number of who is there. */
export const unknown = -1

/** Any value, or none. */
export const whatever = -1

/** Added to a value that may be absent as well. */
export const optional = 1 << 10

/** Values below it are positions. */
export const firstWord = 16

/** The ConnID of the call, as a word. */
const itsConnID = '\0ConnID'

/** Of a pattern's key, but for who is not monitored. */
const keyBits = 13

/**
 * What the model says under a profile, as numbers in one list: there are thousands of patterns, and what
 * is read of them for every request has to stay in the processor's cache. In place of objects there are
 * places in the list:
 *
 * - a pattern: how many outcomes it has, and after that the outcomes one after the other;
 * - an outcome: its size, how many events it has, who leaves (a bit for each position), the number of
 *   what its situation has of who is there (`unknown` where somebody is named who is not there, as it
 *   matters then who that is), how many cells it has, and after that the cells one after the other;
 * - a cell: the event's name as a value, who is to see it (a bit for each position), how many they are,
 *   whether each attribute has just one right value, and the attributes as values, in the order of `judgedAttributes`;
 * - a value: a position, and then it is the DN of who is there; or a word's place in `words`, behind the
 *   positions. `optional` is added where it may be absent as well. Or it is `whatever`.
 */
export class Patterns {
  readonly #profile: Profile
  #numbers = new Int32Array(1 << 12)
  /** Of `#numbers`. The first one is in use, so that no pattern has the place 0. */
  #used = 1
  /** The places of patterns in which all are monitored, by key; 0 where one has not been asked for. */
  readonly #places = new Int32Array(1 << keyBits)
  /** Those of the others. */
  readonly #placesOfOthers = new Map<number, number>()
  /** What values stand for that are no positions; the first of them is `firstWord`. */
  readonly words: (string | undefined)[] = []

  constructor(profile: Profile) {
    this.#profile = profile
  }

  /** Another list whenever there is something new in it. */
  get numbers(): Int32Array {
    return this.#numbers
  }

  /**
   * What may follow from a request. Who is not in the call has any position from `parties` on, the
   * same one wherever it is the same DN.
   * @param parties so many are in the call; `mostPositions` at the most.
   * @param unmonitored a bit for each position whose party is not monitored.
   * @param thisDN a position.
   * @param isOwner is it the owner who asks? The model compares the owner with nobody else.
   * @param otherDN a position, or `toRelease`.
   * @returns the pattern's place.
   */
  placeOf(
    parties: number,
    unmonitored: number,
    thisDN: number,
    isOwner: boolean,
    otherDN: number,
  ): number {
    const key = (parties << 9) | (isOwner ? 256 : 0) | (thisDN << 4) | otherDN
    const place =
      unmonitored === 0
        ? this.#places[key]
        : this.#placesOfOthers.get((unmonitored << keyBits) | key)
    if (place !== undefined && place !== 0) return place
    const found = this.#add(this.#ask(parties, unmonitored, thisDN, isOwner, otherDN))
    if (unmonitored === 0) this.#places[key] = found
    else this.#placesOfOthers.set((unmonitored << keyBits) | key, found)
    return found
  }

  #ask(
    parties: number,
    unmonitored: number,
    thisDN: number,
    isOwner: boolean,
    otherDN: number,
  ): readonly number[] {
    const names = Array.from({ length: parties }, (_, position) => nameAt(position))
    const call: Call = {
      connID: itsConnID,
      parties: names,
      unmonitored: names.filter((_, position) => ((unmonitored >> position) & 1) === 1),
      owner: nameAt(isOwner ? thisDN : somebodyElse),
    }
    const who = { thisDN: nameAt(thisDN), connID: itsConnID }
    const request: Request =
      otherDN === toRelease
        ? { request: 'TReleaseCall', ...who }
        : { request: 'TDeleteFromConference', ...who, otherDN: nameAt(otherDN) }
    const outcomes = step(call, request, this.#profile)
    return [outcomes.length, ...outcomes.flatMap((outcome) => this.#outcome(outcome, call))]
  }

  #outcome({ request, cells, departed }: Outcome, call: Call): readonly number[] {
    const there = areThere(call, request)
      ? present(request.thisDN, otherDNOf(request), new Attendance(call), departed)
      : unknown
    const events = cells.reduce((sum, { dns }) => sum + dns.length, 0)
    const size = outcome.cells + 1 + cells.length * cellSize
    return [
      size,
      events,
      bitsOf(departed),
      there,
      cells.length,
      ...cells.flatMap((cell) => this.#cell(cell)),
    ]
  }

  #cell({ dns, event }: Cell): readonly number[] {
    const isExact = judgedAttributes.every((attribute) => event[attribute].accepts === 'exactly')
    return [
      this.#valueOf(event.name),
      bitsOf(dns),
      dns.length,
      isExact ? 1 : 0,
      ...judgedAttributes.map((attribute) => this.#value(event[attribute])),
    ]
  }

  /** Where several values are right, one of them; of the others the judge will say so. */
  #value(expectation: Expectation): number {
    switch (expectation.accepts) {
      case 'exactly':
        return this.#valueOf(expectation.value)
      case 'absent-or':
        return this.#valueOf(expectation.value) | optional
      case 'absent':
      case 'absent-or-none-of':
        return this.#valueOf(undefined)
      case 'anything':
        return whatever
    }
  }

  #valueOf(text: string | undefined): number {
    const position = text === undefined ? -1 : positionOf(text)
    if (position >= 0) return position
    const known = this.words.indexOf(text)
    return firstWord + (known < 0 ? this.words.push(text) - 1 : known)
  }

  /** @returns their place. */
  #add(numbers: readonly number[]): number {
    const place = this.#used
    this.#used += numbers.length
    while (this.#used > this.#numbers.length) {
      const larger = new Int32Array(2 * this.#numbers.length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers.set(numbers, place)
    return place
  }
}

/** No position, in the place of an owner who does not ask. */
const somebodyElse = 255

const nameAt = (position: number): DN => `\0${position}`

function positionOf(name: string): number {
  const number = name.startsWith('\0') ? Number(name.slice(1)) : NaN
  return Number.isNaN(number) ? -1 : number
}

/** A bit for each position. */
function bitsOf(names: readonly DN[]): number {
  return names.reduce((bits, name) => bits | (1 << positionOf(name)), 0)
}

function areThere({ parties }: Call, request: Request): boolean {
  return (
    parties.includes(request.thisDN) &&
    (request.request === 'TReleaseCall' || parties.includes(request.otherDN))
  )
}
