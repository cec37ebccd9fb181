/** Bounds on the events of a peer: what is kept of them is kept in memory, whatever it sends. */
import { Malformed } from './malformed.ts'

/** So many events may one step cause; far more than a conference of a thousand parties does. */
export const mostEventsOfStep = 100_000

/** So many characters may the events have that come after a call was established, as JSON, */
export const mostTextOfCall = 32 * 1024 * 1024

/** and for each step so many more for each party: in a long script of a large conference it adds up. */
export const textOfParty = 1024

export interface EventBudget {
  /** The harness asks for a step: an established call, a request, a discarded call. */
  step(): void
  /** The same, where the step is a call that is established: what came before is judged soon. */
  call(parties: number): void
  /**
   * An event has come.
   * @param characters of its line; 0 where it came without one.
   * @throws Malformed where that is too much.
   */
  event(characters: number): void
}

export function eventBudget(): EventBudget {
  let events = 0
  let text = 0
  let mostText = mostTextOfCall
  let largest = 0
  return {
    step() {
      events = 0
      mostText += largest * textOfParty
    },
    call(parties) {
      events = 0
      text = 0
      mostText = mostTextOfCall
      largest = Math.max(largest, parties)
    },
    event(characters) {
      events += 1
      text += characters
      if (events > mostEventsOfStep)
        throw new Malformed(`more than ${mostEventsOfStep} events came for one step`)
      if (text > mostText)
        throw new Malformed(
          `more than ${mostText} characters of events came since a call was established`,
        )
    },
  }
}
