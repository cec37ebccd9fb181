/**
 * The job of the full path as a competent user of fast-check would write it with `fc.commands` and
 * `fc.modelRun`: conferences of 2 to 8 parties, up to 12 requests, every attribute of every event
 * compared with a model, each departing DN released once.
 */
import fc from 'fast-check'
import type { Event } from '../oracles/tlib.ts'
import type { TServer } from '../src/adapter/adapter.ts'
import { embedded } from '../src/tserver/embedded.ts'
import { checkDeparture, type Done, type Model } from './departure-check.ts'

interface Real {
  readonly tserver: TServer
  readonly connID: string
  readonly events: Event[]
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
