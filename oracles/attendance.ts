/** Who is in a call, who has left it, and who has come back, from one request to the next. */
import type { DN } from './tlib.ts'

export class Attendance {
  /** Without metainformation. */
  readonly connID: string
  /** Everyone in the call, in the order in which they joined; nobody when it is over. */
  parties: readonly DN[]
  /** Who set the call up: the first monitored party. */
  readonly owner: DN | undefined
  readonly #unmonitored: readonly DN[]
  readonly #left: DN[] = []
  readonly #returned: DN[] = []
  #leftBeforeRound = 0

  /** @param unmonitored parties to which nothing is distributed; they stand behind the others. */
  constructor(connID: string, dns: readonly DN[], unmonitored: readonly DN[]) {
    this.connID = connID
    this.parties = [...dns, ...unmonitored]
    this.owner = dns[0]
    this.#unmonitored = unmonitored
  }

  /** From now on it is another round. */
  nextRound(): void {
    this.#leftBeforeRound = this.#left.length
  }

  join(joining: DN): void {
    this.parties = [...this.parties, joining]
    if (this.#left.includes(joining)) this.#returned.push(joining)
  }

  /** @param remaining the parties afterwards. */
  leave(departed: readonly DN[], remaining: readonly DN[]): void {
    this.parties = remaining
    for (const dn of departed) this.#left.push(dn)
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
    const wasThere = (dn: DN): boolean => this.parties.includes(dn) || hasJustLeft(dn)
    return (hasJustLeft(thisDN) || hasJustLeft(otherDN)) && wasThere(thisDN) && wasThere(otherDN)
  }

  /** Is anybody there who had left? */
  get hasReturner(): boolean {
    return this.#returned.some((dn) => this.parties.includes(dn))
  }

  isUnmonitored(dn: DN): boolean {
    return this.#unmonitored.includes(dn)
  }

  /** Is anybody there to whom nothing is distributed? */
  get hasUnmonitored(): boolean {
    return this.#unmonitored.some((dn) => this.parties.includes(dn))
  }

  /** The first of those to whom events are distributed. */
  get firstMonitored(): DN | undefined {
    return this.parties.find((dn) => !this.isUnmonitored(dn))
  }

  get lastMonitored(): DN | undefined {
    return this.parties.findLast((dn) => !this.isUnmonitored(dn))
  }
}
