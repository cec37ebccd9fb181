/** Which failures are known by their likeness: enough of those alike were shrunk to one finding. */
import type { Failure } from './failure.ts'
import type { Finding } from './finding.ts'
import { isSteady } from './recurrence.ts'

/** So often in a row failures alike are shrunk to one finding before they are only counted. */
const shrunkAlike = 3

/** The same where every script that fails costs a new start of the T-Server, or a time-out. */
const shrunkAlikeFailures = 1

/** So many of them are looked into. */
export function enoughOf({ ofAdapter }: Failure): number {
  return ofAdapter ? shrunkAlikeFailures : shrunkAlike
}

export interface LikenessesState {
  readonly alike: readonly (readonly [likeness: string, fingerprints: readonly string[]])[]
  readonly known: readonly (readonly [likeness: string, fingerprint: string])[]
}

export class Likenesses {
  /** What scripts that failed alike were shrunk to, in order. */
  readonly #alike: Map<string, readonly string[]>
  readonly #known: Map<string, string>

  /** @param state of those that are to be gone on with. */
  constructor({ alike, known }: LikenessesState = { alike: [], known: [] }) {
    this.#alike = new Map(alike)
    this.#known = new Map(known)
  }

  /** All that is to be known in order to go on. */
  get state(): LikenessesState {
    return { alike: [...this.#alike], known: [...this.#known] }
  }

  /** With the fingerprints of their findings. They stay known, whatever is added. */
  get known(): ReadonlyMap<string, string> {
    return this.#known
  }

  /**
   * Adds what a failure was shrunk to. What does not fail each time says nothing of others that look
   * like it.
   */
  add({ fingerprint, reproduced }: Finding, failure: Failure): void {
    if (!isSteady(reproduced) || reproduced.of === 0) return
    const { likeness } = failure
    const alike = [...(this.#alike.get(likeness) ?? []), fingerprint]
    this.#alike.set(likeness, alike)
    const enough = enoughOf(failure)
    const latest = alike.slice(-enough)
    if (latest.length === enough && new Set(latest).size === 1)
      this.#known.set(likeness, fingerprint)
  }

  /** It is not settled what one of them is: those before it are in no row with those after it. */
  breakRow({ likeness }: Failure): void {
    this.#alike.delete(likeness)
  }
}
