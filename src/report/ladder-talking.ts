/** Who is in a call at which row of a ladder: there a lifeline is solid. */
import type { EstablishedCall } from '../../oracles/history.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'

export class Talking {
  readonly #parties = new Map<string, readonly DN[]>()

  establish({ connID, dns, unmonitored }: EstablishedCall): void {
    this.#parties.set(bareConnID(connID), [...dns, ...unmonitored])
  }

  add(connID: string, dn: DN): void {
    const call = bareConnID(connID)
    this.#parties.set(call, [...(this.#parties.get(call) ?? []), dn])
  }

  /** @returns who is in no call any more. */
  follow(outcomes: readonly Outcome[]): readonly DN[] {
    const before = this.#all()
    for (const { call } of outcomes)
      if (this.#parties.has(call.connID)) this.#parties.set(call.connID, call.parties)
    return [...before.difference(this.#all())]
  }

  /** All calls are gone. @returns who was in one. */
  discard(): readonly DN[] {
    const before = this.#all()
    this.#parties.clear()
    return [...before]
  }

  #all(): ReadonlySet<DN> {
    return new Set([...this.#parties.values()].flat())
  }
}
