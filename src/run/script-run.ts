/** One script against one T-Server: what was sent, and what every DN saw. */
import type { Action, EstablishedCall, History } from '../../oracles/history.ts'
import { Recording } from '../../oracles/recording.ts'
import { bareConnID, type Event, type Request } from '../../oracles/tlib.ts'
import { AdapterFailure, type MaybePromise, type TServer } from '../adapter/adapter.ts'
import { printable } from '../adapter/printable.ts'
import type { Script, Step } from '../plan/script.ts'
import type { Inbox } from './inbox.ts'

/** A ConnID of the classic form that no T-Server gives. */
const unknownConnID = 'ffffffffffffffff'

/**
 * Runs a script. It waits only for what is a promise: an adapter that never returns one is run
 * through without a turn of the event loop.
 */
export class ScriptRun {
  /** Of all so far; whole when `proceed` has ended, and readable when it has thrown. */
  readonly recording = new Recording()
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

  get history(): History {
    return this.recording.history
  }

  /**
   * Goes on to the end of the script, where every call is discarded.
   * @throws AdapterFailure, or rejects with it.
   */
  proceed(): MaybePromise<void> {
    for (;;) {
      const answer = this.#next()
      if (answer === 'done') return
      if (answer instanceof Promise) return this.#proceedAfter(answer)
    }
  }

  async #proceedAfter(answer: Promise<void>): Promise<void> {
    await answer
    for (;;) {
      const next = this.#next()
      if (next === 'done') return
      if (next instanceof Promise) await next
    }
  }

  #next(): MaybePromise<void> | 'done' {
    const { calls, rounds } = this.#script
    const call = calls[this.#established]
    const over = this.recording.calls[this.#discarded]
    if (call !== undefined && (call.from ?? 0) === this.#rounds) {
      if (over !== undefined && (over.from ?? 0) < this.#rounds) return this.#discard(over)
      this.#established += 1
      return this.#establish(call)
    }
    const steps = rounds[this.#rounds]
    if (steps !== undefined) {
      this.#rounds += 1
      return this.#playRound(steps)
    }
    return over === undefined ? 'done' : this.#discard(over)
  }

  #discard({ connID }: EstablishedCall): MaybePromise<void> {
    this.#discarded += 1
    return this.#tserver.discard(connID)
  }

  #establish(call: Script['calls'][number]): MaybePromise<void> {
    // Nothing that arrives can be of a call that was there before, unless there is one.
    const arriving = this.recording.calls.length === 0 ? this.#inbox.setUp : []
    this.#inbox.into = arriving
    const connID = this.#tserver.establish(call.dns, call.unmonitored)
    if (connID instanceof Promise) return connID.then((given) => this.#begin(given, call, arriving))
    this.#begin(connID, call, arriving)
  }

  /** @param arriving what arrived while the call was set up. */
  #begin(connID: string, call: Script['calls'][number], arriving: readonly Event[]): void {
    this.#checkNew(connID, call)
    if (arriving !== this.#inbox.setUp)
      for (const event of arriving)
        (this.#isOfCall(event, connID) ? this.recording.events : this.#inbox.setUp).push(event)
    const { dns, unmonitored, from } = call
    this.recording.calls.push(
      from === undefined ? { connID, dns, unmonitored } : { connID, dns, unmonitored, from },
    )
    // Between two rounds it is late for the one before.
    this.#inbox.into = this.recording.events
  }

  /**
   * Two calls under one ConnID could not be told apart, and one under none not be asked for. One that
   * was discarded may have had it before.
   */
  #checkNew(connID: string, { from: since }: Script['calls'][number]): void {
    const bare = bareConnID(connID)
    if (bare === '')
      throw new AdapterFailure('protocol-error', 'establish returned an empty ConnID')
    const isThere = (call: EstablishedCall): boolean =>
      call.from === since && bareConnID(call.connID) === bare
    if (this.recording.calls.some(isThere))
      throw new AdapterFailure(
        'protocol-error',
        `establish returned the ConnID ${printable(connID)} for a new call, and it is that of another one that is there`,
      )
  }

  /** Is the event of a call of this script that was there before, but for one with that ConnID? */
  #isOfCall({ ConnID }: Event, except: string): boolean {
    if (ConnID === undefined) return false
    const bare = bareConnID(ConnID)
    if (bare === bareConnID(except)) return false
    return this.recording.calls.some(({ connID }) => bareConnID(connID) === bare)
  }

  #playRound(steps: readonly Step[]): MaybePromise<void> {
    this.recording.beginRound()
    if (this.#tserver.sendAll !== undefined && steps[0]?.do !== 'addParty')
      return this.#tserver.sendAll(this.#requestsOf(steps), () => this.#close())
    const answers = this.#sendAll(steps)
    // Written before the answers have come: a round costs one round trip.
    const fence = this.#tserver.fence()
    if (!(fence instanceof Promise) && answers === undefined) return this.#close()
    return this.#closeLater(fence, answers ?? [])
  }

  #requestsOf(steps: readonly Step[]): readonly Request[] {
    const requests: Request[] = []
    for (const step of steps) {
      const action = this.#actionOf(step)
      this.recording.actions.push(action)
      if (action.request !== 'addParty') requests.push(action)
    }
    return requests
  }

  /** Does not wait for any of them. @returns the answers that are still to come. */
  #sendAll(steps: readonly Step[]): readonly Promise<void>[] | undefined {
    const { actions, events } = this.recording
    let answers: Promise<void>[] | undefined
    let sent = 0
    for (const step of steps) {
      const arrived = events.length
      const action = this.#actionOf(step)
      actions.push(action)
      sent += 1
      const answer = this.#act(action)
      if (answer instanceof Promise) {
        // Its failure is taken up with the fence, unless something else fails before.
        answer.catch(() => undefined)
        answers ??= []
        answers.push(answer)
      }
      if (sent < steps.length && events.length > arrived) this.recording.noteSent(sent)
    }
    return answers
  }

  /**
   * From the answer of the fence on, what arrives is late; the other answers may come later yet. A
   * fence that returns at once has nothing to say of a `send` that is still a promise.
   */
  async #closeLater(fence: MaybePromise<void>, answers: readonly Promise<void>[]): Promise<void> {
    const fenced = fence instanceof Promise ? fence : Promise.all(answers)
    await Promise.all([fenced.then(() => this.#close()), ...answers])
  }

  #close(): void {
    const { recording } = this
    const action = recording.actions[recording.actionsFrom(recording.rounds - 1)]
    // What another call had to say while a party joined is late; the rest is set-up, and stays.
    if (action?.request === 'addParty')
      recording.putBeforeRound((event) => this.#isOfCall(event, action.connID))
    recording.endRound()
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
    const connID = this.recording.calls[call]?.connID
    if (connID === undefined) throw new RangeError(`The script has no call ${call}.`)
    return connID
  }
}
