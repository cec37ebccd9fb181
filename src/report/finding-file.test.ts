import { profiles } from '../../oracles/profile.ts'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import {
  crash,
  hostileFinding,
  manyThings,
  runWith,
  wrongCallState,
} from './example-finding.fixture.ts'
import { released } from './events.fixture.ts'
import { flaky, lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { findingFileText, readFindingFile, type FindingFile } from './finding-file.ts'

const where = 'reports/findings/b1946ac92492.json'

function read(text: string): FindingFile {
  const file = readFindingFile(text, where)
  if (file instanceof Error) throw file
  return file
}

function errorOf(text: string): string {
  const file = readFindingFile(text, where)
  return file instanceof Error ? file.message : 'no error'
}

/** The text of the example's file with some fields changed. */
function changed(fields: object): string {
  const file: unknown = JSON.parse(findingFileText(wrongCallState, runWith([wrongCallState])))
  return JSON.stringify({ ...(typeof file === 'object' ? file : {}), ...fields })
}

const { history: seen } = wrongCallState

describe("a finding's file", () => {
  it.each([
    ['a violation', wrongCallState],
    ['a violation of many rules', manyThings],
    ['a crash', crash],
    ['requests in flight', lostUpdate],
    ['requests in flight that were not all sent at once', swapped],
    ['several calls', leak],
    ['calls one after the other', keptFromEarlierCall],
    ['one that fails sometimes', flaky],
    ['hostile values', hostileFinding()],
    ['a proof that ran out', { ...crash, smallerScripts: { tried: 2_000_000 } }],
    ['a flood of events', { ...crash, leftOut: [{ round: -1, events: 7 }] }],
  ])('keeps all that a replay needs: %s', (_, finding: Finding) => {
    const run = runWith([finding])
    const file = read(findingFileText(finding, run))
    expect(file.script).toEqual(finding.script)
    expect(file.kind).toBe(finding.kind)
    expect(file.rules).toEqual(finding.rules)
    expect(file.seen).toEqual(finding.history)
    expect(file.failure).toEqual(finding.failure)
    expect(file.leftOut).toEqual(finding.leftOut)
    expect(file.reproduced).toEqual(finding.reproduced)
    expect(file.minimal).toBe(finding.minimal)
    expect(file.smallerScripts).toEqual(finding.smallerScripts)
    expect(file.seed).toBe(7)
    expect(file.adapter).toBe('exec:python3 bridge.py')
    expect(file.implementation).toEqual({ name: 'acme-tserver', version: '9.1' })
    expect(file.capabilities).toEqual({ maxParties: 8, addParty: true })
    expect(file.profile).toEqual(profiles.default)
  })

  it('says what every DN was expected to see, round by round', () => {
    const { expected } = read(findingFileText(wrongCallState, runWith([wrongCallState])))
    const partyDeleted = {
      name: 'EventPartyDeleted',
      attributes: {
        ConnID: { accepts: 'exactly', value: '006c02462a161006' },
        OtherDN: { accepts: 'exactly', value: '7002' },
        OtherDNRole: { accepts: 'exactly', value: 'DeletedParty' },
        ThirdPartyDN: { accepts: 'exactly', value: '7002' },
        ThirdPartyDNRole: { accepts: 'exactly', value: 'DeletedBy' },
        CallState: { accepts: 'exactly', value: 'OK' },
      },
    }
    expect(expected).toEqual([
      {
        outcomes: [
          {
            request: { request: 'TReleaseCall', thisDN: '7002', connID: '006c02462a161006' },
            phase: 'release-from-conference',
            departed: ['7002'],
          },
        ],
        dns: [
          {
            dn: '7002',
            events: [
              {
                name: 'EventReleased',
                attributes: {
                  ConnID: { accepts: 'exactly', value: '006c02462a161006' },
                  CallState: { accepts: 'exactly', value: 'OK' },
                },
              },
            ],
          },
          { dn: '7001', events: [partyDeleted] },
          { dn: '7003', events: [partyDeleted] },
        ],
      },
    ])
  })

  it('tells what the document says of the rules that are broken', () => {
    expect(read(changed({})).sentences).toEqual([
      {
        rule: 'party-deleted-call-state',
        section: 'Footnote a',
        sentence:
          'If more than two parties remain in the conference call, CallState has a value of Conferenced; otherwise, CallState has a value of OK.',
      },
    ])
    expect(read(changed({ sentences: undefined })).sentences).toBeUndefined()
  })

  it('names the request of each outcome, in the order of their effect', () => {
    const [round] = read(findingFileText(swapped, runWith([swapped]))).expected
    expect(round?.outcomes.map(({ request, departed }) => [request?.request, departed])).toEqual([
      ['TDeleteFromConference', ['7005']],
      ['TReleaseCall', ['7002']],
    ])
  })

  it('reads files from when one request was in flight, in one call', () => {
    const [expected] = read(changed({})).expected
    const outcomes = [{ phase: 'release-from-conference', departed: ['7002'] }]
    const file = read(changed({ expected: [{ ...expected, outcomes }] }))
    expect(file.expected[0]?.outcomes).toEqual(outcomes)
    expect(file.seen.calls[0]?.from).toBeUndefined()
    expect(file.seen.rounds[0]?.sent).toBeUndefined()
  })

  it('expects nothing of a round where the violation came before the first', () => {
    const early = {
      ...wrongCallState,
      violation: {
        verdict: 'violates',
        round: -1,
        explanations: [{ outcomes: [], differing: [], missing: [], surplus: [released('7001')] }],
        breaches: [],
      },
    } as const
    expect(read(findingFileText(early, runWith([early]))).expected).toEqual([])
  })

  it('is the same for the same finding', () => {
    const text = (): string => findingFileText(structuredClone(manyThings), runWith([]))
    expect(text()).toBe(text())
  })

  it('reads files of a later version that have more in them', () => {
    expect(readFindingFile(changed({ later: true }), where)).not.toBeInstanceOf(Error)
  })
})

describe('readFindingFile', () => {
  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{"schema": "partyline/finding/1", "fing', 'it is not JSON, or was cut off: '],
    ['[]', 'it names no schema, and "partyline/finding/1" is needed'],
    ['null', 'it names no schema, and "partyline/finding/1" is needed'],
    ['{"schema": 1}', 'it names no schema, and "partyline/finding/1" is needed'],
    [
      '{"schema": "partyline/report/1"}',
      'its schema is "partyline/report/1", and "partyline/finding/1" is needed',
    ],
    ['{"schema": "partyline/finding/1"}', 'fingerprint: '],
    [changed({ fingerprint: '../../x' }), 'fingerprint: twelve hexadecimal digits are needed'],
    [changed({ kind: 'bug' }), 'kind: '],
    [changed({ smallerScripts: { tried: -1 } }), 'smallerScripts.tried: '],
    [changed({ seed: 'seven' }), 'seed: '],
    [changed({ script: { calls: [], rounds: [] } }), 'script.calls: '],
    [
      changed({ script: { calls: [{ dns: ['7001', '7001'], unmonitored: [] }], rounds: [] } }),
      'script.calls[0]: a call needs two or more parties, all different',
    ],
    [
      changed({ seen: { ...seen, calls: [{ ...seen.calls[0], from: -1 }] } }),
      'seen.calls[0].from: ',
    ],
    [
      changed({ seen: { ...seen, rounds: [{ ...seen.rounds[0], sent: ['all'] }] } }),
      'seen.rounds[0].sent[0]: ',
    ],
    [
      changed({ expected: [{ outcomes: [{ request: {}, phase: '', departed: [] }], dns: [] }] }),
      'expected[0].outcomes[0].request.request: ',
    ],
    [changed({ capabilities: { maxParties: '8' } }), 'capabilities.maxParties: '],
  ])('says what is wrong and where: %.60s', (text, what) => {
    expect(errorOf(text)).toContain(`${where} is not a finding's file: ${what}`)
  })

  it('says it on one printable line, whatever is in the file', () => {
    for (const text of [
      '\u001b[2J\nx',
      '{"schema": "\\u001b[2J\\n"}',
      changed({ rules: ['a', 1] }),
    ])
      expect(errorOf(text)).toMatch(/^[\x20-\x7e…]{20,400}$/)
  })
})
