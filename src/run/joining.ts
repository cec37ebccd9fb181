/** May a party be added to a call, whatever has become of it? */
import { joined, type Call } from '../../oracles/call.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Step } from '../plan/script.ts'
import type { Limits } from './playable.ts'
import type { Possible } from './possible-calls.ts'

export type Joining = Extract<Step, { readonly do: 'addParty' }>

/** Takes a call through the joining of a party; false where that cannot be asked for. */
export function join(
  { call, by, dn }: Joining,
  possible: Map<number, Possible>,
  maxParties: number,
  { sharedParties = false }: Limits,
): boolean {
  const before = possible.get(call)
  if (before === undefined) return false
  possible.set(call, before === 'anything' ? before : before.map((one) => joined(one, dn)))
  return (
    (sharedParties || [...possible].every(([at, calls]) => at === call || isOutside(dn, calls))) &&
    before !== 'anything' &&
    before.every(
      ({ parties, unmonitored }) =>
        parties.length < maxParties &&
        parties.includes(by) &&
        !unmonitored.includes(by) &&
        !parties.includes(dn) &&
        !unmonitored.includes(dn),
    )
  )
}

/** Is the DN in none of the calls that there may be? */
function isOutside(dn: DN, possible: Possible): boolean {
  return possible !== 'anything' && possible.every(({ parties }: Call) => !parties.includes(dn))
}
