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
import { judgedAttributes } from './tlib.ts'
import type { DN, JudgedAttribute, JudgedEventName, Request } from './tlib.ts'

/** Larger calls have too many patterns for one of them to come again soon. */
export const mostPositions = 12

/** In the place of who is to be deleted: nobody, it is TReleaseCall. */
export const toRelease = 15

/** What stands in an attribute; to be looked up, not interpreted. */
export interface PlainValue {
  /** Whose DN it is; -1 where it is none. */
  readonly position: number
  /** Otherwise this, `itsConnID`, or `whatever`; undefined where it is absent. */
  readonly word: string | undefined
  /** May it be absent as well? */
  readonly optional: boolean
}

/** The ConnID of the call. */
export const itsConnID = '\0ConnID'

/** Any value, or none. */
export const whatever = '\0whatever'

export type PlainCell = Readonly<Record<JudgedAttribute, PlainValue>> & {
  readonly name: JudgedEventName
  /** Of those who are to see it. */
  readonly positions: readonly number[]
  /** Has each attribute just one right value? */
  readonly isExact: boolean
}

export interface PlainOutcome {
  readonly cells: readonly PlainCell[]
  /** How many events these are; each to another DN. */
  readonly events: number
  /** Of those who leave. */
  readonly departed: readonly number[]
  /**
   * The number of what its situation has of who is there; undefined where somebody is named who is
   * not, as it matters then who that is.
   */
  readonly present: number | undefined
}

/** What the model says under a profile. */
export class Patterns {
  readonly #profile: Profile
  readonly #known = new Map<number, readonly PlainOutcome[]>()
  readonly #outcomes = new Same<PlainOutcome>()
  readonly #cells = new Same<PlainCell>()
  readonly #cellLists = new Same<readonly PlainCell[]>()
  readonly #values = new Same<PlainValue>()
  readonly #positions = new Same<readonly number[]>()

  constructor(profile: Profile) {
    this.#profile = profile
  }

  /**
   * What may follow from a request. Who is not in the call has any position from `parties` on, the
   * same one wherever it is the same DN.
   * @param parties so many are in the call; `mostPositions` at the most.
   * @param unmonitored a bit for each position whose party is not monitored.
   * @param thisDN a position.
   * @param isOwner is it the owner who asks? The model compares the owner with nobody else.
   * @param otherDN a position, or `toRelease`.
   */
  outcomes(
    parties: number,
    unmonitored: number,
    thisDN: number,
    isOwner: boolean,
    otherDN: number,
  ): readonly PlainOutcome[] {
    const place = (unmonitored << 16) | (parties << 12) | (thisDN << 4) | otherDN
    const key = isOwner ? place | 256 : place
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#ask(parties, unmonitored, thisDN, isOwner, otherDN)
    this.#known.set(key, found)
    return found
  }

  #ask(
    parties: number,
    unmonitored: number,
    thisDN: number,
    isOwner: boolean,
    otherDN: number,
  ): readonly PlainOutcome[] {
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
    return step(call, request, this.#profile).map((outcome) => this.#plainOutcome(outcome, call))
  }

  #plainOutcome({ request, cells, departed }: Outcome, call: Call): PlainOutcome {
    const otherDN = request.request === 'TReleaseCall' ? undefined : request.otherDN
    return this.#outcomes.of({
      cells: this.#cellLists.of(cells.map((cell) => this.#plainCell(cell))),
      events: cells.reduce((sum, { dns }) => sum + dns.length, 0),
      departed: this.#positions.of(departed.map(positionOf)),
      present: areThere(call, request)
        ? present(request.thisDN, otherDN, new Attendance(call), departed)
        : undefined,
    })
  }

  #plainCell({ dns, event }: Cell): PlainCell {
    const value = (attribute: JudgedAttribute): PlainValue =>
      this.#values.of(plainValue(event[attribute]))
    return this.#cells.of({
      name: event.name,
      positions: this.#positions.of(dns.map(positionOf)),
      isExact: judgedAttributes.every((attribute) => event[attribute].accepts === 'exactly'),
      ConnID: value('ConnID'),
      OtherDN: value('OtherDN'),
      OtherDNRole: value('OtherDNRole'),
      ThirdPartyDN: value('ThirdPartyDN'),
      ThirdPartyDNRole: value('ThirdPartyDNRole'),
      CallState: value('CallState'),
    })
  }
}

/**
 * The same object for the same content: there are few values and cells in thousands of patterns, and
 * what is read for every event is to stay in the processor's cache.
 */
class Same<T> {
  readonly #known = new Map<string, T>()

  of(content: T): T {
    const text = JSON.stringify(content)
    const known = this.#known.get(text)
    if (known !== undefined) return known
    this.#known.set(text, content)
    return content
  }
}

/** No position, in the place of an owner who does not ask. */
const somebodyElse = 255

const nameAt = (position: number): DN => `\0${position}`

function positionOf(name: string): number {
  const number = name.startsWith('\0') ? Number(name.slice(1)) : NaN
  return Number.isNaN(number) ? -1 : number
}

function areThere({ parties }: Call, request: Request): boolean {
  return (
    parties.includes(request.thisDN) &&
    (request.request === 'TReleaseCall' || parties.includes(request.otherDN))
  )
}

/** Where several values are right, one of them; of the others the judge will say so. */
function plainValue(expectation: Expectation): PlainValue {
  switch (expectation.accepts) {
    case 'exactly':
    case 'absent-or': {
      const { value, accepts } = expectation
      return { position: positionOf(value), word: value, optional: accepts === 'absent-or' }
    }
    case 'absent':
    case 'absent-or-none-of':
      return { position: -1, word: undefined, optional: false }
    case 'anything':
      return { position: -1, word: whatever, optional: false }
  }
}
