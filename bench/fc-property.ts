/**
 * The same job as a plain property of fast-check: an array of small numbers, each decoded to a request
 * of those who are still there, and checked as soon as it is carried out.
 */
import fc from 'fast-check'
import type { Event } from '../oracles/tlib.ts'
import type { TServer } from '../src/adapter/adapter.ts'
import { embedded } from '../src/tserver/embedded.ts'
import { checkDeparture, type Done, type Model } from './departure-check.ts'

/** Runs that many scripts. */
export function fcProperty(runs: number, seed: number): Done {
  const done: Done = { scripts: 0, events: 0 }
  const events: Event[] = []
  const tserver = embedded().connect((event) => events.push(event)) as TServer
  const numbers = fc.array(fc.nat({ max: 0xffff }), { maxLength: 12, size: 'max' })
  const property = fc.property(fc.integer({ min: 2, max: 8 }), numbers, (parties, steps) => {
    const dns = Array.from({ length: parties }, (_, n) => String(7001 + n))
    const connID = tserver.establish(dns, []) as string
    events.length = 0
    const model: Model = { parties: dns, released: new Map() }
    for (const number of steps) {
      const there = model.parties.length
      if (there === 0) break
      const thisDN = model.parties[number % there] ?? ''
      const whom = Math.floor(number / there) % (2 * there)
      const otherDN = model.parties[whom]
      if (there > 2 && otherDN !== undefined && otherDN !== thisDN) {
        void tserver.send({ request: 'TDeleteFromConference', thisDN, connID, otherDN })
        checkDeparture(model, { connID, events }, otherDN, thisDN, done)
      } else {
        void tserver.send({ request: 'TReleaseCall', thisDN, connID })
        checkDeparture(model, { connID, events }, thisDN, thisDN, done)
      }
    }
    void tserver.discard(connID)
    done.scripts += 1
  })
  fc.assert(property, { numRuns: runs, seed })
  return done
}
