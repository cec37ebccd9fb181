/** A script of the corpus after a run. */
export interface CorpusEntry {
  /** Its name in the folder. */
  readonly file: string
  /** Of the finding that was kept. */
  readonly fingerprint: string
  /**
   * `fails`: there is a finding of it. `holds`: it passes. `not-played`: the adapter cannot play it, or
   * the run ended before it. `undecided`: no run of it could be judged, or not enough of them.
   */
  readonly result: 'fails' | 'holds' | 'not-played' | 'undecided'
  /** How often it was run, and how often it failed then. */
  readonly ran: { readonly failed: number; readonly of: number }
  /** What it was found by: the fingerprint of its finding in this run. */
  readonly finding?: string
  /** Why it was not played, or is undecided; or why that it holds proves little. */
  readonly why?: string
}
