import { describe, expect, it } from 'vitest'
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { changed } from '../run/fake-tserver.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { doctoredModule, having } from './doctored.fixture.ts'

const all: Capabilities = {
  maxCalls: 64,
  sharedParties: true,
  addParty: true,
  unmonitored: true,
  concurrent: true,
}

/** The embedded T-Server with less to use, and the DNs that it was asked for. */
async function withOnly(capabilities: Capabilities) {
  const used = new Set<DN>()
  const sizes = new Set<number>()
  const adapter = changed(embedded(), (tserver) => ({
    capabilities,
    establish(dns, unmonitored) {
      for (const dn of [...dns, ...unmonitored]) used.add(dn)
      sizes.add(dns.length + unmonitored.length)
      return tserver.establish(dns, unmonitored)
    },
  }))
  return { checks: await doctoredModule(adapter), used, sizes }
}

describe('an adapter with few DNs of its own', () => {
  it.each([2, 3, 4, 5, 7])('passes with %d of them, and is asked for no other', async (count) => {
    const dns = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta'].slice(0, count)
    const { checks, used, sizes } = await withOnly({ ...all, dns })
    expect(having(checks, 'wrong')).toEqual([])
    expect(having(checks, 'tserver')).toEqual([])
    expect([...used].toSorted()).toEqual(dns.toSorted())
    expect(Math.max(...sizes)).toBe(count)
    expect(Math.min(...sizes)).toBe(2)
    expect(checks.find(({ name }) => name === 'dns')?.summary).toBe(
      `each of ${count} DNs was in a call`,
    )
  })

  it('is told that two of them are too few for two calls, and for a conference', async () => {
    const { checks } = await withOnly({ ...all, dns: ['1', '2'] })
    const summary = (name: string) => checks.find((check) => check.name === name)?.summary
    expect(having(checks, 'not tried')).toEqual(['delete', 'maxCalls', 'addParty', 'unmonitored'])
    expect(summary('maxCalls')).toContain('too few dns')
    expect(checks.find(({ name }) => name === 'capabilities')?.notes.join()).toContain(
      'No call has more than two parties',
    )
  })
})

it('no call is larger than maxParties says', async () => {
  for (const maxParties of [2, 3, 5, 1000]) {
    const { checks, sizes } = await withOnly({ ...all, maxParties })
    expect(having(checks, 'wrong')).toEqual([])
    expect(Math.max(...sizes)).toBe(maxParties)
  }
  const { sizes } = await withOnly(all)
  expect(Math.max(...sizes)).toBe(8)
})

it('sharedParties without maxCalls has no effect, and is said to have none', async () => {
  const { checks } = await withOnly({ sharedParties: true })
  expect(checks.find(({ name }) => name === 'sharedParties')?.status).toBe('not tried')
  expect(checks.find(({ name }) => name === 'capabilities')?.notes.join()).toContain(
    'sharedParties has no effect',
  )
})
