/** Who is in a call, who has left it, and who has come back, from one request to the next. */
import type { Call } from './call.ts'
import type { EstablishedCall } from './history.ts'
import type { DN } from './tlib.ts'

const nobody: readonly DN[] = []

export class Attendance {
  /** Who set the call up: the first monitored party. */
  #owner: DN | undefined
  readonly #parties: DN[] = []
  #unmonitored: readonly DN[] = nobody
  readonly #left: DN[] = []
  readonly #returned: DN[] = []
  #leftBeforeRound = 0

  /** @param call as it is at the start. */
  constructor({ parties, unmonitored, owner }: Omit<Call, 'connID'>) {
    this.#begin(owner, unmonitored)
    for (const dn of parties) this.#parties.push(dn)
  }

  /**
   * Of another call from now on, as it is established. The lists are used again: cutting them short
   * one by one keeps their room.
   */
  restart({ dns, unmonitored }: EstablishedCall): void {
    while (this.#parties.length > 0) this.#parties.pop()
    while (this.#left.length > 0) this.#left.pop()
    while (this.#returned.length > 0) this.#returned.pop()
    this.#begin(dns[0], unmonitored)
    for (let at = 0; at < dns.length; at++) this.#parties.push(dns[at] ?? '')
    for (let at = 0; at < unmonitored.length; at++) this.#parties.push(unmonitored[at] ?? '')
  }

  #begin(owner: DN | undefined, unmonitored: readonly DN[]): void {
    this.#owner = owner
    this.#unmonitored = unmonitored
    this.#leftBeforeRound = 0
  }

  get owner(): DN | undefined {
    return this.#owner
  }

  /** Everyone in the call, in the order in which they joined; nobody when it is over. */
  get parties(): readonly DN[] {
    return this.#parties
  }

  /** From now on it is another round. */
  nextRound(): void {
    this.#leftBeforeRound = this.#left.length
  }

  join(joining: DN): void {
    this.#parties.push(joining)
    if (this.#left.includes(joining)) this.#returned.push(joining)
  }

  leave(departed: readonly DN[]): void {
    for (const dn of departed) this.leaveFrom(this.#parties.indexOf(dn))
  }

  /** @param position of who leaves; those behind it move up. By hand: `splice` makes a list of it. */
  leaveFrom(position: number): void {
    const parties = this.#parties
    const leaver = parties[position]
    if (leaver === undefined) return
    this.#left.push(leaver)
    for (let at = position + 1; at < parties.length; at++) parties[at - 1] = parties[at] ?? leaver
    parties.pop()
  }

  /** Are only such parties left without these to which nothing is distributed? */
  leavesNobodyMonitored(departing: readonly DN[]): boolean {
    return this.#parties.every((dn) => departing.includes(dn) || this.isUnmonitored(dn))
  }

  /** Has anybody left so far? */
  get hasDeparted(): boolean {
    return this.#left.length > 0
  }

  /** Has it left at some time? It may be back. */
  hasLeft(dn: DN): boolean {
    return this.#left.includes(dn)
  }

  /** Has anybody left in this round? */
  get hasAnybodyJustLeft(): boolean {
    return this.#left.length > this.#leftBeforeRound
  }

  /** Could a request be carried out if nobody had left in this round? */
  isLate(thisDN: DN, otherDN = thisDN): boolean {
    const hasJustLeft = (dn: DN): boolean => this.#left.indexOf(dn, this.#leftBeforeRound) >= 0
    const wasThere = (dn: DN): boolean => this.#parties.includes(dn) || hasJustLeft(dn)
    return (hasJustLeft(thisDN) || hasJustLeft(otherDN)) && wasThere(thisDN) && wasThere(otherDN)
  }

  /** Is anybody there who had left? */
  get hasReturner(): boolean {
    for (const dn of this.#returned) if (this.#parties.includes(dn)) return true
    return false
  }

  isUnmonitored(dn: DN): boolean {
    return this.#unmonitored.includes(dn)
  }

  /** Is anybody there to whom nothing is distributed? */
  get hasUnmonitored(): boolean {
    for (const dn of this.#unmonitored) if (this.#parties.includes(dn)) return true
    return false
  }

  /** The first of those to whom events are distributed. */
  get firstMonitored(): DN | undefined {
    for (const dn of this.#parties) if (!this.isUnmonitored(dn)) return dn
    return undefined
  }

  get lastMonitored(): DN | undefined {
    for (let at = this.#parties.length - 1; at >= 0; at--) {
      const dn = this.#parties[at]
      if (dn !== undefined && !this.isUnmonitored(dn)) return dn
    }
    return undefined
  }
}
