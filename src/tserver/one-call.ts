/** Scripts of one call, in a notation that is short enough to be read in a table. */
import type { DN } from '../../oracles/tlib.ts'

/** A script in this notation; of the shape of a script. */
export interface Noted {
  readonly calls: readonly NotedCall[]
  readonly rounds: readonly Round[]
}

export interface NotedCall {
  readonly dns: readonly DN[]
  readonly unmonitored: readonly DN[]
  /** The round before which it is established; the first where none is told. */
  readonly from?: number
}

/** Steps that are in flight together. */
export type Round = readonly Step[]

export interface OneCall extends Noted {
  readonly calls: readonly [NotedCall]
}

/** `call` is a position in `calls`; a request to an `unknown` one has a ConnID that no call has. */
export type Step =
  | { readonly do: 'TReleaseCall'; readonly call: number | 'unknown'; readonly thisDN: DN }
  | {
      readonly do: 'TDeleteFromConference'
      readonly call: number | 'unknown'
      readonly thisDN: DN
      readonly otherDN: DN
    }
  | { readonly do: 'addParty'; readonly call: number; readonly by: DN; readonly dn: DN }

/**
 * A call of these parties, and its steps one after the other; those that stand in a list are in
 * flight together.
 * @param parties separated by spaces; what stands after `outside` is not monitored.
 */
export function call(parties: string, ...steps: readonly (Step | Round)[]): OneCall {
  return { calls: [partiesOf(parties)], rounds: steps.map(roundOf) }
}

/** The parties of a call, from the notation of `call`. */
export function partiesOf(parties: string): NotedCall {
  const [dns = '', unmonitored = ''] = parties.split(' outside ')
  return { dns: dns.split(' '), unmonitored: unmonitored.split(' ').filter((dn) => dn !== '') }
}

export function roundOf(steps: Step | Round): Round {
  return 'do' in steps ? [steps] : steps
}

export const release = (thisDN: DN): Step => ({ do: 'TReleaseCall', call: 0, thisDN })
/** `thisDN` deletes `otherDN`. */
export const remove = (thisDN: DN, otherDN: DN): Step => ({
  do: 'TDeleteFromConference',
  call: 0,
  thisDN,
  otherDN,
})
/** `by` brings `dn` in. */
export const add = (by: DN, dn: DN): Step => ({ do: 'addParty', call: 0, by, dn })
