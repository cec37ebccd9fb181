/** The capabilities of the adapter protocol, and what holds where one is not given. */
import type { Capabilities } from '../adapter/adapter.ts'

export const capabilityNames = [
  'maxParties',
  'maxCalls',
  'sharedParties',
  'addParty',
  'concurrent',
  'unmonitored',
  'dns',
] as const satisfies readonly (keyof Capabilities)[]

/** Of those that have one. */
export const defaults = { maxParties: 8, maxCalls: 1 } as const

export function isCapability(name: string | undefined): name is keyof Capabilities {
  return capabilityNames.some((known) => known === name)
}
