/** Who is in a call, and who is not, while a plan is decoded. */
import type { DN } from '../../oracles/tlib.ts'
import type { Step } from './script.ts'

export interface Members {
  /** The call's position in the script. */
  readonly call: number
  /** The monitored parties, if the T-Server carries out whatever it may. */
  readonly present: DN[]
  readonly unmonitored: DN[]
  /** Some who are not in the call, and may join it. */
  readonly absent: DN[]
  /** False from the first request on that a T-Server may carry out or refuse. */
  certain: boolean
}

/** As the call goes on if the T-Server carries the request out; the judge takes either way. */
export function depart(leaver: DN, { present, unmonitored, absent }: Members): void {
  if (present.length + unmonitored.length === 2) {
    for (const dn of present) absent.push(dn)
    present.length = 0
    return
  }
  // An outside party is gone for good: the adapter protocol lets none join.
  if (remove(present, leaver)) absent.push(leaver)
  else remove(unmonitored, leaver)
}

export function join(dn: DN, { present, absent }: Members): void {
  remove(absent, dn)
  present.push(dn)
}

/** Takes a DN out of a list; false where it is not in it. Quicker than `splice`, which copies. */
function remove(dns: DN[], dn: DN): boolean {
  const position = dns.indexOf(dn)
  if (position < 0) return false
  for (let at = position + 1; at < dns.length; at++) dns[at - 1] = dns[at] ?? ''
  dns.pop()
  return true
}

/** For drawing steps of which nobody knows yet whom they move. */
export function copyOf({ call, present, unmonitored, absent, certain }: Members): Members {
  return {
    call,
    present: present.slice(),
    unmonitored: unmonitored.slice(),
    absent: absent.slice(),
    certain,
  }
}

type Request = Exclude<Step, { readonly do: 'addParty' }>

/** Who leaves if the request is carried out in a call of three or more. */
export function leaverOf(step: Request): DN {
  return step.do === 'TReleaseCall' ? step.thisDN : step.otherDN
}

/**
 * The call after requests that were in flight together, as if they were carried out in the order in
 * which they were sent. What depends on the order, or on what a T-Server makes of it, is uncertain.
 */
export function settle(
  requests: readonly Request[],
  members: Members,
  deletesAreCertain: boolean,
): void {
  const { present, unmonitored } = members
  const isParty = (dn: DN): boolean => present.includes(dn) || unmonitored.includes(dn)
  const possible = requests.filter(
    (step) => present.includes(step.thisDN) && isParty(leaverOf(step)),
  )
  if (possible.length === 0) return
  const leavers = new Set(possible.map(leaverOf))
  const isCertain = (step: Request): boolean =>
    step.do === 'TReleaseCall' || (deletesAreCertain && !leavers.has(step.thisDN))
  const gone = new Set(possible.filter(isCertain).map(leaverOf))
  // As long as two remain whatever happens, nobody is released because another one left.
  const twoRemain = present.length + unmonitored.length - leavers.size >= 2
  members.certain &&= twoRemain && gone.size === leavers.size
  for (const step of possible)
    if (present.includes(step.thisDN) && isParty(leaverOf(step)))
      depart(present.length + unmonitored.length === 2 ? step.thisDN : leaverOf(step), members)
}
