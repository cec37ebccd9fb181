/** Failures that the user knows of, and what a run makes of them. */

/** As the configuration tells it. */
export interface KnownFailure {
  /** Of the finding; or else a rule, and the shape of the smallest script. */
  readonly fingerprint?: string
  /** The rule that the finding names first; of no violation its kind, as `crash`. */
  readonly rule?: string
  /**
   * The smallest script in words, as the reports have it; with its DNs, or with A, B, C, … in their
   * place: "In a conference of A, B, C: A releases."
   */
  readonly shape?: string
  readonly reason: string
  readonly link?: string
  /** The last day on which it is taken for known, as 2027-01-31. */
  readonly until?: string
}

/** An entry after a run. */
export interface KnownState {
  readonly entry: KnownFailure
  /**
   * `fails`: as it is known to. `mended`: its script does not fail any more. `unclear`: it was not
   * met, and nothing shows that it is mended. `ended`: its last day is over, and it counts for nothing.
   */
  readonly state: 'fails' | 'mended' | 'unclear' | 'ended'
  /** Fingerprints of the findings that answer to it. */
  readonly findings: readonly string[]
  /** Files of the corpus with its script. */
  readonly corpus: readonly string[]
  /** Why it is unclear. */
  readonly why?: string
}
