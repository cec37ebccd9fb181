/**
 * The job of the full path as a competent user of fast-check would write it with `fc.commands` and
 * `fc.modelRun`: conferences of 2 to 8 parties, up to 12 requests, every attribute of every event
 * compared with a model, each departing DN released once.
 */
import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import type { DN, Event } from '../oracles/tlib.ts'
import type { TServer } from '../src/adapter/adapter.ts'
import { embedded } from '../src/tserver/embedded.ts'

interface Model {
  parties: DN[]
  readonly released: Map<DN, number>
}

interface Real {
  readonly tserver: TServer
  readonly connID: string
  readonly events: Event[]
}

/** What has been done: for the comparison with the same job done otherwise. */
export interface Done {
  scripts: number
  events: number
}

type Judged = Pick<
  Event,
  | 'name'
  | 'ConnID'
  | 'ThisDN'
  | 'OtherDN'
  | 'OtherDNRole'
  | 'ThirdPartyDN'
  | 'ThirdPartyDNRole'
  | 'CallState'
>

function judged(event: Event): Judged {
  const { name, ConnID, ThisDN, OtherDN, OtherDNRole, ThirdPartyDN, ThirdPartyDNRole, CallState } =
    event
  return name === 'EventReleased'
    ? ({ name, ConnID, ThisDN, CallState } as Judged)
    : ({
        name,
        ConnID,
        ThisDN,
        OtherDN,
        OtherDNRole,
        ThirdPartyDN,
        ThirdPartyDNRole,
        CallState,
      } as Judged)
}

/** Checks what a departure has caused, and takes it into the model. */
function checkDeparture(model: Model, real: Real, leaver: DN, by: DN, done: Done): void {
  const leavers = model.parties.length === 2 ? model.parties : [leaver]
  const remaining = model.parties.filter((dn) => !leavers.includes(dn))
  const CallState = remaining.length > 2 ? 'Conferenced' : 'OK'
  const expected = new Map<DN, Judged>()
  for (const ThisDN of leavers)
    expected.set(ThisDN, {
      name: 'EventReleased',
      ConnID: real.connID,
      ThisDN,
      CallState: 'OK',
    } as Judged)
  for (const ThisDN of remaining)
    expected.set(ThisDN, {
      name: 'EventPartyDeleted',
      ConnID: real.connID,
      ThisDN,
      OtherDN: leaver,
      OtherDNRole: 'DeletedParty',
      ThirdPartyDN: by,
      ThirdPartyDNRole: 'DeletedBy',
      CallState,
    })
  const seen = new Map<DN, Judged>()
  for (const event of real.events.splice(0)) {
    if (seen.has(event.ThisDN)) throw new Error(`two events for ${event.ThisDN}`)
    seen.set(event.ThisDN, judged(event))
    done.events += 1
  }
  deepStrictEqual(seen, expected)
  for (const dn of leavers) model.released.set(dn, (model.released.get(dn) ?? 0) + 1)
  for (const count of model.released.values()) if (count !== 1) throw new Error('released twice')
  model.parties = remaining
}

class Release implements fc.Command<Model, Real> {
  readonly who: number
  readonly done: Done

  constructor(who: number, done: Done) {
    this.who = who
    this.done = done
  }

  check({ parties }: Readonly<Model>): boolean {
    return this.who < parties.length
  }

  run(model: Model, real: Real): void {
    const thisDN = model.parties[this.who] ?? ''
    real.tserver.send({ request: 'TReleaseCall', thisDN, connID: real.connID })
    checkDeparture(model, real, thisDN, thisDN, this.done)
  }

  toString(): string {
    return `release(${this.who})`
  }
}

class Delete implements fc.Command<Model, Real> {
  readonly who: number
  readonly whom: number
  readonly done: Done

  constructor(who: number, whom: number, done: Done) {
    this.who = who
    this.whom = whom
    this.done = done
  }

  check({ parties }: Readonly<Model>): boolean {
    const most = Math.max(this.who, this.whom)
    return parties.length > 2 && most < parties.length && this.who !== this.whom
  }

  run(model: Model, real: Real): void {
    const thisDN = model.parties[this.who] ?? ''
    const otherDN = model.parties[this.whom] ?? ''
    real.tserver.send({ request: 'TDeleteFromConference', thisDN, connID: real.connID, otherDN })
    checkDeparture(model, real, otherDN, thisDN, this.done)
  }

  toString(): string {
    return `delete(${this.who}, ${this.whom})`
  }
}

/** Runs that many scripts. */
export function fcCommands(runs: number, seed: number): Done {
  const done: Done = { scripts: 0, events: 0 }
  const events: Event[] = []
  const tserver = embedded().connect((event) => events.push(event)) as TServer
  const position = fc.nat({ max: 7 })
  const commands = fc.commands(
    [
      position.map((who) => new Release(who, done)),
      fc.tuple(position, position).map(([who, whom]) => new Delete(who, whom, done)),
    ],
    { maxCommands: 12, size: 'max' },
  )
  const property = fc.property(fc.integer({ min: 2, max: 8 }), commands, (parties, commands) => {
    const dns = Array.from({ length: parties }, (_, n) => String(7001 + n))
    const connID = tserver.establish(dns, []) as string
    events.length = 0
    fc.modelRun(
      () => ({
        model: { parties: dns, released: new Map() },
        real: { tserver, connID, events },
      }),
      commands,
    )
    tserver.discard(connID)
    done.scripts += 1
  })
  fc.assert(property, { numRuns: runs, seed })
  return done
}
