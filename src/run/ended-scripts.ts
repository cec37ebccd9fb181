/** The scripts that ended last: what the T-Server distributes later may be of one of them. */
import type { History } from '../../oracles/history.ts'
import type { Recording } from '../../oracles/recording.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { dnsOfStep } from './script-order.ts'

export interface EndedScript {
  /** How many had ended before. */
  readonly number: number
  /** The script's number in the run; none where it was run again, to look into a failure. */
  readonly index: number | undefined
  /** Of its calls. */
  readonly connIDs: readonly string[]
  /** All of it, as long as that is kept. */
  readonly whole: WholeScript | undefined
}

export interface WholeScript {
  readonly script: Script
  readonly history: History
}

interface Kept {
  readonly script: Script
  readonly recording: Recording
}

/** So many scripts are known by their ConnIDs; more of them cost more than they are likely to tell. */
const mostScripts = 512

/**
 * So many are kept whole until an event has come late, or the adapter has taken its time: to keep
 * them all from the garbage collector makes a run twice as long where answers come at once.
 */
const mostWholeOfQuick = 8

/**
 * So many requests and events are kept at the most, beside those of the last script. An event may
 * have four thousand characters that nobody judges, and a hostile one as many again.
 */
const mostMessages = 16_384

/** Rings, written for every script of a run and hardly ever read. */
export class EndedScripts {
  readonly #indexes: (number | undefined)[] = Array.from({ length: mostScripts })
  /** That of its call, without an array around it, where a script has no other one. */
  readonly #connIDs: (string | readonly string[])[] = Array.from({ length: mostScripts }, () => '')
  readonly #wholes: (Kept | undefined)[] = Array.from({ length: mostScripts })
  /** Scripts that ended in all; each stands at its number modulo the size of the rings. */
  #ended = 0
  /** The number of the first that is kept, and of the first that is kept whole. */
  #first = 0
  #firstWhole = 0
  #mostWhole = mostWholeOfQuick
  #messages = 0

  get last(): EndedScript | undefined {
    return this.#ended === this.#first ? undefined : this.#at(this.#ended - 1)
  }

  /** The number of the first that is kept. */
  get first(): number {
    return this.#first
  }

  /** From now on all are kept whole. */
  keepWhole(): void {
    this.#mostWhole = mostScripts
  }

  /** @returns its number. */
  add(script: Script, recording: Recording, index: number | undefined): number {
    const number = this.#ended
    const at = number % mostScripts
    const { calls } = recording
    this.#messages += messagesOf(recording)
    while (
      number - this.#firstWhole >= this.#mostWhole ||
      (this.#messages > mostMessages && this.#firstWhole < number)
    )
      this.#dropWhole()
    this.#indexes[at] = index
    this.#connIDs[at] =
      calls[0] !== undefined && calls.length === 1
        ? calls[0].connID
        : calls.map(({ connID }) => connID)
    this.#wholes[at] = { script, recording }
    this.#ended += 1
    this.#first = Math.max(this.#first, this.#ended - mostScripts)
    return number
  }

  clear(): void {
    while (this.#firstWhole < this.#ended) this.#dropWhole()
    this.#first = this.#ended
  }

  /** The last one in which a call has that ConnID. */
  withConnID(connID: string): EndedScript | undefined {
    const bare = bareConnID(connID)
    return this.#find(this.#first, (at) => {
      const connIDs = this.#connIDs[at] ?? []
      return typeof connIDs === 'string'
        ? bareConnID(connIDs) === bare
        : connIDs.some((one) => bareConnID(one) === bare)
    })
  }

  /** The last one, of those that are kept whole, in which that DN was a party or was named. */
  withDN(dn: DN): EndedScript | undefined {
    return this.#find(this.#firstWhole, (at) => {
      const whole = this.#wholes[at]
      return whole !== undefined && names(whole.script, dn)
    })
  }

  #find(first: number, fits: (at: number) => boolean): EndedScript | undefined {
    for (let number = this.#ended - 1; number >= first; number--)
      if (fits(number % mostScripts)) return this.#at(number)
    return undefined
  }

  #at(number: number): EndedScript {
    const at = number % mostScripts
    const connIDs = this.#connIDs[at] ?? []
    const kept = this.#wholes[at]
    return {
      number,
      index: this.#indexes[at],
      connIDs: typeof connIDs === 'string' ? [connIDs] : connIDs,
      whole: kept && { script: kept.script, history: kept.recording.history },
    }
  }

  #dropWhole(): void {
    const at = this.#firstWhole % mostScripts
    const whole = this.#wholes[at]
    if (whole !== undefined) this.#messages -= messagesOf(whole.recording)
    this.#wholes[at] = undefined
    this.#firstWhole += 1
  }
}

/** Is the DN a party of a call, or named by a step? */
export function names({ calls, rounds }: Script, dn: DN): boolean {
  return (
    calls.some(({ dns, unmonitored }) => dns.includes(dn) || unmonitored.includes(dn)) ||
    rounds.some((round) => round.some((step) => dnsOfStep(step).includes(dn)))
  )
}

function messagesOf({ actions, events }: Recording): number {
  return actions.length + events.length
}
