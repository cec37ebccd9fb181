/** One script against one T-Server: what was sent, and what every DN saw. */
import type { Action, EstablishedCall, Round } from '../../oracles/history.ts'
import type { Event, Request } from '../../oracles/tlib.ts'
import { AdapterFailure, type MaybePromise, type TServer } from '../adapter/adapter.ts'
import type { Script, Step } from '../plan/script.ts'
import type { Inbox } from './inbox.ts'

/** A ConnID of the classic form that no T-Server gives. */
const unknownConnID = 'ffffffffffffffff'

/**
 * Runs a script. It waits only for what is a promise: an adapter that never returns one is run
 * through without a turn of the event loop.
 */
export class ScriptRun {
  /** The history so far; whole when `proceed` has ended, and readable when it has thrown. */
  readonly history: { calls: EstablishedCall[]; early: Event[]; rounds: Round[] } = {
    calls: [],
    early: [],
    rounds: [],
  }
  readonly #script: Script
  readonly #tserver: TServer
  readonly #inbox: Inbox
  #established = 0
  #rounds = 0
  #discarded = 0

  constructor(script: Script, tserver: TServer, inbox: Inbox) {
    this.#script = script
    this.#tserver = tserver
    this.#inbox = inbox
  }

  /**
   * Goes on to the end of the script, where every call is discarded.
   * @throws AdapterFailure, or rejects with it.
   */
  proceed(): MaybePromise<void> {
    for (;;) {
      const answer = this.#next()
      if (answer === 'done') return
      if (answer instanceof Promise) return answer.then(() => this.proceed())
    }
  }

  #next(): MaybePromise<void> | 'done' {
    const { calls, rounds } = this.#script
    const call = calls[this.#established]
    if (call !== undefined) {
      this.#established += 1
      return this.#establish(call)
    }
    const steps = rounds[this.#rounds]
    if (steps !== undefined) {
      this.#rounds += 1
      return this.#playRound(steps)
    }
    const over = this.history.calls[this.#discarded]
    if (over === undefined) return 'done'
    this.#discarded += 1
    return this.#tserver.discard(over.connID)
  }

  #establish({ dns, unmonitored }: Script['calls'][number]): MaybePromise<void> {
    this.#inbox.into = this.#inbox.setUp
    const connID = this.#tserver.establish(dns, unmonitored)
    if (connID instanceof Promise)
      return connID.then((given) => this.#begin({ connID: given, dns, unmonitored }))
    this.#begin({ connID, dns, unmonitored })
  }

  #begin(call: EstablishedCall): void {
    this.history.calls.push(call)
    this.#inbox.into = this.history.early
  }

  #playRound(steps: readonly Step[]): MaybePromise<void> {
    const round: { actions: Action[]; events: Event[]; late: Event[] } = {
      actions: [],
      events: [],
      late: [],
    }
    this.history.rounds.push(round)
    this.#inbox.into = round.events
    let answers: Promise<void>[] | undefined
    for (const step of steps) {
      const action = this.#actionOf(step)
      round.actions.push(action)
      const answer = this.#act(action)
      if (answer instanceof Promise) {
        // Its failure is taken up with the fence, unless something else fails before.
        answer.catch(() => undefined)
        answers ??= []
        answers.push(answer)
      }
    }
    // Written before the answers have come: a round costs one round trip.
    const fence = this.#tserver.fence()
    if (!(fence instanceof Promise) && answers === undefined) {
      this.#inbox.into = round.late
      return
    }
    return this.#closed(round.late, fence, answers ?? [])
  }

  /**
   * From the answer of the fence on, what arrives is late; the other answers may come later yet. A
   * fence that returns at once has nothing to say of a `send` that is still a promise.
   */
  async #closed(
    late: Event[],
    fence: MaybePromise<void>,
    answers: readonly Promise<void>[],
  ): Promise<void> {
    const fenced = fence instanceof Promise ? fence : Promise.all(answers)
    const closed = fenced.then(() => {
      this.#inbox.into = late
    })
    await Promise.all([closed, ...answers])
  }

  #act(action: Action): MaybePromise<void> {
    if (action.request !== 'addParty') return this.#tserver.send(action)
    const { connID, by, dn } = action
    if (this.#tserver.addParty === undefined)
      throw new AdapterFailure('protocol-error', 'the script adds a party, and the adapter cannot')
    return this.#tserver.addParty(connID, by, dn)
  }

  #actionOf(step: Step): Action {
    const connID = step.call === 'unknown' ? unknownConnID : this.#connIDOf(step.call)
    switch (step.do) {
      case 'TReleaseCall':
        return { request: 'TReleaseCall', thisDN: step.thisDN, connID } satisfies Request
      case 'TDeleteFromConference':
        return {
          request: 'TDeleteFromConference',
          thisDN: step.thisDN,
          connID,
          otherDN: step.otherDN,
        } satisfies Request
      case 'addParty':
        return { request: 'addParty', connID, by: step.by, dn: step.dn }
    }
  }

  #connIDOf(call: number): string {
    const connID = this.history.calls[call]?.connID
    if (connID === undefined) throw new RangeError(`The script has no call ${call}.`)
    return connID
  }
}
