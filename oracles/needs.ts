/** What a script has to have before it can exercise something: in words, whatever the adapter is. */
export interface Needs {
  /** So many parties are in one call at some time. */
  readonly parties: number
  /** Requests and added parties. */
  readonly steps: number
  /** Different DNs in all. */
  readonly dns: number
  /** Calls that are there at once. */
  readonly calls: number
  readonly capabilities: readonly Capability[]
}

/** What not every adapter can do, under its name in the adapter protocol. */
export type Capability = 'addParty' | 'concurrent' | 'sharedParties' | 'unmonitored'
