import { describe, expect, it } from 'vitest'
import type { Event } from '../../oracles/tlib.ts'
import type { Adapter, Deliver } from '../adapter/adapter.ts'
import { changed, released } from '../run/fake-tserver.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { doctoredModule, having } from './doctored.fixture.ts'
import { firstWrong } from './first-bridge.fixture.ts'

/** As a T-Server distributes them in thousands while a large conference is set up. */
const ringing: Event = { name: 'EventRinging', ConnID: 'consultation', ThisDN: '7001' }

const setUp = (events: readonly Event[]): Adapter =>
  changed(embedded(), (tserver, deliver) => ({
    capabilities: { maxParties: 8 },
    establish(dns, unmonitored) {
      for (const event of events) deliver(event)
      return tserver.establish(dns, unmonitored)
    },
  }))

describe('the set-up of a call', () => {
  it('may come with any events, judged ones too, and with very many', async () => {
    const many = Array.from({ length: 2000 }, () => ringing)
    const checks = await doctoredModule(setUp([...many, released('7001', 'consultation')]))
    expect(having(checks, 'wrong')).toEqual([])
    expect(having(checks, 'tserver')).toEqual([])
  })

  it('is over where establish is answered, but for events that are not judged', async () => {
    const late = (event: Event) =>
      changed(embedded(), (_, deliver) => ({
        capabilities: { maxParties: 8 },
        fence: () => deliverTimes(deliver, event, 1000),
      }))
    expect(having(await doctoredModule(late(ringing)), 'wrong')).toEqual([])
    const { check, problem } = firstWrong(
      await doctoredModule(late(released('7001', 'consultation'))),
    )
    expect(check).toBe('establish')
    expect(problem.mistake).toBe('events come without end')
  })
})

function deliverTimes(deliver: Deliver, event: Event, times: number): void {
  for (let time = 0; time < times; time++) deliver(event)
}

it('a ConnID may come again when its call is gone', async () => {
  const adapter: Adapter = {
    async connect(deliver) {
      const inner = await embedded().connect((event) => deliver({ ...event, ConnID: '1' }))
      let connID = ''
      return {
        ...inner,
        capabilities: { maxParties: 8 },
        async establish(dns, unmonitored) {
          connID = await inner.establish(dns, unmonitored)
          // Of the set-up, and under the ConnID of the call before.
          deliver(released('7001', '1'))
          return '1'
        },
        send: (request) => inner.send(request.connID === '1' ? { ...request, connID } : request),
        discard: () => inner.discard(connID),
      }
    },
  }
  const checks = await doctoredModule(adapter)
  expect(having(checks, 'wrong')).toEqual([])
  expect(having(checks, 'tserver')).toEqual([])
})
