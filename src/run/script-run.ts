/** One script against one T-Server: what was sent, and what every DN saw. */
import type { Action, EstablishedCall, Round } from '../../oracles/history.ts'
import { bareConnID, type Event, type Request } from '../../oracles/tlib.ts'
import { AdapterFailure, type MaybePromise, type TServer } from '../adapter/adapter.ts'
import { printable } from '../adapter/printable.ts'
import type { Script, Step } from '../plan/script.ts'
import type { Inbox } from './inbox.ts'

/** A ConnID of the classic form that no T-Server gives. */
const unknownConnID = 'ffffffffffffffff'

/** A round while it is played. */
interface Played {
  readonly actions: Action[]
  readonly events: Event[]
  readonly late: Event[]
  sent?: number[]
}

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
  /** Takes what arrives between two rounds: it is late for the one before. */
  #between: Event[] = this.history.early
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
    const over = this.history.calls[this.#discarded]
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
    const arriving = this.history.calls.length === 0 ? this.#inbox.setUp : []
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
        (this.#isOfCall(event, connID) ? this.#between : this.#inbox.setUp).push(event)
    const { dns, unmonitored, from } = call
    this.history.calls.push(
      from === undefined ? { connID, dns, unmonitored } : { connID, dns, unmonitored, from },
    )
    this.#inbox.into = this.#between
  }

  /**
   * Two calls under one ConnID could not be told apart, and one under none not be asked for. One that
   * was discarded may have had it before.
   */
  #checkNew(connID: string, { from: since }: Script['calls'][number]): void {
    const bare = bareConnID(connID)
    if (bare === '')
      throw new AdapterFailure('protocol-error', 'establish returned an empty ConnID')
    const there = this.history.calls.filter(({ from }) => from === since)
    if (there.some((call) => bareConnID(call.connID) === bare))
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
    return this.history.calls.some(({ connID }) => bareConnID(connID) === bare)
  }

  #playRound(steps: readonly Step[]): MaybePromise<void> {
    const round: Played = { actions: [], events: [], late: [] }
    this.history.rounds.push(round)
    this.#inbox.into = round.events
    const answers = this.#sendAll(steps, round)
    // Written before the answers have come: a round costs one round trip.
    const fence = this.#tserver.fence()
    if (!(fence instanceof Promise) && answers === undefined) return this.#close(round)
    return this.#closeLater(round, fence, answers ?? [])
  }

  /** Does not wait for any of them. @returns the answers that are still to come. */
  #sendAll(steps: readonly Step[], round: Played): readonly Promise<void>[] | undefined {
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
      if (round.events.length > 0 && steps.length > 1) noteSent(round, steps.length)
    }
    return answers
  }

  /**
   * From the answer of the fence on, what arrives is late; the other answers may come later yet. A
   * fence that returns at once has nothing to say of a `send` that is still a promise.
   */
  async #closeLater(
    round: Played,
    fence: MaybePromise<void>,
    answers: readonly Promise<void>[],
  ): Promise<void> {
    const fenced = fence instanceof Promise ? fence : Promise.all(answers)
    await Promise.all([fenced.then(() => this.#close(round)), ...answers])
  }

  #close(round: Played): void {
    const { actions, events, late, sent } = round
    if (sent !== undefined) while (sent.length < events.length) sent.push(actions.length)
    const [action] = actions
    if (action?.request === 'addParty' && events.length > 0) this.#sortOut(action.connID, events)
    this.#between = late
    this.#inbox.into = late
  }

  /** What another call had to say while a party joined is late; the rest is set-up, and stays. */
  #sortOut(joined: string, events: Event[]): void {
    for (const event of events.splice(0))
      (this.#isOfCall(event, joined) ? this.#between : events).push(event)
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

/** Notes, for what has arrived since, how many actions had been sent; not where all had been. */
function noteSent(round: Played, steps: number): void {
  const { actions, events, sent = [] } = round
  while (sent.length < events.length) sent.push(actions.length)
  if (actions.length < steps) round.sent = sent
}
