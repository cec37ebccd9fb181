/** Calls that are there together, and what is done in them: a history in the making. */
import type { Action, EstablishedCall, Round } from '../../oracles/history.ts'
import { bareConnID, isJudged, type DN, type Event, type Request } from '../../oracles/tlib.ts'
import { AdapterFailure, type MaybePromise } from '../adapter/adapter.ts'
import { connIDTwice } from './blames.ts'
import { examined } from './diagnosis.ts'
import type { CallsThere, Session } from './session.ts'

/** So many events of one round are kept; the largest scene causes a tenth of them. */
export const mostEvents = 500

export interface RoundInTheMaking extends Round {
  readonly events: Event[]
  readonly late: Event[]
}

export class Scene implements CallsThere {
  readonly history: { calls: EstablishedCall[]; early: Event[]; rounds: RoundInTheMaking[] } = {
    calls: [],
    early: [],
    rounds: [],
  }
  /** The number of the first line of the scene, and of the last round. */
  readonly began: number
  roundBegan: number
  readonly #session: Session
  #flooded = false
  /** A call is being established. */
  #settingUp = false
  /** Takes what arrives now. */
  #into: Event[]
  /** What differs from the document is told once: what follows from it is not judged. */
  #judged = true

  constructor(session: Session) {
    this.#session = session
    this.began = session.exchange.next
    this.roundBegan = this.began
    this.#into = this.history.early
    session.calls = this
  }

  takes(event: Event): boolean {
    const { ConnID } = event
    if (ConnID !== undefined && this.#session.wasDiscarded(ConnID)) return false
    // Set-up is not judged; but what is of a call that was there before is no part of it.
    if (this.#settingUp && (ConnID === undefined || !this.#has(ConnID))) return true
    if (this.#into.length < mostEvents) this.#into.push(event)
    else this.#flooded ||= isJudged(event.name)
    return true
  }

  /** More judged events came than are kept. */
  get flooded(): boolean {
    return this.#flooded
  }

  /** @throws AdapterFailure, BridgeAtFault */
  async establish(dns: readonly DN[], unmonitored: readonly DN[] = []): Promise<EstablishedCall> {
    const { situation } = this.#session
    this.#session.situation = this.#session.situationOf([...dns, ...unmonitored])
    this.#settingUp = true
    const connID = await this.#session.tserver.establish(dns, unmonitored)
    this.#settingUp = false
    this.#session.situation = situation
    this.#session.there(connID)
    if (this.#has(connID)) throw connIDTwice(this, this.#session)
    const call = { connID, dns, unmonitored }
    this.history.calls.push(call)
    return call
  }

  #has(connID: string): boolean {
    const bare = bareConnID(connID)
    return this.history.calls.some((call) => bareConnID(call.connID) === bare)
  }

  /** A fence and nothing else: what comes until its answer is too late for the set-up. */
  async settle(): Promise<void> {
    await this.#session.tserver.fence()
    if (this.#judged) this.#judged = await examined(this, this.#session)
  }

  /**
   * Does all this at once, with one fence, and looks at what came of it.
   * @throws AdapterFailure, BridgeAtFault
   */
  async play(...actions: readonly Action[]): Promise<void> {
    const round: RoundInTheMaking = { actions, events: [], late: [] }
    this.history.rounds.push(round)
    this.#into = round.events
    this.roundBegan = this.#session.exchange.next
    const answers: MaybePromise<void>[] = []
    for (const action of actions) {
      const answer = this.#act(action)
      answers.push(answer)
      if (this.#session.oneAtATime) await answer
    }
    const fence = this.#session.tserver.fence()
    // A fence that returns at once has nothing to say of an answer that is still a promise.
    await (fence instanceof Promise ? fence : Promise.all(answers))
    this.#into = round.late
    await Promise.all(answers)
    if (this.#judged) this.#judged = await examined(this, this.#session)
  }

  #act(action: Action): MaybePromise<void> {
    const { tserver } = this.#session
    if (action.request !== 'addParty') return tserver.send(action)
    if (tserver.addParty === undefined)
      throw new AdapterFailure('protocol-error', 'the adapter has no method addParty')
    return tserver.addParty(action.connID, action.by, action.dn)
  }

  /** Ends the calls, one after another, and the scene with them. */
  async discard(): Promise<void> {
    for (const call of this.history.calls) {
      this.#session.gone(call, 'discard')
      await this.#session.tserver.discard(call.connID)
    }
    this.#session.calls = undefined
  }

  /** Ends all calls that there are, and the scene with them. */
  async reset(): Promise<void> {
    for (const call of this.history.calls) this.#session.gone(call, 'reset')
    await this.#session.tserver.reset()
    this.#session.calls = undefined
  }
}

export const releases = (thisDN: DN | undefined, { connID }: EstablishedCall): Request => ({
  request: 'TReleaseCall',
  thisDN: named(thisDN),
  connID,
})

export const deletes = (
  thisDN: DN | undefined,
  otherDN: DN | undefined,
  { connID }: EstablishedCall,
): Request => ({
  request: 'TDeleteFromConference',
  thisDN: named(thisDN),
  connID,
  otherDN: named(otherDN),
})

/** @throws RangeError for a DN that there is not: a check asks for no more than there are. */
export function named(dn: DN | undefined): DN {
  if (dn === undefined) throw new RangeError('There are fewer DNs than the check takes.')
  return dn
}
