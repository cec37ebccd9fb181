/**
 * An adapter as a module: where a T-Server can be called from Node, it needs no bridge. partyline
 * imports this file and calls its default export. Two parts:
 *
 *     the default export   what partyline calls. Keep it.
 *     TServerClient        a small T-Server that does what the document "Releasing calls" says,
 *                          behind promises as a client library has them. Replace it by yours.
 *
 * Try it, also with one of the deliberate faults:
 *
 *     npx partyline fuzz --adapter docs/bridges/bridge.ts
 *     FAULT=released-twice npx partyline fuzz --adapter docs/bridges/bridge.ts
 *
 * Node 22.18 or later runs TypeScript as it is, with types that can be left out and no `enum`.
 */
import { setImmediate } from 'node:timers/promises'
import { defineAdapter, type Deliver, type DN, type Event, type Request } from 'partyline'

const faults = [
  'call-state-off-by-one', // Conferenced, although no more than two parties remain
  'released-twice', // the party that leaves a conference is told so twice
  'third-party-dn-missing', // EventPartyDeleted does not say who asked
  'crash-on-delete', // the client throws at a TDeleteFromConference
]

export default defineAdapter({
  /** Called at the start, and again whenever the T-Server was lost. */
  async connect(deliver) {
    const fault = process.env['FAULT']
    if (fault !== undefined && !faults.includes(fault))
      throw new Error(`FAULT is '${fault}', and may be one of ${faults.join(', ')}`)
    const client = await TServerClient.open(deliver, fault)
    return {
      implementation: { name: 'example-module', version: '1.0' },
      // Leave out what your T-Server, or its client library, cannot do.
      capabilities: {
        maxParties: 64,
        maxCalls: 64,
        sharedParties: true, // a DN may be in several calls at once
        addParty: true,
        concurrent: true, // several requests of one call may be in flight
        unmonitored: true, // parties to which nothing is distributed
      },
      // Resolves only when every party talks: what is distributed until then is not judged.
      establish: (dns, unmonitored) => client.establish(dns, unmonitored),
      addParty: (connID, _by, dn) => client.addParty(connID, dn),
      // Hands the request over and does not wait for what follows from it.
      send: (request) => client.send(request),
      // Resolves when every event of the requests before has been delivered.
      fence: () => client.query(),
      discard: (connID) => client.forget(connID),
      reset: () => client.forgetAll(),
      shutdown: () => client.close(),
    }
  },
})

/** The parties of a call, in the order in which they joined: is the DN monitored? */
type Parties = Map<DN, boolean>

/**
 * Calls between parties, and the events of the three phases in which parties leave them. What is
 * asked is done one after the other, and later, as on the other side of a network.
 */
class TServerClient {
  readonly #deliver: Deliver
  readonly #fault: string | undefined
  readonly #calls = new Map<string, Parties>()
  #callsMade = 0
  /** What was asked last, resolved when it is done. */
  #last: Promise<unknown> = Promise.resolve()

  private constructor(deliver: Deliver, fault: string | undefined) {
    this.#deliver = deliver
    this.#fault = fault
  }

  /** Here a client library connects, registers the DNs, and has its events go to `deliver`. */
  static async open(deliver: Deliver, fault: string | undefined): Promise<TServerClient> {
    await setImmediate()
    return new TServerClient(deliver, fault)
  }

  establish(dns: readonly DN[], unmonitored: readonly DN[]): Promise<string> {
    return this.#later(() => {
      this.#callsMade += 1
      const connID = this.#callsMade.toString(16).padStart(16, '0')
      const parties: Parties = new Map(dns.map((dn) => [dn, true]))
      for (const dn of unmonitored) parties.set(dn, false)
      this.#calls.set(connID, parties)
      return connID
    })
  }

  addParty(connID: string, dn: DN): Promise<void> {
    return this.#later(() => void this.#calls.get(connID)?.set(dn, true))
  }

  send(request: Request): void {
    if (this.#fault === 'crash-on-delete' && request.request === 'TDeleteFromConference')
      throw new Error('the deliberate fault crash-on-delete')
    void this.#later(() => this.#carryOut(request))
  }

  /** Is answered in its turn, and so after the events of the requests before. */
  query(): Promise<void> {
    return this.#later(() => undefined)
  }

  forget(connID: string): Promise<void> {
    return this.#later(() => void this.#calls.delete(connID))
  }

  forgetAll(): Promise<void> {
    return this.#later(() => this.#calls.clear())
  }

  async close(): Promise<void> {
    await this.#last
  }

  #later<T>(work: () => T): Promise<T> {
    const done = this.#last.then(() => setImmediate()).then(work)
    this.#last = done
    return done
  }

  #carryOut(request: Request): void {
    const { connID, thisDN } = request
    const leaving = request.request === 'TReleaseCall' ? thisDN : request.otherDN
    const parties: Parties = this.#calls.get(connID) ?? new Map()
    if (!parties.has(thisDN) || !parties.has(leaving))
      this.#refuse(request, 470, 'Party is not on the call')
    else if (parties.size > 2) this.#leaveConference(connID, parties, leaving, thisDN)
    // The document does not say. A party that deletes itself hangs up, here, but a call of two is
    // no conference.
    else if (leaving === thisDN) this.#endCall(connID, parties)
    else this.#refuse(request, 762, 'Invalid delete from conference')
  }

  /** Release phase: both parties are released. */
  #endCall(connID: string, parties: Parties): void {
    this.#calls.delete(connID)
    for (const ThisDN of parties.keys())
      for (const OtherDN of parties.keys())
        if (OtherDN !== ThisDN)
          this.#tell(parties, {
            name: 'EventReleased',
            ConnID: connID,
            ThisDN,
            OtherDN,
            CallState: 'OK',
          })
  }

  /** Release from conference phase, and delete from conference phase. */
  #leaveConference(connID: string, parties: Parties, leaving: DN, askedBy: DN): void {
    // OtherDN would be "the rest of the conference", so it is absent.
    const released = { name: 'EventReleased', ConnID: connID, ThisDN: leaving, CallState: 'OK' }
    this.#tell(parties, released)
    if (this.#fault === 'released-twice') this.#tell(parties, released)
    parties.delete(leaving)

    // Footnote a: Conferenced if more than two parties remain, otherwise OK.
    const mostForOK = this.#fault === 'call-state-off-by-one' ? 1 : 2
    for (const ThisDN of parties.keys())
      this.#tell(parties, {
        name: 'EventPartyDeleted',
        ConnID: connID,
        ThisDN,
        OtherDN: leaving,
        OtherDNRole: 'DeletedParty',
        ...(this.#fault === 'third-party-dn-missing' ? {} : { ThirdPartyDN: askedBy }),
        ThirdPartyDNRole: 'DeletedBy',
        CallState: parties.size > mostForOK ? 'Conferenced' : 'OK',
      })
  }

  /** Events go to monitored parties only. */
  #tell(parties: Parties, event: Event): void {
    if (parties.get(event.ThisDN)) this.#deliver(event)
  }

  /** A request that cannot be carried out has no effect but an EventError to whoever asked. */
  #refuse({ connID, thisDN }: Request, ErrorCode: number, ErrorMessage: string): void {
    this.#deliver({ name: 'EventError', ConnID: connID, ThisDN: thisDN, ErrorCode, ErrorMessage })
  }
}
