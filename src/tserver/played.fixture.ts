/** Plays a script against an embedded T-Server. */
import type { Event, Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import type { Noted, NotedCall, Step } from './one-call.ts'
import type { EmbeddedTServer } from './tserver.ts'

export interface Played {
  readonly calls: readonly (NotedCall & { readonly connID: string })[]
  readonly rounds: readonly PlayedRound[]
  /** What came while calls were established or discarded. */
  readonly strays: readonly Event[]
}

export interface PlayedRound {
  readonly steps: readonly Step[]
  readonly events: readonly Event[]
  /** For each event how many steps had been sent. */
  readonly sent: readonly number[]
}

/** The ConnID of no call. */
const noCall = 'ffffffffffffffff'

export type Start = (deliver: Deliver) => EmbeddedTServer

/** Plays a script on a T-Server of its own; a T-Server's exception ends it, and is thrown on. */
export function played(start: Start, script: Noted): Played {
  return playing(start)(script)
}

/** Starts a T-Server. @returns what plays a script on it, and discards its calls in the end. */
export function playing(start: Start): ((script: Noted) => Played) & { reset(): void } {
  let deliver: Deliver = () => {}
  const tserver = start((event) => deliver(event))

  function play(script: Noted): Played {
    const calls: { connID: string }[] = []
    const rounds: PlayedRound[] = []
    const strays: Event[] = []
    const aside = (act: () => void) => {
      deliver = (event) => void strays.push(event)
      act()
    }
    const establish = (from: number) => {
      const due = script.calls.filter((call) => (call.from ?? 0) === from)
      if (due.length > 0) aside(() => calls.forEach(({ connID }) => tserver.discard(connID)))
      for (const call of due)
        aside(() => calls.push({ ...call, connID: tserver.establish(call.dns, call.unmonitored) }))
    }
    establish(0)
    script.rounds.forEach((steps, at) => {
      if (at > 0) establish(at)
      const round = { steps, events: new Array<Event>(), sent: new Array<number>() }
      rounds.push(round)
      steps.forEach((step, index) => {
        deliver = (event) => {
          round.events.push(event)
          round.sent.push(index + 1)
        }
        act(tserver, step.call === 'unknown' ? noCall : (calls[step.call]?.connID ?? ''), step)
      })
      tserver.fence()
    })
    aside(() => calls.forEach(({ connID }) => tserver.discard(connID)))
    return {
      calls: script.calls.map((call, at) => ({ connID: '', ...call, ...calls[at] })),
      rounds,
      strays,
    }
  }

  return Object.assign(play, { reset: tserver.reset })
}

function act(tserver: EmbeddedTServer, connID: string, step: Step): void {
  if (step.do === 'addParty') tserver.addParty(connID, step.by, step.dn)
  else tserver.send(requestOf(connID, step))
}

function requestOf(connID: string, step: Exclude<Step, { do: 'addParty' }>): Request {
  return step.do === 'TReleaseCall'
    ? { request: step.do, connID, thisDN: step.thisDN }
    : { request: step.do, connID, thisDN: step.thisDN, otherDN: step.otherDN }
}
