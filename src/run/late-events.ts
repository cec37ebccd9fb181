/** Finds the script that an event belongs to when it comes after that script has ended. */
import type { EstablishedCall, History } from '../../oracles/history.ts'
import type { Profile } from '../../oracles/profile.ts'
import { bareConnID, type Event } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { judged, type Passed, type Trial } from './trial.ts'

/** A script that passed, as long as nothing more comes of it. */
export interface EndedScript {
  readonly script: Script
  readonly passed: Passed
  readonly index: number
}

export interface Late {
  readonly of: EndedScript
  readonly events: readonly Event[]
}

export class LateEvents {
  /** Takes what arrives between two scripts. */
  readonly strays: Event[] = []
  readonly #late: Late[] = []
  #last: EndedScript | undefined
  #callsOfLast: readonly EstablishedCall[] = []

  get any(): boolean {
    return this.strays.length > 0 || this.#late.length > 0
  }

  /** The script that passed last; undefined where the last one failed, so that all is told of it. */
  get last(): EndedScript | undefined {
    return this.#last
  }

  /** To be told of each script when it has ended. */
  scriptPassed(last: EndedScript): void {
    this.#last = last
    this.#callsOfLast = last.passed.history.calls
  }

  scriptFailed(calls: readonly EstablishedCall[]): void {
    this.#last = undefined
    this.#callsOfLast = calls
    this.strays.length = 0
  }

  /** What is wrong in a trial may be an event of the script before: then it is that one's. */
  ownOf(trial: Trial, profile: Profile): Trial {
    if (!trial.failed || trial.failure instanceof AdapterFailure) return trial
    const { calls, early, rounds } = trial.history
    const older = this.#ofLast([
      ...early,
      ...rounds.flatMap(({ events, late }) => [...events, ...late]),
    ])
    if (older.length === 0) return trial
    this.#keep(older)
    const own = (events: readonly Event[]) => events.filter((event) => !older.includes(event))
    const history: History = {
      calls,
      early: own(early),
      rounds: rounds.map(({ actions, events, late }) => ({
        actions,
        events: own(events),
        late: own(late),
      })),
    }
    return judged(history, profile)
  }

  /** Set-up is not judged; but what is of the script before is no part of it. Empties the list. */
  sort(setUp: Event[]): void {
    if (setUp.length > 0) this.#keep(this.#ofLast(setUp.splice(0)))
  }

  /** What has come since, by script. */
  take(): readonly Late[] {
    this.#keep(this.strays.splice(0))
    this.#last = undefined
    return this.#late.splice(0)
  }

  #ofLast(events: readonly Event[]): readonly Event[] {
    const connIDs = new Set(this.#callsOfLast.map(({ connID }) => bareConnID(connID)))
    return events.filter(({ ConnID }) => ConnID !== undefined && connIDs.has(bareConnID(ConnID)))
  }

  #keep(events: readonly Event[]): void {
    if (this.#last !== undefined && events.length > 0) this.#late.push({ of: this.#last, events })
  }
}
