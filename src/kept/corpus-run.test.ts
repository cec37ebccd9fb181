import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, AdapterUnavailable, type Adapter } from '../adapter/adapter.ts'
import { fingerprintOfSometimes } from '../run/fingerprint.ts'
import { TServerLost } from '../run/connection.ts'
import { changed, sometimes } from '../run/fake-tserver.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { CorpusRun } from './corpus-run.ts'
import { kept, lookingInto } from './corpus-script.fixture.ts'
import type { CorpusScript } from './corpus.ts'
import { knownAs } from './known-failures.ts'

const ofThree = call('7001 7002 7003', release('7001'))
const ofThreeLarger = call('7001 7002 7003 7004', remove('7001', '7004'), release('7001'))
const wrongState = 'call-state-counts-leaver'

async function run(
  adapter: Adapter,
  scripts: readonly CorpusScript[],
  known: readonly string[] = [],
) {
  const corpus = new CorpusRun(scripts, {
    knownAs: (finding) =>
      knownAs(
        finding,
        known.map((fingerprint) => ({ fingerprint, reason: 'expected' })),
        '2026-11-27',
      ),
  })
  const options = await lookingInto(adapter)
  const count = await corpus.run(options)
  return { corpus, count, entries: corpus.ran.map(({ entry }) => entry) }
}

describe('a script of the corpus', () => {
  test('that fails is a finding like any other, and says where it comes from', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const { corpus, count, entries } = await run(embedded(wrongState), [script])
    expect(count).toBe(1)
    const { fingerprint, reproduced } = script.finding
    expect(corpus.findings).toMatchObject([
      {
        fingerprint,
        rules: ['party-deleted-call-state'],
        reproduced,
        corpus: script.file,
        script: ofThree,
      },
    ])
    expect(entries).toEqual([
      {
        file: script.file,
        fingerprint,
        result: 'fails',
        ran: { failed: 6, of: 6 },
        finding: fingerprint,
      },
    ])
  })

  test('is made smaller where it can be', async () => {
    const { finding } = await kept(ofThree, embedded(wrongState))
    const larger = { file: 'larger.json', finding: { ...finding, script: ofThreeLarger } }
    const { corpus } = await run(embedded(wrongState), [larger])
    expect(corpus.findings).toMatchObject([
      { fingerprint: finding.fingerprint, corpus: 'larger.json', occurrences: 1, script: ofThree },
    ])
  })

  test('is one finding with another one that fails in the same way', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const again = { ...script, file: 'again.json' }
    const { corpus, entries } = await run(embedded(wrongState), [again, script])
    expect(corpus.findings).toMatchObject([{ corpus: 'again.json', occurrences: 2 }])
    expect(entries.map(({ result }) => result)).toEqual(['fails', 'fails'])
  })

  test('that passes holds, when it has passed often enough', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const { corpus, count, entries } = await run(embedded(), [script])
    expect({ count, findings: corpus.findings }).toEqual({ count: 0, findings: [] })
    const { fingerprint } = script.finding
    expect(entries).toEqual([
      { file: script.file, fingerprint, result: 'holds', ran: { failed: 0, of: 9 } },
    ])
  })

  test('that the adapter cannot play is left out, with the reason', async () => {
    const { file, finding } = await kept(ofThree, embedded(wrongState))
    const adding = call('7001 7002', add('7001', '7003'))
    const withParty = { file, finding: { ...finding, script: adding } }
    const { entries, count } = await run(
      changed(embedded(wrongState), () => ({ capabilities: {} })),
      [withParty],
    )
    expect(count).toBe(0)
    expect(entries).toMatchObject([
      {
        result: 'not-played',
        ran: { failed: 0, of: 0 },
        why: 'the script adds a party, and the adapter lacks the capability addParty',
      },
    ])
  })

  test('that was found with another profile proves little when it passes', async () => {
    const script = await kept(ofThree, embedded(wrongState), { profile: profiles.strict })
    const { entries } = await run(embedded(), [script])
    expect(entries).toMatchObject([
      { result: 'holds', why: 'it was found with the profile strict, and this is default' },
    ])
    const renamed = { ...profiles.default, name: 'mine.json' }
    const same = await kept(ofThree, embedded(wrongState), { profile: renamed })
    expect((await run(embedded(), [same])).entries[0]).not.toHaveProperty('why')
  })
})

describe('a script that fails sometimes', () => {
  const flaky = (): Adapter => sometimes('released-missing', (time) => time % 3 === 0)

  test('is run until it fails', async () => {
    const script = await kept(ofThree, flaky())
    expect(script.finding.reproduced.of).toBe(10)
    const { entries, corpus } = await run(flaky(), [script])
    expect(entries).toMatchObject([
      { result: 'fails', finding: fingerprintOfSometimes('released-once') },
    ])
    expect(corpus.findings[0]?.reproduced.failed).toBeGreaterThan(0)
  })

  test('holds only after many more runs than it took to fail', async () => {
    const script = await kept(ofThree, flaky(), { reproduced: { failed: 3, of: 10 } })
    const { entries } = await run(embedded(), [script])
    expect(entries).toMatchObject([{ result: 'holds', ran: { failed: 0, of: 76 } }])
    expect(entries[0]).not.toHaveProperty('why')
  })

  test('proves little when it failed too rarely', async () => {
    const script = await kept(ofThree, flaky(), { reproduced: { failed: 1, of: 10 } })
    const { entries } = await run(embedded(), [script])
    expect(entries).toMatchObject([
      {
        result: 'holds',
        ran: { failed: 0, of: 20 },
        why: 'it failed 1 of 10 times when it was found, so that 20 passes prove little',
      },
    ])
  })
})

describe('a script that is known', () => {
  test('is not made smaller, and keeps its name', async () => {
    const { finding } = await kept(ofThree, embedded(wrongState))
    const larger = {
      file: 'larger.json',
      finding: { ...finding, fingerprint: '0123456789ab', script: ofThreeLarger },
    }
    const { corpus, count } = await run(embedded(wrongState), [larger], ['0123456789ab'])
    expect(count).toBe(0)
    expect(corpus.findings).toMatchObject([
      {
        fingerprint: '0123456789ab',
        script: ofThreeLarger,
        reproduced: { failed: 5, of: 5 },
        shrinkExecutions: 0,
      },
    ])
  })

  test('is looked into when it fails in another way', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const { fingerprint } = script.finding
    const { corpus, count, entries } = await run(
      embedded('released-missing'),
      [script],
      [fingerprint],
    )
    expect(count).toBe(1)
    expect(corpus.findings).toMatchObject([{ rules: ['released-once'] }])
    expect(entries[0]?.finding).not.toBe(fingerprint)
  })
})

/** It crashes at the first request, and starts so often. */
function crashing(starts: number): Adapter {
  let started = 0
  return {
    async connect(deliver) {
      started += 1
      if (started > starts) throw new AdapterUnavailable('it does not start any more')
      const tserver = await embedded().connect(deliver)
      const send = (): never => {
        throw new AdapterFailure('crash', 'the bridge ended')
      }
      return { ...tserver, send }
    },
  }
}

describe('a run that ends early', () => {
  test('says of the scripts that were left that they were not played', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    let asked = 0
    const corpus = new CorpusRun([script, { ...script, file: 'z.json' }], {
      knownAs: () => undefined,
      progress: () => (asked += 1),
    })
    const options = await lookingInto(embedded())
    await corpus.run({ ...options, interrupted: () => asked > 0 })
    expect(corpus.ran.map(({ entry }) => [entry.result, entry.why])).toEqual([
      ['undecided', 'the run was interrupted'],
      ['not-played', 'the run ended before it'],
    ])
  })

  test('has a finding of the script by which the T-Server was lost', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const corpus = new CorpusRun([script, { ...script, file: 'z.json' }], {
      knownAs: () => undefined,
    })
    await expect(corpus.run(await lookingInto(crashing(1)))).rejects.toThrow(TServerLost)
    expect(corpus.findings).toMatchObject([{ kind: 'crash', corpus: script.file, script: ofThree }])
    expect(corpus.ran.map(({ entry }) => entry.result)).toEqual(['fails', 'not-played'])
  })

  test('has one of the script by which it was lost at the second time', async () => {
    const script = await kept(ofThree, embedded(wrongState))
    const corpus = new CorpusRun([script], { knownAs: () => undefined })
    await expect(corpus.run(await lookingInto(crashing(2)))).rejects.toThrow(TServerLost)
    expect(corpus.findings).toMatchObject([{ kind: 'crash', corpus: script.file }])
    expect(corpus.ran.map(({ entry }) => entry.result)).toEqual(['fails'])
  })
})
