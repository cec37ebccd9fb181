/** Scripts that were run in lanes, and what is known of them. */
import type { Script } from '../plan/script.ts'
import type { Trial } from './trial.ts'

/** When a script was under way, by a clock that goes on with each round of any script. */
export interface Flight {
  /** As it was run. */
  readonly script: Script
  readonly begun: number
  /** When each of its rounds was sent. */
  readonly rounds: readonly number[]
  /** Not yet where there is none. */
  readonly ended?: number
}

/** A script that was run in a lane. */
export interface Flown {
  readonly index: number
  /** The script of that number, which was run under other names. */
  readonly script: Script
  readonly flight: Flight
  readonly trial: Trial
  /** It has to be run again, alone. */
  readonly doubt?: Doubt
}

/** Scripts one of which, or all of which together, made something go wrong. */
export interface Doubt {
  /** So many of them have not been run alone. */
  untried: number
  /** One of them failed alone. */
  explained: boolean
  /** How one of them failed in flight; where none did, there is nothing to be explained. */
  failed?: Flown
  /** What was in flight at that moment, or had been shortly before, and what was before in that lane. */
  readonly company: readonly Flight[]
  readonly before: Flight | undefined
}
