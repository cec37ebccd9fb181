/** What went over a wire. Users' code imports these types: nothing of Node may be among them. */

/** What went over the wire while a script ran. All of it printable, and bounded. */
export interface Wire {
  /** In the order in which the harness wrote them, and read them. */
  readonly lines: readonly { readonly from: 'harness' | 'bridge'; readonly text: string }[]
  /** Lines in the middle that are not kept. */
  readonly leftOut: number
  /** What the bridge wrote to its own log meanwhile: the last lines of it. */
  readonly log: readonly string[]
}

export interface WireTap {
  /** Keeps what goes over the wire from now on; what was kept before is forgotten. */
  record(): void
  /** No longer. @returns what was kept since `record`. */
  stop(): Wire
}
