/** What each example bridge does, one request after the other. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { DN, Event } from '../../oracles/tlib.ts'
import { AdapterUnavailable, type TServer } from '../../src/adapter/adapter.ts'
import { capabilitiesSchema } from '../../src/adapter/messages.ts'
import { describeExamples } from './example-bridges.fixture.ts'

const partyDeleted = (ThisDN: DN, OtherDN: DN, ThirdPartyDN: DN, CallState: string) => ({
  name: 'EventPartyDeleted',
  ThisDN,
  OtherDN,
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN,
  ThirdPartyDNRole: 'DeletedBy',
  CallState,
})

/** Events of one call, without the ConnID that all of them must have. */
function of(connID: string, events: readonly Event[]): readonly object[] {
  return events.map(({ ConnID, ...rest }) => {
    expect(ConnID).toBe(connID)
    return rest
  })
}

describeExamples((example) => {
  const events: Event[] = []
  let tserver: TServer
  beforeAll(async () => {
    const adapter = await example.open()
    tserver = await adapter.connect((event) => events.push(event))
  })
  afterEach(() => tserver.reset())
  afterAll(() => tserver.shutdown())

  const establish = (dns: readonly DN[], unmonitored: readonly DN[] = []) =>
    tserver.establish(dns, unmonitored)

  /** What is seen of a request. */
  async function seenOf(asking: unknown): Promise<readonly Event[]> {
    events.length = 0
    await tserver.fence()
    await asking
    return [...events]
  }
  const release = (connID: string, thisDN: DN) =>
    seenOf(tserver.send({ request: 'TReleaseCall', thisDN, connID }))
  const remove = (connID: string, thisDN: DN, otherDN: DN) =>
    seenOf(tserver.send({ request: 'TDeleteFromConference', thisDN, connID, otherDN }))

  it('offers every capability of the protocol but fixed DNs', () => {
    const { dns, ...offered } = capabilitiesSchema.shape
    expect(dns).toBeDefined()
    expect(Object.keys(tserver.capabilities).sort()).toEqual(Object.keys(offered).sort())
  })

  it('releases from a conference, and then both of the two who are left', async () => {
    const connID = await establish(['7001', '7002', '7003'])
    expect(of(connID, await release(connID, '7002'))).toEqual([
      { name: 'EventReleased', ThisDN: '7002', CallState: 'OK' },
      partyDeleted('7001', '7002', '7002', 'OK'),
      partyDeleted('7003', '7002', '7002', 'OK'),
    ])
    expect(of(connID, await release(connID, '7003'))).toEqual([
      { name: 'EventReleased', ThisDN: '7001', OtherDN: '7003', CallState: 'OK' },
      { name: 'EventReleased', ThisDN: '7003', OtherDN: '7001', CallState: 'OK' },
    ])
    expect(await release(connID, '7003')).toMatchObject([{ name: 'EventError', ThisDN: '7003' }])
  })

  it('deletes from a conference: Conferenced while more than two parties remain', async () => {
    const connID = await establish(['7001', '7002', '7003', '7004'])
    expect(of(connID, await remove(connID, '7001', '7002'))).toEqual([
      { name: 'EventReleased', ThisDN: '7002', CallState: 'OK' },
      ...['7001', '7003', '7004'].map((dn) => partyDeleted(dn, '7002', '7001', 'Conferenced')),
    ])
    expect(of(connID, await remove(connID, '7001', '7003'))).toEqual([
      { name: 'EventReleased', ThisDN: '7003', CallState: 'OK' },
      ...['7001', '7004'].map((dn) => partyDeleted(dn, '7003', '7001', 'OK')),
    ])
  })

  it('refuses with an EventError and without effect', async () => {
    const connID = await establish(['7001', '7002'])
    for (const seen of [
      await remove(connID, '7001', '7002'),
      await remove(connID, '7001', '7009'),
      await remove(connID, '7009', '7001'),
      await release(connID, '7009'),
      await release('no such call', '7001'),
    ])
      expect(seen).toMatchObject([{ name: 'EventError' }])
    expect((await release(connID, '7001')).length).toBe(2)
  })

  it('takes the deletion of oneself as a release', async () => {
    const connID = await establish(['7001', '7002', '7003'])
    expect(of(connID, await remove(connID, '7001', '7001'))).toEqual([
      { name: 'EventReleased', ThisDN: '7001', CallState: 'OK' },
      partyDeleted('7002', '7001', '7001', 'OK'),
      partyDeleted('7003', '7001', '7001', 'OK'),
    ])
    expect((await remove(connID, '7002', '7002')).map(({ name }) => name)).toEqual([
      'EventReleased',
      'EventReleased',
    ])
  })

  it('counts unmonitored parties, and distributes nothing to them', async () => {
    const connID = await establish(['7001', '7002'], ['+49', '+48'])
    expect(of(connID, await remove(connID, '7001', '+49'))).toEqual([
      partyDeleted('7001', '+49', '7001', 'Conferenced'),
      partyDeleted('7002', '+49', '7001', 'Conferenced'),
    ])
    await release(connID, '7002')
    expect(of(connID, await release(connID, '7001'))).toEqual([
      { name: 'EventReleased', ThisDN: '7001', OtherDN: '+48', CallState: 'OK' },
    ])
  })

  it('adds parties, holds several calls of the same DNs, and forgets them', async () => {
    const first = await establish(['7001', '7002'])
    const second = await establish(['7001', '7002'])
    expect(second).not.toBe(first)
    await tserver.addParty?.(first, '7001', '7003')
    expect((await release(first, '7003')).length).toBe(3)
    await tserver.discard(first)
    expect(await release(first, '7002')).toMatchObject([{ name: 'EventError', ThisDN: '7002' }])
    await tserver.reset()
    expect(await release(second, '7001')).toMatchObject([{ name: 'EventError' }])
  })

  it('gives every DN back as it came', async () => {
    // Beyond ASCII and beyond 16 bits, what JSON escapes, and half a surrogate pair.
    const dns = ['Zoë', '\u{1f4de}', '"\\/\b\f\n\r\t\x01\x7f', '\ud83d']
    const connID = await establish(['7001', ...dns])
    const seen = await release(connID, '7001')
    expect(seen.map(({ ThisDN }) => ThisDN)).toEqual(['7001', ...dns])
  })

  it('answers what is asked at once', async () => {
    const connID = await establish(['7001', '7002', '7003'])
    events.length = 0
    const asked = [
      tserver.send({ request: 'TReleaseCall', thisDN: '7002', connID }),
      tserver.send({ request: 'TReleaseCall', thisDN: '7001', connID }),
      tserver.fence(),
      tserver.discard(connID),
    ]
    await Promise.all(asked)
    expect(events.map(({ name, ThisDN }) => `${name} ${ThisDN}`)).toEqual([
      'EventReleased 7002',
      'EventPartyDeleted 7001',
      'EventPartyDeleted 7003',
      'EventReleased 7001',
      'EventReleased 7003',
    ])
  })

  it('knows no fault but its own, and names those', async () => {
    const adapter = await example.open('nonsense')
    const error: unknown = await Promise.resolve(adapter.connect(() => undefined)).catch(
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof AdapterUnavailable)) throw error
    expect(error.message).toMatch(/'nonsense'.*call-state-off-by-one.*crash-on-delete/)
  })
})
