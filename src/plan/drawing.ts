/** How scripts are drawn for a T-Server: within what its adapter can, and its DNs. */
import type { Profile } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import type { DecodeOptions } from './decode.ts'
import { dnFamilies, plainDN } from './dns.ts'
import { mostPartiesOfFurtherCalls } from './generation.ts'

/** Parties in one call where the adapter does not tell: from the adapter protocol. */
const defaultMaxParties = 8

/** Calls at once that are worth drawing. */
const mostCalls = 3

export interface Drawing {
  readonly decode: DecodeOptions
  /** Names for DNs, plainest first. */
  readonly plain: readonly DN[]
}

/** The most parties that a call may have at once. */
export function mostParties({ maxParties = defaultMaxParties, dns }: Capabilities): number {
  return Math.min(maxParties, dns?.length ?? Infinity)
}

/** @param maxParties the most parties that are wanted in a call. */
export function drawing(capabilities: Capabilities, maxParties: number, profile: Profile): Drawing {
  const most = Math.min(maxParties, mostParties(capabilities))
  const maxCalls = Math.min(capabilities.maxCalls ?? 1, mostCalls)
  const further = (maxCalls - 1) * (Math.min(most, mostPartiesOfFurtherCalls) + 2)
  // Two DNs more than parties: somebody must be able to stand outside of the call.
  const size = most + 2 + further
  return {
    decode: {
      maxParties: most,
      families: dnFamilies(size, capabilities.dns),
      addParty: capabilities.addParty ?? false,
      unmonitored: capabilities.unmonitored ?? false,
      maxCalls,
      sharedParties: capabilities.sharedParties ?? false,
      concurrent: capabilities.concurrent ?? false,
      deletesAreCertain: profile.deleteBy === 'anyone',
    },
    plain: capabilities.dns ?? Array.from({ length: size }, (_, n) => plainDN(n)),
  }
}
