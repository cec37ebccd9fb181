import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { DN, Event } from '../../oracles/tlib.ts'
import { AdapterFailure } from './adapter.ts'
import { exec } from './exec.ts'
import { capabilitiesSchema } from './messages.ts'

const bridge = fileURLToPath(new URL('../../docs/bridges/bridge.py', import.meta.url))

const missing = spawnSync('python3', ['--version']).error
  ? ' (skipped: there is no python3 on this machine)'
  : ''

async function connected(options = '') {
  const events: Event[] = []
  const adapter = exec(`python3 "${bridge}" ${options}`, { timeoutMs: 60_000 })
  const tserver = await adapter.connect((event) => events.push(event))
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
  return { tserver, establish, release, remove }
}

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

describe.skipIf(missing !== '')(`the example bridge in Python${missing}`, () => {
  it('offers every capability of the protocol but fixed DNs', async () => {
    const { tserver } = await connected()
    const { dns, ...offered } = capabilitiesSchema.shape
    expect(dns).toBeDefined()
    expect(Object.keys(tserver.capabilities).sort()).toEqual(Object.keys(offered).sort())
    await tserver.shutdown()
  })

  it('releases from a conference, and then both of the two who are left', async () => {
    const { tserver, establish, release } = await connected()
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
    await tserver.shutdown()
  })

  it('deletes from a conference: Conferenced while more than two parties remain', async () => {
    const { tserver, establish, remove } = await connected()
    const connID = await establish(['7001', '7002', '7003', '7004'])
    expect(of(connID, await remove(connID, '7001', '7002'))).toEqual([
      { name: 'EventReleased', ThisDN: '7002', CallState: 'OK' },
      ...['7001', '7003', '7004'].map((dn) => partyDeleted(dn, '7002', '7001', 'Conferenced')),
    ])
    expect(of(connID, await remove(connID, '7001', '7003'))).toEqual([
      { name: 'EventReleased', ThisDN: '7003', CallState: 'OK' },
      ...['7001', '7004'].map((dn) => partyDeleted(dn, '7003', '7001', 'OK')),
    ])
    await tserver.shutdown()
  })

  it('refuses with an EventError and without effect', async () => {
    const { tserver, establish, release, remove } = await connected()
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
    await tserver.shutdown()
  })

  it('takes the deletion of oneself as a release', async () => {
    const { tserver, establish, remove } = await connected()
    const connID = await establish(['7001', '7002', '7003'])
    expect(of(connID, await remove(connID, '7001', '7001'))).toEqual([
      { name: 'EventReleased', ThisDN: '7001', CallState: 'OK' },
      partyDeleted('7002', '7001', '7001', 'OK'),
      partyDeleted('7003', '7001', '7001', 'OK'),
    ])
    await tserver.shutdown()
  })

  it('counts unmonitored parties, and distributes nothing to them', async () => {
    const { tserver, establish, release, remove } = await connected()
    const connID = await establish(['7001', '7002'], ['+49', '+48'])
    expect(of(connID, await remove(connID, '7001', '+49'))).toEqual([
      partyDeleted('7001', '+49', '7001', 'Conferenced'),
      partyDeleted('7002', '+49', '7001', 'Conferenced'),
    ])
    await release(connID, '7002')
    expect(of(connID, await release(connID, '7001'))).toEqual([
      { name: 'EventReleased', ThisDN: '7001', OtherDN: '+48', CallState: 'OK' },
    ])
    await tserver.shutdown()
  })

  it('adds parties, holds several calls of the same DNs, and forgets them', async () => {
    const { tserver, establish, release } = await connected()
    const first = await establish(['7001', 'Zoë'])
    const second = await establish(['7001', 'Zoë'])
    expect(second).not.toBe(first)
    await tserver.addParty?.(first, '7001', '7003')
    expect((await release(first, '7003')).length).toBe(3)
    await tserver.discard(first)
    expect(await release(first, 'Zoë')).toMatchObject([{ name: 'EventError', ThisDN: 'Zoë' }])
    await tserver.reset()
    expect(await release(second, '7001')).toMatchObject([{ name: 'EventError' }])
    await tserver.shutdown()
  })

  it('shows its faults', async () => {
    const seen: Record<string, readonly Event[]> = {}
    for (const fault of ['call-state-off-by-one', 'released-twice', 'third-party-dn-missing']) {
      const { tserver, establish, remove } = await connected(`--fault ${fault}`)
      seen[fault] = await remove(await establish(['7001', '7002', '7003']), '7001', '7002')
      await tserver.shutdown()
    }
    const names = (fault: string) => seen[fault]?.map(({ name }) => name)
    expect(seen['call-state-off-by-one']?.map(({ CallState }) => CallState)).toEqual([
      'OK',
      'Conferenced',
      'Conferenced',
    ])
    expect(names('released-twice')?.filter((name) => name === 'EventReleased').length).toBe(2)
    expect(seen['third-party-dn-missing']?.some((event) => 'ThirdPartyDN' in event)).toBe(false)
    expect(names('third-party-dn-missing')?.length).toBe(3)
  })

  it('crashes by its fault crash-on-delete, and its log says why', async () => {
    const { establish, remove } = await connected('--fault crash-on-delete')
    const connID = await establish(['7001', '7002', '7003'])
    const crash: unknown = await remove(connID, '7001', '7002').catch((error: unknown) => error)
    if (!(crash instanceof AdapterFailure)) throw crash
    expect(crash.kind).toBe('crash')
    expect(crash.log.at(-1)).toBe('RuntimeError: the deliberate fault crash-on-delete')
  })

  it('knows no other fault', async () => {
    await expect(connected('--fault nonsense')).rejects.toThrow(/exit status 2 .*'nonsense'/)
  })
})
