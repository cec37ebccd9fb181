/** With any number of workers a campaign finds the same. */
import { describe, expect, test } from 'vitest'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { AdapterUnavailable } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import type { CampaignOptions, Progress } from './campaign-settings.ts'
import { crewOfThreads } from './crew-of-threads.ts'
import { untroubled } from './overseer.fixture.ts'
import { profiles } from '../../oracles/profile.ts'

async function by(workers: number, adapterSpec: string, options: Partial<CampaignOptions> = {}) {
  const adapter = await openAdapter(adapterSpec, { timeoutMs: 5000 })
  return campaign({ adapter, adapterSpec, workers, runs: 700, ...options })
}

describe('two or three workers', () => {
  test.each([
    ['embedded', {}],
    ['embedded:call-state-always-conferenced', { prove: { executions: 500 } }],
    // Failures that do not come each time, that come late, and that end the adapter.
    ['embedded:one-event-in-fifty-lost', {}],
    ['embedded:released-again-in-next-call', {}],
    ['embedded:crash-last-party-deletes', {}],
    ['embedded:released-late', { maxFindings: 2 }],
    ['embedded:released-missing', { exhaust: { parties: 3, steps: 1, calls: 1 } }],
    ['embedded:released-missing', { shard: { index: 2, count: 2 } }],
  ] as const)('find what one finds: %s', async (adapter, options) => {
    const [one, two, three] = [
      await by(1, adapter, options),
      await by(2, adapter, options),
      await by(3, adapter, options),
    ]
    expect(one.findings.length > 0).toBe(adapter !== 'embedded')
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  test('find what one finds, however many ranges each runs in a row', async () => {
    let hours = 0
    const slow = { now: () => 3_600_000 * hours++ }
    const shard = { runs: 9_000, shard: { index: 2, count: 3 } }
    const [whole, one, two] = [
      await by(1, 'embedded:last-call-leaver-forgotten', { ...shard, ...slow }),
      await by(1, 'embedded:last-call-leaver-forgotten', shard),
      await by(2, 'embedded:last-call-leaver-forgotten', shard),
    ]
    expect(one.stats.scripts).toBe(3000)
    expect(one.findings.length).toBeGreaterThan(0)
    expect({ ...whole, stats: { ...whole.stats, seconds: 0 } }).toEqual(one)
    expect(two).toEqual(one)
  })

  test('end when they are interrupted, with what they have', async () => {
    let asked = 0
    const { incomplete, stats } = await by(2, 'embedded', {
      runs: 100_000,
      interrupted: () => ++asked > 10,
    })
    expect(incomplete).toContain('interrupted')
    expect(stats.scripts).toBeGreaterThan(0)
    expect(stats.scripts).toBeLessThan(100_000)
  })

  test('end when the time is over, and are complete', async () => {
    let asked = 0
    const { verdict, stats } = await by(2, 'embedded', {
      runs: 1_000_000,
      time: 60_000,
      now: () => 1000 * asked++,
    })
    expect(verdict).toBe('conforms')
    expect(stats.scripts).toBeGreaterThan(0)
    expect(stats.scripts).toBeLessThan(1_000_000)
  })

  test('tell how far they are', async () => {
    const told: Progress[] = []
    await by(2, 'embedded', { progress: (progress) => void told.push(progress) })
    expect(told[0]).toMatchObject({ scripts: 0, runs: 700 })
    expect(told.at(-1)).toMatchObject({ scripts: 700, runs: 700 })
  })

  test('are not begun where the T-Server cannot be reached', async () => {
    const adapter = embedded()
    const spec = 'exec:/no/such/bridge'
    await expect(campaign({ adapter, adapterSpec: spec, workers: 2 })).rejects.toThrow(
      AdapterUnavailable,
    )
  })
})

describe('a worker whose thread', () => {
  const crewOf = (adapter: string) =>
    crewOfThreads({
      threads: 2,
      adapter,
      timeoutMs: 5000,
      options: { profile: profiles.default, seed: 1, maxParties: 8, maxSteps: 12 },
      file: new URL('./range-thread.fixture.mjs', import.meta.url),
    })
  const range = { from: 0, to: 100 }

  test.each([
    ['throws', 'thrown on purpose'],
    ['exits', 'exited with code: 7'],
  ])('%s ends the campaign with what it said', async (does, error) => {
    const crew = await crewOf(does)
    await expect(
      Promise.all(crew.members.map((one) => one.run([range], untroubled))),
    ).rejects.toThrow(error)
    await crew.close()
  })

  test('has another T-Server than the others is refused', async () => {
    await expect(crewOf('differs')).rejects.toThrow('--workers needs T-Servers alike')
  })
})
