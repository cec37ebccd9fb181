/** Where a campaign has come to: all that is to be known in order to go on from there. */
import type { Script } from '../plan/script.ts'
import type { SituationCounts } from './coverage.ts'
import type { FindingsState } from './findings.ts'
import type { RunHeader } from './run-header.ts'
import type { Counts } from './tally.ts'

export interface CampaignState {
  readonly header: RunHeader
  readonly maxFindings: number
  /** So many ranges have been run to their end. */
  readonly ranges: number
  readonly counts: Counts
  readonly situations: SituationCounts
  readonly findings: FindingsState
  /** The last script that came to its end. */
  readonly lastEnded?: Script
  readonly seconds: number
}

/** Thrown where a campaign is to go on from one that was another. */
export class AnotherCampaign extends Error {
  override readonly name = 'AnotherCampaign'
}
