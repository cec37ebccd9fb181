import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  hostileFinding,
  manyThings,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import { reportJson } from './report-json.ts'

describe('report.json', () => {
  it('has every part that may be relied on', () => {
    expect(JSON.parse(reportJson(runWith([wrongCallState]), 'reports'))).toMatchObject({
      schema: 'partyline/report/1',
      verdict: 'violates',
      implementation: { name: 'acme-tserver', version: '9.1' },
      seed: 7,
      shard: { index: 1, count: 1 },
      stats: { scripts: 1000, requests: 4210, events: 23011, seconds: 1.94 },
      coverage: [
        { clause: 'release', exercised: 412, applicable: true },
        { clause: 'release-from-conference', exercised: 1310, applicable: true },
        { clause: 'delete-from-conference', exercised: 0, applicable: true },
        { clause: 'footnote-conferenced', exercised: 871, applicable: true },
        { clause: 'footnote-ok', exercised: 439, applicable: true },
        { clause: 'departures-in-flight', exercised: 0, applicable: false },
      ],
      findings: [
        {
          fingerprint: 'b1946ac92492',
          kind: 'violation',
          rules: ['party-deleted-call-state'],
          reproduced: { failed: 5, of: 5 },
          minimal: 'proved',
          smallerScripts: { tried: 1234, of: 1234 },
          parties: 3,
          steps: 1,
          known: false,
          file: 'findings/b1946ac92492.json',
          script: wrongCallState.script,
        },
      ],
    })
  })

  it('counts unmonitored parties, and added parties as steps', () => {
    expect(JSON.parse(reportJson(runWith([manyThings]), 'reports'))).toMatchObject({
      findings: [{ parties: 6, steps: 2 }],
    })
  })

  it('has every transition', () => {
    const read = z.object({ transitions: z.array(z.unknown()) })
    const { transitions } = read.parse(JSON.parse(reportJson(runWith([]), 'reports')))
    expect(transitions).toHaveLength(24)
    expect(transitions).toContainEqual({
      transition: 'release-first/3/former-conference',
      exercised: 0,
      applicable: true,
    })
  })

  it('says which shard it is', () => {
    const shard = { index: 2, count: 4 }
    expect(JSON.parse(reportJson({ ...runWith([]), shard }, 'reports'))).toMatchObject({ shard })
  })

  it('says of a run by enumeration up to which size, and of a drawn one nothing of it', () => {
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 12_345 }
    expect(JSON.parse(reportJson({ ...runWith([]), exhaust }, 'reports'))).toMatchObject({
      exhaust,
    })
    expect(reportJson(runWith([]), 'reports')).not.toContain('exhaust')
  })

  it('says why a run is incomplete', () => {
    const run = {
      ...runWith([]),
      verdict: 'incomplete',
      incomplete: 'the bridge was lost',
    } as const
    expect(JSON.parse(reportJson(run, 'reports'))).toMatchObject({
      verdict: 'incomplete',
      incomplete: 'the bridge was lost',
    })
  })

  it('says how many scripts were not judged, and how often a finding failed', () => {
    expect(JSON.parse(reportJson(undecidedRun([flaky, neverAgain]), 'reports'))).toMatchObject({
      undecided: 3,
      findings: [{ reproduced: { failed: 3, of: 10 } }, { reproduced: { failed: 0, of: 10 } }],
    })
    expect(JSON.parse(reportJson(runWith([]), 'reports'))).toMatchObject({ undecided: 0 })
  })

  it('keeps hostile values as they were, and shows nothing invisible', () => {
    const finding = hostileFinding()
    const text = reportJson(runWith([finding]), 'reports')
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
    expect(JSON.parse(text)).toMatchObject({ findings: [{ script: finding.script }] })
  })
})
