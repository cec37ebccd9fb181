/** Misbehaviours in when an event comes, and now and then. */
import type { Event } from '../../../oracles/tlib.ts'
import { distributing } from './misbehaviour.ts'
import type { Misbehaviour, Until } from './misbehaviour.ts'

/** The first event that is `alike` comes once more, later. */
export function repeatsLater(alike: (event: Event) => boolean, until: Until): Misbehaviour {
  return (moment, carryOut, holdBack) => {
    const events = carryOut(moment.request)
    const first = events.find(alike)
    if (first !== undefined) holdBack([first], until)
    return events
  }
}

/** Events that are `alike` come only when something else is asked. */
export function comesLate(alike: (event: Event) => boolean): Misbehaviour {
  return (moment, carryOut, holdBack) => {
    const events = carryOut(moment.request)
    holdBack(events.filter(alike), 'asked-again')
    return events.filter((event) => !alike(event))
  }
}

/** Loses every `n`-th event of the connection. */
export function losesEvery(n: number): Misbehaviour {
  return distributing((events, { soFar }) =>
    events.filter((_, at) => (soFar.events + at + 1) % n !== 0),
  )
}
