/** What a run has done so far, in numbers. */
import type { Recording } from '../../oracles/recording.ts'

export interface Counts {
  readonly scripts: number
  readonly requests: number
  readonly events: number
  /** Scripts of which the judge could not say whether they conform. */
  readonly undecided: number
}

export class Tally {
  scripts = 0
  requests = 0
  events = 0
  undecided = 0

  /** Counts a script that was run, as far as it came. */
  add(recording: Recording): void {
    const { actions, events } = recording
    this.scripts += 1
    for (const { request } of actions) if (request !== 'addParty') this.requests += 1
    this.events += events.length - recording.eventsFrom(0)
  }

  addAll({ scripts, requests, events, undecided }: Counts): void {
    this.scripts += scripts
    this.requests += requests
    this.events += events
    this.undecided += undecided
  }

  get counts(): Counts {
    const { scripts, requests, events, undecided } = this
    return { scripts, requests, events, undecided }
  }
}

/** Why a run is incomplete in which so many scripts are not judged. */
export function undecidedInWords(scripts: number): string {
  const [which, are] = scripts === 1 ? ['1 script', 'it is'] : [`${scripts} scripts`, 'they are']
  return `in ${which} the search for an order of the requests in flight was given up; ${are} not judged`
}
