import { describe, expect, test } from 'vitest'
import { stepCount, partyCount } from '../plan/script.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import { changed, keepingReleased, sometimes } from './fake-tserver.fixture.ts'
import { fingerprintOfSometimes } from './fingerprint.ts'

/** One call a script: of one step, it is all that there is room for. */
const maxSteps = 1

/** Counts the calls of an adapter. */
function counting(adapter: ReturnType<typeof embedded>) {
  let calls = 0
  const counted = changed(adapter, (tserver) => ({
    establish(dns, unmonitored) {
      calls += 1
      return tserver.establish(dns, unmonitored)
    },
  }))
  return { counted, calls: () => calls }
}

describe('a T-Server that fails in one call of three', () => {
  const flaky = () => sometimes('released-missing', (call) => call % 3 === 0)

  test('is one finding, small, with how often it fails', async () => {
    const { findings, stats, verdict } = await campaign({ adapter: flaky(), maxSteps })
    expect(verdict).toBe('violates')
    expect(stats.scripts).toBe(1000)
    const [finding, ...others] = findings
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      fingerprint: fingerprintOfSometimes('released-once'),
      rules: ['released-once'],
    })
    expect(finding?.reproduced.of).toBe(10)
    expect([3, 4]).toContain(finding?.reproduced.failed)
    expect(finding && partyCount(finding.script) + stepCount(finding.script)).toBe(4)
    expect(finding?.occurrences).toBeGreaterThan(100)
  })

  test('is looked into a few times, and then only counted', async () => {
    const { counted, calls } = counting(flaky())
    const { stats } = await campaign({ adapter: counted, maxSteps })
    expect(calls()).toBeLessThan(5 * stats.scripts)
  })

  test('gives the same result for the same seed', async () => {
    expect(await campaign({ adapter: flaky(), maxSteps })).toEqual(
      await campaign({ adapter: flaky(), maxSteps }),
    )
  })
})

describe('a failure that never comes again', () => {
  test('is kept whole, with what was seen', async () => {
    const { findings } = await campaign({
      adapter: sometimes('released-missing', (call) => call === 102),
      maxSteps,
    })
    const [finding, ...others] = findings
    expect(others).toEqual([])
    expect(finding?.reproduced.failed).toBe(0)
    expect(finding?.history.calls.map(({ dns }) => dns)).toEqual(
      finding?.script.calls.map(({ dns }) => dns),
    )
    expect(finding?.violation?.breaches[0]?.rule).toBe('released-once')
    expect(finding?.shrinkExecutions).toBe(0)
  })

  test('does not hide one that comes each time and breaks the same rule', async () => {
    // At first once in a while, later always.
    const adapter = sometimes('released-missing', (call) => call > 300 || call % 40 === 0)
    const { findings } = await campaign({ adapter, maxSteps })
    expect(findings.map(({ reproduced }) => reproduced)).toContainEqual({ failed: 5, of: 5 })
    expect(findings.map(({ fingerprint }) => fingerprint)).toContain(
      fingerprintOfSometimes('released-once'),
    )
  })
})

test('an adapter that crashes now and then is one finding', async () => {
  let requests = 0
  const adapter = changed(embedded(), (tserver) => ({
    send(request) {
      if (++requests % 97 === 0) throw new AdapterFailure('crash', 'it ended')
      return tserver.send(request)
    },
  }))
  const { findings, stats, verdict } = await campaign({ adapter })
  expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'violates', scripts: 1000 })
  expect(findings).toMatchObject([{ kind: 'crash', fingerprint: fingerprintOfSometimes('crash') }])
})

describe('a T-Server that keeps something of the call before', () => {
  test('is found in two calls, one after the other, and fails in these each time', async () => {
    const { findings } = await campaign({ adapter: keepingReleased(), maxParties: 4, runs: 300 })
    expect(findings.length).toBeGreaterThan(0)
    const [smallest] = findings.toSorted(
      (one, other) =>
        partyCount(one.script) +
        stepCount(one.script) -
        partyCount(other.script) -
        stepCount(other.script),
    )
    expect(smallest?.reproduced).toEqual({ failed: 5, of: 5 })
    expect(smallest?.script.calls.map(({ dns, from }) => [dns.length, from])).toEqual([
      [2, undefined],
      [2, 1],
    ])
    expect(smallest?.script.rounds.map((round) => round.length)).toEqual([1, 1])
  })
})
