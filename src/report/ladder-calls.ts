/** The calls of a ladder: how they are told apart, and the rows in which they come and go. */
import type { EstablishedCall } from '../../oracles/history.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'
import { callsThere } from '../plan/script.ts'
import { counted, dnsInWords, listInWords, valueInWords } from './in-words.ts'
import type { Talking } from './ladder-talking.ts'

/** Set-up: a call in which these parties talk. */
export interface EstablishedRow {
  readonly row: 'established'
  readonly dns: readonly DN[]
  readonly label: string
  readonly text: string
  /** What tells it from other calls; undefined where there are none. */
  readonly connID: string | undefined
}

/** The calls that are there are gone: others take their place. */
export interface DiscardedRow {
  readonly row: 'discarded'
  /** Who was in one of them. */
  readonly departed: readonly DN[]
  readonly label: string
  readonly text: string
}

/** Which call a ConnID means, in words; nothing where there is only one, and it is meant. */
export type CallNumber = (connID: string | undefined) => string | undefined

/** What stands for a ConnID that no call has. */
export const noCall = 'no call'

/**
 * "call 2"; "call 1, discarded" for one that is not there any more.
 * @param round as an index: which calls are there depends on it.
 */
export function numbering(calls: readonly EstablishedCall[], round: number): CallNumber {
  const there = callsThere(calls, round)
  const has = (at: number, connID: string): boolean =>
    bareConnID(calls[at]?.connID ?? '') === bareConnID(connID)
  return (connID) => {
    // An adapter may have let something else through.
    if (typeof connID !== 'string') return noCall
    const here = there.find((at) => has(at, connID))
    if (here !== undefined) return calls.length > 1 ? `call ${here + 1}` : undefined
    const earlier = calls.findLastIndex(({ from = 0 }, at) => from <= round && has(at, connID))
    return earlier < 0 ? noCall : `call ${earlier + 1}, discarded`
  }
}

/** Behind the name of a request or an event: " (call 2)". */
export function placeInWords(call: string | undefined): string {
  return call === undefined ? '' : ` (${call})`
}

/** The rows of the calls that are established before a round, and of those that go for them. */
export function callRows(
  calls: readonly EstablishedCall[],
  round: number,
  talking: Talking,
): readonly (EstablishedRow | DiscardedRow)[] {
  const established = [...calls.entries()].filter(([, { from = 0 }]) => from === round)
  if (established.length === 0) return []
  const discarded = round === 0 ? [] : [discardedRow(callsThere(calls, round - 1), talking)]
  return [
    ...discarded,
    ...established.map(([at, call]) => {
      talking.establish(call)
      return establishedRow(call, calls.length > 1 ? at + 1 : undefined)
    }),
  ]
}

function discardedRow(there: readonly number[], talking: Talking): DiscardedRow {
  const numbers = listInWords(there.map((at) => String(at + 1)))
  return {
    row: 'discarded',
    departed: talking.discard(),
    label: `${there.length === 1 ? 'call' : 'calls'} ${numbers} discarded`,
    text: 'set-up, not judged',
  }
}

function establishedRow(
  { connID, dns, unmonitored }: EstablishedCall,
  number: number | undefined,
): EstablishedRow {
  const outside = unmonitored.length === 0 ? '' : `; unmonitored: ${dnsInWords(unmonitored)}`
  const named = `ConnID ${valueInWords('ConnID', connID)}`
  return {
    row: 'established',
    dns: [...dns, ...unmonitored],
    label: `${number === undefined ? 'call' : `call ${number}`} established`,
    text: `${counted(dns.length + unmonitored.length, 'party', 'parties')}: ${dnsInWords(dns)}${outside}; ${named}`,
    connID: number === undefined ? undefined : named,
  }
}
