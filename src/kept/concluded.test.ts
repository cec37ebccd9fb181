import { describe, expect, test } from 'vitest'
import { AdapterFailure, AdapterUnavailable, type Adapter } from '../adapter/adapter.ts'
import { campaign } from '../run/campaign.fixture.ts'
import type { CampaignOptions } from '../run/campaign-settings.ts'
import type { RunResult } from '../run/finding.ts'
import type { KnownFailure } from '../run/known-failure.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { concluded } from './concluded.ts'
import { CorpusRun } from './corpus-run.ts'
import { kept } from './corpus-script.fixture.ts'
import type { CorpusScript } from './corpus.ts'
import { knownAs } from './known-failures.ts'

const today = '2026-11-27'
const wrongState = 'call-state-counts-leaver'
const script = await kept(call('7001 7002 7003', release('7001')), embedded(wrongState))
const { fingerprint } = script.finding
const entry = { fingerprint, reason: 'fixed in 9.2' }

/** As `fuzz` does it. */
async function run(
  options: Partial<CampaignOptions>,
  scripts: readonly CorpusScript[] = [],
  known: readonly KnownFailure[] = [],
): Promise<RunResult> {
  const corpus = new CorpusRun(scripts, { knownAs: (finding) => knownAs(finding, known, today) })
  const result = await campaign({
    before: corpus.run,
    isNew: (finding) => knownAs(finding, known, today) === undefined,
    ...options,
  })
  return concluded(result, { corpus, known, today })
}

const statesOf = ({ knownFailures = [] }: RunResult) => knownFailures.map(({ state }) => state)

describe('the corpus', () => {
  test('changes nothing about the random scripts and what is counted of them', async () => {
    const without = await run({})
    const { corpus, ...rest } = await run({}, [script])
    expect(rest).toEqual(without)
    expect(corpus).toMatchObject([{ result: 'holds' }])
  })

  test('makes a run fail that finds nothing by itself', async () => {
    const { verdict, findings, stats } = await run({ adapter: embedded(wrongState), runs: 1 }, [
      script,
    ])
    expect({ verdict, scripts: stats.scripts }).toEqual({ verdict: 'violates', scripts: 1 })
    expect(findings).toMatchObject([{ fingerprint, corpus: script.file }])
  })

  test('has one finding together with the random scripts that find the same', async () => {
    const adapter = embedded(wrongState)
    const alone = await run({ adapter })
    const { findings } = await run({ adapter }, [script])
    expect(findings).toHaveLength(alone.findings.length)
    const [finding] = findings
    expect(finding).toMatchObject({ fingerprint, corpus: script.file })
    const occurrences = alone.findings.find((one) => one.fingerprint === fingerprint)?.occurrences
    expect(finding?.occurrences).toBe((occurrences ?? NaN) + 1)
  })

  test('leaves the run incomplete where a script of it could not be decided', async () => {
    let asked = 0
    const interrupted = (): boolean => ++asked === 3
    const { verdict, incomplete, corpus } = await run({ interrupted }, [script])
    expect(corpus).toMatchObject([{ result: 'undecided' }])
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('1 of the corpus could not be decided')
  })

  test('leaves the run incomplete where the T-Server is lost by it, with the finding', async () => {
    let started = 0
    const adapter: Adapter = {
      async connect(deliver) {
        if (++started > 1) throw new AdapterUnavailable('it does not start any more')
        const send = (): never => {
          throw new AdapterFailure('crash', 'the bridge ended')
        }
        return { ...(await embedded().connect(deliver)), send }
      },
    }
    const result = await run({ adapter }, [script], [entry])
    expect(result).toMatchObject({
      verdict: 'incomplete',
      stats: { scripts: 0 },
      findings: [{ kind: 'crash', corpus: script.file }],
    })
    expect(result.incomplete).toContain('could not be started again')
    expect(statesOf(result)).toEqual(['unclear'])
  })
})

describe('a known failure', () => {
  const adapter = (): Adapter => embedded(wrongState)

  test('does not fail the run, and is shown as known', async () => {
    const result = await run({ adapter: adapter() }, [], [entry])
    expect(result.verdict).toBe('conforms')
    expect(result.findings).toMatchObject([{ fingerprint, known: entry }])
    expect(statesOf(result)).toEqual(['fails'])
  })

  test('leaves a run incomplete that has exercised too little', async () => {
    const little = { adapter: adapter(), runs: 40, maxSteps: 1 }
    const { verdict, incomplete, findings } = await run(little, [], [entry])
    expect(findings).toMatchObject([{ known: entry }])
    expect(verdict).toBe('incomplete')
    expect(incomplete).toContain('nothing exercised')
  })

  test('does not use up the findings after which a run ends', async () => {
    const ended = await run({ adapter: adapter(), maxFindings: 1 })
    const { stats } = await run({ adapter: adapter(), maxFindings: 1 }, [], [entry])
    expect(ended.stats.scripts).toBeLessThan(1000)
    expect(stats.scripts).toBe(1000)
  })

  test('hides no other one, which is told first', async () => {
    const other = embedded('released-twice')
    const result = await run({ adapter: other }, [], [entry])
    expect(result.verdict).toBe('violates')
    const [first, second] = result.findings
    const known = [{ fingerprint: first?.fingerprint ?? '', reason: 'expected' }]
    const half = await run({ adapter: embedded('released-twice') }, [], known)
    expect(half.verdict).toBe('violates')
    expect(half.findings.map((one) => [one.fingerprint, one.known])).toEqual([
      [second?.fingerprint, undefined],
      [first?.fingerprint, known[0]],
    ])
  })

  test('counts again after its last day', async () => {
    const lastDay = { ...entry, until: '2026-11-27' }
    expect((await run({ adapter: adapter() }, [], [lastDay])).verdict).toBe('conforms')
    const result = await run({ adapter: adapter() }, [], [{ ...entry, until: '2026-11-26' }])
    expect(result.verdict).toBe('violates')
    expect(result.findings[0]).not.toHaveProperty('known')
    expect(result.knownFailures).toMatchObject([{ state: 'ended', findings: [fingerprint] }])
  })

  test('that its script shows to be mended fails the run', async () => {
    const result = await run({}, [script], [entry])
    expect(result.verdict).toBe('violates')
    expect(result.findings).toEqual([])
    expect(result.knownFailures).toMatchObject([{ state: 'mended', corpus: [script.file] }])
  })

  test('that was not met is left alone without its script', async () => {
    const result = await run({}, [], [entry])
    expect(result.verdict).toBe('conforms')
    expect(statesOf(result)).toEqual(['unclear'])
  })

  test('whose script passes, and that is met all the same, is not mended', async () => {
    const other = {
      ...script,
      finding: { ...script.finding, script: call('7001 7002', release('7001')) },
    }
    const result = await run({ adapter: adapter() }, [other], [entry])
    expect(result.corpus).toMatchObject([{ result: 'holds' }])
    expect(result.verdict).toBe('conforms')
    expect(statesOf(result)).toEqual(['fails'])
  })

  test('is not mended in an incomplete run', async () => {
    const result = await run({ runs: 1 }, [script], [entry])
    expect(result.verdict).toBe('incomplete')
    expect(statesOf(result)).toEqual(['unclear'])
  })
})

test('a run that was not to run the corpus says so of what is known', async () => {
  const result = concluded(await campaign(), {
    corpus: 'exhaust does not run the corpus',
    known: [entry],
    today,
  })
  expect(result.verdict).toBe('conforms')
  expect(result).not.toHaveProperty('corpus')
  expect(result.knownFailures).toMatchObject([
    { state: 'unclear', why: 'exhaust does not run the corpus' },
  ])
})
