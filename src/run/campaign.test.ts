import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { embedded } from '../tserver/embedded.ts'
import type { Progress } from './campaign-settings.ts'
import { campaign } from './campaign.fixture.ts'
import { answeringLater, changed } from './fake-tserver.fixture.ts'

describe('the embedded T-Server', () => {
  test.each([
    { variant: undefined, seed: 1 },
    { variant: undefined, seed: 2 },
    { variant: 'nondeterministic', seed: 1 },
    { variant: 'nondeterministic', seed: 2 },
  ])('$variant conforms in 20,000 scripts of seed $seed', async ({ variant, seed }) => {
    const adapter = embedded(variant)
    const { verdict, findings, stats, incomplete } = await campaign({ adapter, seed, runs: 20_000 })
    expect({ verdict, findings, incomplete }).toEqual({
      verdict: 'conforms',
      findings: [],
      incomplete: undefined,
    })
    expect(stats.scripts).toBe(20_000)
  })

  test.each([profiles.strict, profiles.workspace])(
    'conforms by the profile $name',
    async (profile) => {
      expect((await campaign({ profile, runs: 5000 })).findings).toEqual([])
    },
  )

  test('has every clause exercised', async () => {
    for (const { exercised } of (await campaign()).coverage) expect(exercised).toBeGreaterThan(50)
  })
})

describe('the same seed', () => {
  const faulty = () => embedded('call-state-always-conferenced')

  test('gives the same result', async () => {
    const [one, other] = [
      await campaign({ adapter: faulty() }),
      await campaign({ adapter: faulty() }),
    ]
    expect(one.findings.length).toBeGreaterThan(0)
    expect(other).toEqual(one)
  })

  test('gives the same result where the T-Server answers later', async () => {
    for (const adapter of [embedded, faulty])
      expect(await campaign({ adapter: answeringLater(adapter()), runs: 300 })).toEqual(
        await campaign({ adapter: adapter(), runs: 300 }),
      )
  })

  test('gives other scripts than another seed, and the same findings', async () => {
    const results = [
      await campaign({ adapter: faulty() }),
      await campaign({ adapter: faulty(), seed: 2 }),
    ]
    const [origins, fingerprints] = [
      results.map(({ findings }) => findings.map(({ origin }) => origin)),
      results.map(({ findings }) => findings.map(({ fingerprint }) => fingerprint).sort()),
    ]
    expect(origins[0]).not.toEqual(origins[1])
    expect(fingerprints[0]).toEqual(fingerprints[1])
  })
})

describe('a result', () => {
  test('says what was run, on what', async () => {
    const result = await campaign({
      runs: 300,
      maxParties: 5,
      maxSteps: 4,
      seed: 7,
      adapterSpec: 'mine',
    })
    expect(result).toMatchObject({
      verdict: 'conforms',
      implementation: { name: 'partyline-embedded' },
      capabilities: { addParty: true },
      adapter: 'mine',
      profile: { name: 'default' },
      seed: 7,
      options: { runs: 300, maxParties: 5, maxSteps: 4 },
      findings: [],
    })
  })

  test('counts scripts, requests and events as they were sent and seen', async () => {
    const asked = { establish: 0, send: 0 }
    let events = 0
    const counting = changed(embedded(), (tserver) => ({
      establish(dns, unmonitored) {
        asked.establish += 1
        return tserver.establish(dns, unmonitored)
      },
      send(request) {
        asked.send += 1
        return tserver.send(request)
      },
    }))
    const { stats } = await campaign({
      runs: 200,
      adapter: {
        connect: (deliver) =>
          counting.connect((event) => {
            events += 1
            deliver(event)
          }),
      },
    })
    expect(stats).toEqual({ scripts: 200, requests: asked.send, events, seconds: 0 })
    expect(asked.establish).toBeGreaterThanOrEqual(200)
  })

  test('has fewer parties where the adapter has, and says so', async () => {
    const small = changed(embedded(), () => ({ capabilities: { maxParties: 3 } }))
    expect((await campaign({ adapter: small })).options.maxParties).toBe(3)
    const few = changed(embedded(), () => ({ capabilities: { dns: ['11', '12'] } }))
    expect((await campaign({ adapter: few })).options.maxParties).toBe(2)
    const silent = changed(embedded(), () => ({ capabilities: {} }))
    expect((await campaign({ adapter: silent, maxParties: 100 })).options.maxParties).toBe(8)
  })
})

describe('a finding', () => {
  test('has where it came from, its smallest script, and how often it came up', async () => {
    const { findings, stats, verdict } = await campaign({ adapter: embedded('released-missing') })
    expect(verdict).toBe('violates')
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding).toMatchObject({
      kind: 'violation',
      rules: ['released-once'],
      reproduced: { failed: 5, of: 5 },
      minimal: 'local',
    })
    expect(finding?.occurrences).toBeGreaterThan(500)
    expect(finding?.occurrences).toBeLessThan(stats.scripts)
    expect(finding?.origin.index).toBeLessThan(10)
    const { parties = 0, steps = 0 } = finding?.origin ?? {}
    expect(parties + steps).toBeGreaterThan(4)
    expect(finding?.script.calls).toEqual(
      finding?.history.calls.map(({ dns, unmonitored }) => ({ dns, unmonitored })),
    )
  })

  test('comes up in every script that fails by it, and is counted in each', async () => {
    // A release in a call of two is all that can fail, and nothing else is ever drawn.
    let failing = 0
    const adapter = changed(embedded('two-party-other-not-released'), (tserver) => ({
      capabilities: { dns: ['11', '12'] },
      establish(dns, unmonitored) {
        failing += 1
        return tserver.establish(dns, unmonitored)
      },
    }))
    const { findings, stats } = await campaign({ adapter, runs: 300 })
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding?.occurrences).toBeLessThanOrEqual(stats.scripts)
    expect(finding?.occurrences).toBeGreaterThan(200)
    expect(failing).toBeGreaterThan(stats.scripts)
  })

  test('keeps what others found before it: different bugs are different findings', async () => {
    const { findings } = await campaign({ adapter: embedded('call-state-always-conferenced') })
    expect(new Set(findings.map(({ rules }) => rules[0]))).toEqual(
      new Set(['released-call-state', 'party-deleted-call-state']),
    )
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length)
  })
})

test('progress is told from the beginning, around each finding, and now and then', async () => {
  const told: Progress[] = []
  await campaign({
    adapter: embedded('released-missing'),
    runs: 500,
    progress: (progress) => void told.push(progress),
  })
  expect(told[0]).toEqual({ scripts: 0, runs: 500, findings: 0, seconds: 0 })
  expect(told.filter(({ busy }) => busy === 'shrinking').length).toBeGreaterThan(0)
  expect(told.find(({ findings }) => findings === 1)).not.toHaveProperty('busy')
  expect(told.at(-1)?.scripts).toBeGreaterThan(400)
})

test('scripts are no larger than asked for', async () => {
  const { findings } = await campaign({
    adapter: changed(embedded(), () => ({ send() {} })),
    maxParties: 4,
    maxSteps: 3,
  })
  expect(findings.length).toBeGreaterThan(0)
  for (const { origin, script } of findings) {
    for (const { dns, unmonitored } of script.calls)
      expect(dns.length + unmonitored.length).toBeLessThanOrEqual(4)
    expect(origin.steps).toBeLessThanOrEqual(3)
  }
})
