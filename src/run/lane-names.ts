/** Names for scripts that run at once: no two of them have a DN in common. */
import type { DN } from '../../oracles/tlib.ts'
import { dnsOfStretch } from '../plan/dns.ts'
import type { Script } from '../plan/script.ts'
import { dnsOf, renamed } from './script-order.ts'

export interface LaneNamesOptions {
  /** As scripts are drawn from. */
  readonly families: readonly (readonly DN[])[]
  /** The only DNs that may be used, where the adapter names them. */
  readonly only?: readonly DN[] | undefined
  /** How many scripts run at once. */
  readonly lanes: number
}

/** A script as it is run, and its DNs. */
export interface Named {
  readonly script: Script
  readonly dns: readonly DN[]
}

/** So many stretches a lane may look through; more than one is hardly ever needed. */
const mostStretches = 16

export class LaneNames {
  readonly #options: LaneNamesOptions
  /** Of each family, the places of its DNs. */
  readonly #places: readonly ReadonlyMap<DN, number>[]
  /** Of each family, its stretches, as far as they were needed. */
  readonly #stretches: (readonly DN[] | undefined)[][]

  constructor(options: LaneNamesOptions) {
    const { families } = options
    this.#options = options
    this.#places = families.map((dns) => new Map(dns.map((dn, place) => [dn, place])))
    this.#stretches = families.map(() => [])
  }

  /**
   * The script with DNs of which none is in flight, each replaced by one of its own: in the first lane
   * the script itself, where that can be; in others DNs of a further stretch of their family; where the
   * adapter has certain DNs alone, such of them as are free.
   * @param lane its number, from 0.
   * @returns undefined where there are not enough.
   */
  named(script: Script, lane: number, isInFlight: (dn: DN) => boolean): Named | undefined {
    const dns = dnsOf(script)
    const { only } = this.#options
    if (only !== undefined) return this.#amongFree(script, dns, only, isInFlight)
    const family = this.#places.findIndex((places) => dns.every((dn) => places.has(dn)))
    if (family < 0) return dns.some(isInFlight) ? undefined : { script, dns }
    for (let at = 0; at < mostStretches; at++) {
      const named = this.#inStretch(script, dns, family, lane + at * this.#options.lanes)
      if (!named.dns.some(isInFlight)) return named
    }
    return undefined
  }

  #amongFree(
    script: Script,
    dns: readonly DN[],
    only: readonly DN[],
    isInFlight: (dn: DN) => boolean,
  ): Named | undefined {
    if (!dns.some(isInFlight)) return { script, dns }
    const free = only.filter((dn) => !isInFlight(dn))
    return free.length < dns.length ? undefined : replaced(script, dns, free.slice(0, dns.length))
  }

  #inStretch(script: Script, dns: readonly DN[], family: number, stretch: number): Named {
    if (stretch === 0) return { script, dns }
    const places = this.#places[family] ?? new Map<DN, number>()
    const stretches = this.#stretches[family] ?? []
    const names = (stretches[stretch] ??= dnsOfStretch(family, stretch, places.size))
    const named = (dn: DN): DN => names[places.get(dn) ?? -1] ?? dn
    return { script: renamed(script, named), dns: dns.map(named) }
  }
}

function replaced(script: Script, dns: readonly DN[], by: readonly DN[]): Named {
  const names = new Map(dns.map((dn, at) => [dn, by[at] ?? dn]))
  return { script: renamed(script, (dn) => names.get(dn) ?? dn), dns: by }
}
