/** The lifelines of a ladder: every DN that a history names, and what it is called at the top. */
import type { History } from '../../oracles/history.ts'
import type { DN } from '../../oracles/tlib.ts'
import { dnInWords } from './in-words.ts'
import { printable } from '../adapter/printable.ts'

export interface LadderParty {
  readonly dn: DN
  /** At the top of the lifeline: short, printable, different for every DN. */
  readonly name: string
  /** `outside`: in no call, but it sent a request, or an event came for it. */
  readonly place: 'monitored' | 'unmonitored' | 'outside'
  /** It comes into its first call later: until then it is in none. */
  readonly later: boolean
}

/** Longest name at the top of a lifeline. */
const longestName = 14

/** In the order in which they come up: those of the calls first. */
export function ladderParties(history: History): readonly LadderParty[] {
  const places = new Map<DN, LadderParty['place']>()
  const later = new Set<DN>()
  const joins = (dn: DN): void => {
    if (!places.has(dn)) later.add(dn)
  }
  for (const { dns, unmonitored, from = 0 } of history.calls) {
    if (from > 0) [...dns, ...unmonitored].forEach(joins)
    for (const dn of dns) places.set(dn, 'monitored')
    for (const dn of unmonitored) if (!places.has(dn)) places.set(dn, 'unmonitored')
  }
  const outside = (dn: DN): void => {
    if (!places.has(dn)) places.set(dn, 'outside')
  }
  for (const { ThisDN } of history.early) outside(ThisDN)
  for (const { actions, events, late } of history.rounds) {
    for (const action of actions)
      if (action.request === 'addParty') {
        joins(action.dn)
        places.set(action.dn, 'monitored')
      } else outside(action.thisDN)
    for (const { ThisDN } of [...events, ...late]) outside(ThisDN)
  }
  const names = shortNames([...places.keys()])
  return [...places].map(([dn, place], at) => ({
    dn,
    place,
    name: names[at] ?? dnInWords(dn),
    later: later.has(dn),
  }))
}

/** DNs that look alike once they are shortened get a number: `7001…0001~2`. */
function shortNames(dns: readonly DN[]): readonly string[] {
  const taken = new Set<string>()
  return dns.map((dn) => {
    const short = printable(dnInWords(dn), longestName)
    let name = short
    for (let number = 2; taken.has(name); number += 1) name = `${short}~${number}`
    taken.add(name)
    return name
  })
}
