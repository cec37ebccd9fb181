/** Runs whose reports are opened in a browser. */
import { profiles } from '../../oracles/profile.ts'
import type { Finding, RunResult, Variation } from '../run/finding.ts'
import {
  manyFindings,
  thirtyByTen,
  thirtyParties,
  twelveByEight,
} from './crowded-findings.fixture.ts'
import {
  crash,
  hostile,
  hostileFinding,
  manyThings,
  runWith,
  wrongCallState,
} from './example-finding.fixture.ts'
import { swapped } from './in-flight-findings.fixture.ts'

const conference = (...dns: string[]): Variation['script']['calls'] => [{ dns, unmonitored: [] }]

/** With variations and a wire. */
export const explained: Finding = {
  ...wrongCallState,
  variations: [
    {
      script: {
        calls: conference('7001', '7002', '7003', '7004'),
        rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7002' }]],
      },
      fails: false,
    },
    {
      script: {
        calls: conference('7001', '7002', '7003'),
        rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7001' }]],
      },
      fails: true,
    },
    {
      script: {
        calls: conference('7001', '7002', '7003'),
        rounds: [[{ do: 'TDeleteFromConference', call: 0, thisDN: '7001', otherDN: '7002' }]],
      },
      fails: true,
    },
    {
      script: {
        calls: conference('7001', '7002'),
        rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7002' }]],
      },
      fails: false,
    },
  ],
  wire: {
    lines: [
      {
        from: 'harness',
        text: '{"jsonrpc":"2.0","id":4,"method":"establish","params":{"dns":["7001","7002","7003"]}}',
      },
      { from: 'bridge', text: '{"jsonrpc":"2.0","id":4,"result":{"connID":"006c02462a161006"}}' },
      { from: 'harness', text: '{"jsonrpc":"2.0","id":6,"method":"fence","params":{}}' },
      { from: 'bridge', text: '{"jsonrpc":"2.0","id":6,"result":{}}' },
    ],
    leftOut: 12,
    log: ['bridge: 7002 has left'],
  },
}

const environment = { partyline: '0.1.0', node: 'v24.21.0', system: 'Linux 6.1 x64' }

const hostileRun: RunResult = {
  ...runWith([
    {
      ...hostileFinding(),
      variations: [{ script: hostileFinding().script, fails: true }],
      wire: {
        lines: Object.values(hostile).map((text) => ({ from: 'bridge', text })),
        leftOut: 0,
        log: Object.values(hostile),
      },
    },
    { ...crash, failure: { message: hostile.markup, log: Object.values(hostile) } },
  ]),
  implementation: { name: hostile.markup, version: hostile.bidi },
  adapter: `exec:${hostile.markup}`,
  profile: { ...profiles.default, name: hostile.markdown },
  incomplete: hostile.terminal,
  verdict: 'incomplete',
  environment: { partyline: hostile.markup, node: hostile.long, system: hostile.bidi },
}

export const browsedRuns = {
  one: { ...runWith([explained]), environment },
  ten: {
    ...runWith([...manyFindings(7), twelveByEight, thirtyParties, thirtyByTen]),
    environment,
  },
  few: { ...runWith([explained, manyThings, crash, swapped]), environment },
  crowd: runWith([twelveByEight, thirtyParties, thirtyByTen]),
  /** So many that the list of them is folded. */
  score: runWith(manyFindings(20)),
  many: runWith(manyFindings(200)),
  none: { ...runWith([]), environment },
  hostile: hostileRun,
} satisfies Record<string, RunResult>
