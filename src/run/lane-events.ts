/** Gives what a T-Server distributes to the one of the scripts in flight that it belongs to. */
import { bareConnID, isJudged, type DN, type Event } from '../../oracles/tlib.ts'
import type { Inbox } from './inbox.ts'
import type { LateEvents } from './late-events.ts'
import type { ScriptRun } from './script-run.ts'

/** A script in flight, as far as its events go. */
export interface Receiving {
  readonly run: Pick<ScriptRun, 'recording'>
  readonly inbox: Inbox
}

export interface LaneEventsOptions<Lane extends Receiving> {
  readonly late: LateEvents
  /** Told of a judged event that is of no script in flight, nor of one that has ended. */
  readonly ofNobody: (event: Event) => void
  /** The script in flight that has the DN: no two have one in common. */
  readonly withDN: (dn: DN) => Lane | undefined
  readonly inFlight: readonly (Lane | undefined)[]
}

/**
 * An event is of the script in flight that has a call with its ConnID; but an EventError, which may have
 * any ConnID, is of the one with its ThisDN. Where none has such a call, it is late if one that has ended
 * had it; else it is of the script in flight with its ThisDN.
 */
export class LaneEvents<Lane extends Receiving> {
  readonly #options: LaneEventsOptions<Lane>

  constructor(options: LaneEventsOptions<Lane>) {
    this.#options = options
  }

  /** Takes an event as it arrives: an inbox may have this in place of a list. */
  readonly push = (event: Event): void => {
    const { ConnID, ThisDN } = event
    const named = this.#options.withDN(ThisDN)
    if (named !== undefined && (ConnID === undefined || hasCall(named, ConnID)))
      named.inbox.deliver(event)
    else this.#sort(event, named)
  }

  /** @param named the script in flight with its ThisDN, which has no call with its ConnID. */
  #sort(event: Event, named: Lane | undefined): void {
    const { name, ConnID } = event
    const { late, inFlight, ofNobody } = this.#options
    // It answers a request of that script, whatever ConnID that went to.
    if (name === 'EventError' && named !== undefined && hasAsked(named, ConnID))
      return named.inbox.deliver(event)
    if (ConnID !== undefined) {
      for (const lane of inFlight)
        if (lane !== undefined && hasCall(lane, ConnID))
          return (name === 'EventError' ? (named ?? lane) : lane).inbox.deliver(event)
      if (isJudged(name) && late.isOfEndedCall(ConnID)) return void late.strays.push(event)
    }
    if (named !== undefined) return named.inbox.deliver(event)
    if (!isJudged(name)) return
    if (late.isOfEndedDN(event.ThisDN)) late.strays.push(event)
    else ofNobody(event)
  }
}

function hasCall({ run }: Receiving, connID: string): boolean {
  for (const call of run.recording.calls)
    if (call.connID === connID || bareConnID(call.connID) === bareConnID(connID)) return true
  return false
}

function hasAsked({ run }: Receiving, connID: string | undefined): boolean {
  const { recording } = run
  for (let at = recording.actionsFrom(recording.rounds - 1); at < recording.actions.length; at++)
    if (recording.actions[at]?.connID === connID) return true
  return false
}
