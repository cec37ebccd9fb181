/** Scripts in flight over real bridges: what one finds, what only several find, and who is to blame. */
import { describe, expect, test } from 'vitest'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { campaign } from './campaign.fixture.ts'
import type { CampaignOptions } from './campaign-settings.ts'
import type { RunResult } from './finding.ts'

const node = `exec:"${process.execPath}"`
const bridge = `${node} src/run/in-flight-bridge.fixture.mjs`
const python = 'exec:python3 docs/bridges/bridge.py'

async function over(
  adapterSpec: string,
  inFlight: number | undefined,
  options: Partial<CampaignOptions> = {},
): Promise<RunResult> {
  const adapter = await openAdapter(adapterSpec, { timeoutMs: 60_000 })
  return campaign({ adapter, adapterSpec, inFlight, runs: 250, maxFindings: 3, ...options })
}

/** What the wire looked like is of its own run: ids and ConnIDs count on. */
function withoutCounts(result: RunResult): unknown {
  const connIDs = new Map<unknown, string>()
  const text = JSON.stringify(
    { ...result, findings: result.findings.map(({ wire: _, ...finding }) => finding) },
    (key, value: unknown) => {
      if (key.toLowerCase() !== 'connid' || value === 'ffffffffffffffff') return value
      if (!connIDs.has(value)) connIDs.set(value, `call ${connIDs.size}`)
      return connIDs.get(value)
    },
  )
  return JSON.parse(text)
}

describe('the same is found with 1, 8 and 64 in flight', () => {
  test.each([
    ['python', python],
    ['python, released-twice', `${python} --fault released-twice`],
    ['python, third-party-dn-missing', `${python} --fault third-party-dn-missing`],
    ['three calls at the most', `${bridge} 3`],
    ['answers in any order', `${bridge} 100 any-order`],
  ])('%s', async (_, spec) => {
    const options = { maxFindings: 2 }
    const one = await over(spec, 1, options)
    expect(one.verdict).toBe(spec.includes('--fault') ? 'violates' : 'conforms')
    expect(withoutCounts(await over(spec, 8, options))).toEqual(withoutCounts(one))
    expect(withoutCounts(await over(spec, 64, options))).toEqual(withoutCounts(one))
  })
})

test('as many as there can be are in flight where nobody says how many', async () => {
  const one = await over(`${bridge} 100 mixes-up`, 1, { maxSteps: 1 })
  expect(one.findings).toEqual([])
  const all = await over(`${bridge} 100 mixes-up`, undefined, { maxSteps: 1 })
  expect(all.findings).not.toEqual([])
})

describe('a T-Server that mixes up calls in flight', () => {
  test('is found out, with the company that it takes', async () => {
    const { findings, stats } = await over(`${bridge} 100 mixes-up`, 64, {
      ...{ maxSteps: 1, maxFindings: 1 },
    })
    const [finding] = findings
    expect(finding?.kind).toBe('violation')
    expect(finding?.reproduced).toEqual({ failed: 5, of: 5 })
    expect(finding?.origin.inFlight).toBe(63)
    expect(finding?.script.calls).toHaveLength(2)
    expect(finding?.script.rounds.map((round) => round.length)).toEqual([2])
    expect(new Set(finding?.script.rounds[0]?.map(({ call }) => call))).toEqual(new Set([0, 1]))
    expect(stats.scripts).toBeLessThan(250)
  })

  test('is not where it has but one call', async () => {
    const { verdict } = await over(`${bridge} 1 mixes-up`, 64, { maxSteps: 1 })
    expect(verdict).not.toBe('violates')
  })
})

describe('a bridge that does not survive two calls in flight together', () => {
  const together = (inFlight: number, options: Partial<CampaignOptions>): Promise<RunResult> =>
    over(`${bridge} 100 crashes-together`, inFlight, { maxSteps: 1, ...options })

  test('is told of with the company that it takes', async () => {
    const { findings } = await together(8, { maxFindings: 1 })
    const [finding] = findings
    expect(finding?.kind).toBe('crash')
    expect(finding?.failure?.message).toContain('the bridge ended with exit status 3')
    expect(finding?.reproduced).toEqual({ failed: 5, of: 5 })
    expect(finding?.origin.inFlight).toBe(7)
    expect(finding?.script.calls).toHaveLength(2)
    expect(finding?.script.rounds.map((round) => round.map(({ call }) => call).toSorted())).toEqual(
      [[0, 1]],
    )
  })

  test('passes with one at a time', async () => {
    const { verdict, findings } = await together(1, {})
    expect({ verdict, findings }).toEqual({ verdict: 'conforms', findings: [] })
  })
})

test('a bridge that ends now and then is told of, and the run goes on', async () => {
  const { findings, stats } = await over(`${bridge} 100 crash-at=90`, 64, { maxFindings: 1 })
  expect(findings.map(({ kind }) => kind)).toEqual(['crash'])
  expect(stats.scripts).toBeGreaterThan(0)
})
