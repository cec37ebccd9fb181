import { describe, expect, test } from 'vitest'
import type { DN } from '../../oracles/tlib.ts'
import type { Adapter, Capabilities } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { faults } from '../tserver/faults.ts'
import { campaign } from './campaign.fixture.ts'
import { changed } from './fake-tserver.fixture.ts'

/** A call as an adapter has to keep it in mind. */
interface Call {
  readonly present: Set<DN>
  readonly unmonitored: ReadonlySet<DN>
}

/** An adapter that can do no more than it says, and what was asked of it all the same. */
function limited(fault: string, capabilities: Capabilities) {
  const { maxParties = 8, maxCalls = 1, dns: known } = capabilities
  const { addParty, unmonitored, sharedParties, concurrent } = capabilities
  const asked = new Set<string>()
  const refuse = (wrong: boolean, what: string): void => void (wrong && asked.add(what))
  const adapter: Adapter = changed(embedded(fault), (tserver) => {
    const calls = new Map<string, Call>()
    /** Calls to which a request is in flight. */
    const inFlight = new Set<string>()
    const named = (...dns: readonly DN[]): void => {
      for (const dn of dns) refuse(known?.includes(dn) === false, 'a DN that may not be used')
    }
    return {
      capabilities,
      async establish(dns, outside) {
        const present = new Set([...dns, ...outside])
        named(...present)
        refuse(present.size > maxParties, 'a call of too many parties')
        refuse(present.size < 2 || dns.length === 0, 'a call of too few parties')
        refuse(present.size < dns.length + outside.length, 'a party twice')
        refuse(outside.length > 0 && unmonitored !== true, 'an outside party')
        refuse(calls.size >= maxCalls, 'too many calls')
        for (const call of calls.values())
          refuse(
            sharedParties !== true && !call.present.isDisjointFrom(present),
            'a DN in several calls',
          )
        const connID = await tserver.establish(dns, outside)
        calls.set(connID, { present, unmonitored: new Set(outside) })
        return connID
      },
      addParty(connID, by, dn) {
        named(by, dn)
        refuse(addParty !== true, 'a party to join')
        const call = calls.get(connID)
        refuse(call?.unmonitored.has(dn) === true, 'an outside party to join')
        for (const other of calls.values())
          refuse(
            sharedParties !== true && other !== call && other.present.has(dn),
            'a DN to join that is in another call',
          )
        call?.present.add(dn)
        refuse(call?.unmonitored.has(by) === true, 'a party brought in by an outside one')
        return tserver.addParty?.(connID, by, dn)
      },
      send(request) {
        const { request: name, thisDN } = request
        named(thisDN, ...(name === 'TDeleteFromConference' ? [request.otherDN] : []))
        for (const call of calls.values())
          refuse(call.unmonitored.has(thisDN), 'a request of an outside party')
        refuse(
          concurrent !== true && inFlight.has(request.connID),
          'several requests of a call in flight',
        )
        inFlight.add(request.connID)
        return tserver.send(request)
      },
      fence() {
        inFlight.clear()
        return tserver.fence()
      },
      discard(connID) {
        calls.delete(connID)
        return tserver.discard(connID)
      },
      reset() {
        calls.clear()
        return tserver.reset()
      },
    }
  })
  return { adapter, asked }
}

const every: Capabilities = { addParty: true, unmonitored: true }

const table: readonly (readonly [what: string, capabilities: Capabilities])[] = [
  ['nothing that is optional', {}],
  ['parties that join', { addParty: true }],
  ['outside parties', { unmonitored: true }],
  ['calls of three', { ...every, maxParties: 3 }],
  ['two DNs', { ...every, dns: ['11', '12'] }],
  ['three DNs', { dns: ['11', '12', '13'] }],
  ['two calls', { maxCalls: 2 }],
  ['several calls of the same DNs', { ...every, maxCalls: 3, sharedParties: true }],
  ['requests in flight', { ...every, concurrent: true }],
  ['requests in flight to several calls', { ...every, maxCalls: 3, concurrent: true }],
  ['shared DNs, and one call', { sharedParties: true }],
  ['five DNs in calls of three', { ...every, maxParties: 3, dns: ['1', '2', '3', '4', '5'] }],
]

describe('no script, no smaller one and none that a proof takes asks for more than the adapter can', () => {
  test.each(table)('%s', async (_, capabilities) => {
    const all = new Set<string>()
    for (const [at, { name }] of faults.entries()) {
      // A spread of them: it is the scripts that matter here.
      if (at % 4 > 0 || name.startsWith('crash')) continue
      const { adapter, asked } = limited(name, capabilities)
      await campaign({ adapter, runs: 60, maxFindings: 3, prove: { executions: 500 } })
      for (const what of asked) all.add(what)
    }
    expect([...all]).toEqual([])
  })
})
