/** Scripts of one call, in a notation that is short enough to be read in a table. */
import type { DN } from '../../oracles/tlib.ts'

/** One call whose steps are sent one after the other; of the shape of a script. */
export interface OneCall {
  readonly calls: readonly [{ readonly dns: readonly DN[]; readonly unmonitored: readonly DN[] }]
  readonly rounds: readonly (readonly [Step])[]
}

export type Step =
  | { readonly do: 'TReleaseCall'; readonly call: 0; readonly thisDN: DN }
  | {
      readonly do: 'TDeleteFromConference'
      readonly call: 0
      readonly thisDN: DN
      readonly otherDN: DN
    }
  | { readonly do: 'addParty'; readonly call: 0; readonly by: DN; readonly dn: DN }

/** A call of these parties, and steps; what stands after `outside` is not monitored. */
export function call(parties: string, ...steps: readonly Step[]): OneCall {
  const [dns = '', unmonitored = ''] = parties.split(' outside ')
  return {
    calls: [{ dns: dns.split(' '), unmonitored: unmonitored.split(' ').filter((dn) => dn !== '') }],
    rounds: steps.map((step) => [step]),
  }
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
