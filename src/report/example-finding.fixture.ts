/** Findings written by hand, for the tests of the reports. */
import { profiles } from '../../oracles/profile.ts'
import type { ExpectedEvent } from '../../oracles/expectation.ts'
import { absent, absentOr, exactly } from '../../oracles/expectation.ts'
import type { Event } from '../../oracles/tlib.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { coverage, transitions } from './coverage.fixture.ts'
import {
  connID,
  expectedPartyDeleted,
  expectedReleased,
  outcomeOfRelease,
  partyDeleted,
  released,
} from './events.fixture.ts'

const wrongState = partyDeleted('7001', '7002', '7002', 'Conferenced')

/** 7002 of three releases; 7001 is told Conferenced, though only two parties remain. */
export const wrongCallState: Finding = {
  fingerprint: 'b1946ac92492',
  kind: 'violation',
  rules: ['party-deleted-call-state'],
  reproduced: { failed: 5, of: 5 },
  minimal: 'proved',
  smallerScripts: { tried: 1234, of: 1234 },
  occurrences: 41,
  script: {
    calls: [{ dns: ['7001', '7002', '7003'], unmonitored: [] }],
    rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7002' }]],
  },
  history: {
    calls: [{ connID, dns: ['7001', '7002', '7003'], unmonitored: [] }],
    early: [],
    rounds: [
      {
        actions: [{ request: 'TReleaseCall', thisDN: '7002', connID }],
        events: [released('7002'), wrongState, partyDeleted('7003', '7002', '7002', 'OK')],
        late: [],
      },
    ],
  },
  violation: {
    verdict: 'violates',
    round: 0,
    explanations: [
      {
        outcomes: [outcomeOfRelease('7002', ['7001', '7003'])],
        differing: [
          {
            event: wrongState,
            expected: expectedPartyDeleted('7002', '7002', 'OK'),
            differences: [{ attribute: 'CallState', expected: exactly('OK'), seen: 'Conferenced' }],
          },
        ],
        missing: [],
        surplus: [],
      },
    ],
    breaches: [
      {
        rule: 'party-deleted-call-state',
        thisDN: '7001',
        text: 'CallState of EventPartyDeleted is not OK, and 2 parties remain',
      },
    ],
  },
  origin: { index: 17, parties: 6, steps: 9 },
  shrinkExecutions: 31,
}

const twice = released('7003')
const afterFence = partyDeleted('7005', '7003', '7001', 'Conferenced')
const strange: Event = { name: 'EventUserEvent', ThisDN: '7002', UserData: 'kept' }
const nobodysRole: Event = {
  ...partyDeleted('7002', '7003', '7001', 'Conferenced'),
  OtherDNRole: 'ConferenceMember',
  ThirdPartyDN: '7003',
}

/**
 * 7006 is added, then 7001 deletes 7003 out of six: 7003 is released twice, 7002 is told the wrong
 * role and the wrong requester, 7004 and 7006 are told nothing, 7005 too late, 7002 also gets an
 * event that is not judged. +15550100 is outside.
 */
export const manyThings: Finding = {
  fingerprint: '0cc175b9c0f1',
  kind: 'violation',
  rules: ['late', 'released-once', 'party-deleted-once'],
  reproduced: { failed: 3, of: 10 },
  minimal: 'local',
  occurrences: 1,
  script: {
    calls: [{ dns: ['7001', '7002', '7003', '7004', '7005'], unmonitored: ['+15550100'] }],
    rounds: [
      [{ do: 'addParty', call: 0, by: '7001', dn: '7006' }],
      [{ do: 'TDeleteFromConference', call: 0, thisDN: '7001', otherDN: '7003' }],
    ],
  },
  history: {
    calls: [{ connID, dns: ['7001', '7002', '7003', '7004', '7005'], unmonitored: ['+15550100'] }],
    early: [],
    rounds: [
      {
        actions: [{ request: 'addParty', connID, by: '7001', dn: '7006' }],
        events: [],
        late: [],
      },
      {
        actions: [{ request: 'TDeleteFromConference', thisDN: '7001', connID, otherDN: '7003' }],
        events: [
          released('7003'),
          partyDeleted('7001', '7003', '7001', 'Conferenced'),
          strange,
          nobodysRole,
          twice,
        ],
        late: [afterFence],
      },
    ],
  },
  violation: {
    verdict: 'violates',
    round: 1,
    explanations: [
      { outcomes: [], differing: [], missing: [], surplus: [] },
      {
        outcomes: [
          {
            request: {
              request: 'TDeleteFromConference',
              thisDN: '7001',
              connID,
              otherDN: '7003',
            },
            phase: 'delete-from-conference',
            departed: ['7003'],
            cells: [
              { dns: ['7003'], event: expectedReleased() },
              {
                dns: ['7001', '7002', '7004', '7005', '7006'],
                event: expectedPartyDeleted('7003', '7001', 'Conferenced'),
              },
            ],
            call: {
              connID,
              parties: ['7001', '7002', '7004', '7005', '+15550100', '7006'],
              unmonitored: ['+15550100'],
              owner: '7001',
            },
          },
        ],
        differing: [
          {
            event: nobodysRole,
            expected: expectedPartyDeleted('7003', '7001', 'Conferenced'),
            differences: [
              {
                attribute: 'OtherDNRole',
                expected: exactly('DeletedParty'),
                seen: 'ConferenceMember',
              },
              { attribute: 'ThirdPartyDN', expected: exactly('7001'), seen: '7003' },
            ],
          },
        ],
        missing: ['7004', '7005', '7006'].map((thisDN) => ({
          thisDN,
          expected: expectedPartyDeleted('7003', '7001', 'Conferenced'),
        })),
        surplus: [twice, afterFence],
      },
    ],
    breaches: [
      {
        rule: 'late',
        thisDN: '7005',
        text: 'EventPartyDeleted came after the fence of its request had been answered',
      },
      {
        rule: 'released-once',
        thisDN: '7003',
        text: 'left the call and got 2 EventReleased; exactly 1 is right',
      },
    ],
  },
  origin: { index: 402, parties: 8, steps: 12 },
  shrinkExecutions: 77,
}

/** The bridge ends while 7001 of two releases. */
export const crash: Finding = {
  fingerprint: '92eb5ffee6ae',
  kind: 'crash',
  rules: [],
  reproduced: { failed: 2, of: 5 },
  minimal: 'local',
  occurrences: 2,
  script: {
    calls: [{ dns: ['7001', '7002'], unmonitored: [] }],
    rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7001' }]],
  },
  history: {
    calls: [{ connID, dns: ['7001', '7002'], unmonitored: [] }],
    early: [],
    rounds: [
      {
        actions: [{ request: 'TReleaseCall', thisDN: '7001', connID }],
        events: [released('7001')],
        late: [],
      },
    ],
  },
  failure: {
    message: 'the bridge ended with status 1 before it answered fence',
    log: ['Traceback (most recent call last):', '  File "bridge.py", line 88', "KeyError: '7002'"],
  },
  origin: { index: 3, parties: 2, steps: 4 },
  shrinkExecutions: 12,
}

/** Values made to break out of every format, to forge a terminal, and to fill the screen. */
export const hostile = {
  markup: `</script><img src=x onerror="alert(1)">]]>'&amp;`,
  markdown: '`x` | **b** [a](http://evil.example) @octocat #1 ~~~',
  terminal: '\u001b[2J\u001b]8;;http://evil.example\u0007\u009b31m\r\n::error::x',
  bidi: '\u202e1007\u2066\u200f\u2028\ufeff',
  surrogate: '\ud83d',
  long: 'A'.repeat(10_000),
  proto: '__proto__',
} as const

/** A violation in which everything that comes from outside is hostile. */
export function hostileFinding(): Finding {
  // A DN of a script is bounded; what a T-Server sends is not.
  const third = hostile.long.slice(0, 1024)
  const [first, second] = [hostile.markup, hostile.terminal] as const
  const others = [hostile.markdown, hostile.bidi, hostile.surrogate, hostile.proto]
  const seen: Event = {
    name: 'EventPartyDeleted',
    ConnID: hostile.bidi,
    ThisDN: first,
    OtherDN: hostile.terminal,
    OtherDNRole: hostile.markdown,
    ThirdPartyDN: hostile.long,
    CallState: hostile.markup,
    [hostile.markup]: hostile.bidi,
  }
  const expected: ExpectedEvent = {
    ...expectedPartyDeleted(hostile.bidi, hostile.markdown, 'OK'),
    OtherDNRole: absentOr('DeletedParty'),
    ThirdPartyDNRole: absent,
    ThirdPartyDN: { accepts: 'absent-or-none-of', values: [first, second, third] },
  }
  return {
    ...wrongCallState,
    fingerprint: 'e4da3b7fbbce',
    script: {
      calls: [{ dns: [first, second, third], unmonitored: others }],
      rounds: [[{ do: 'TDeleteFromConference', call: 0, thisDN: second, otherDN: third }]],
    },
    history: {
      calls: [{ connID: hostile.markup, dns: [first, second, third], unmonitored: others }],
      early: [],
      rounds: [
        {
          actions: [
            {
              request: 'TDeleteFromConference',
              thisDN: second,
              otherDN: third,
              connID: hostile.markup,
            },
          ],
          events: [seen, { name: hostile.markdown, ThisDN: hostile.bidi }],
          late: [],
        },
      ],
    },
    violation: {
      verdict: 'violates',
      round: 0,
      explanations: [
        {
          outcomes: [
            {
              request: {
                request: 'TDeleteFromConference',
                thisDN: second,
                otherDN: third,
                connID: hostile.markup,
              },
              phase: 'delete-from-conference',
              departed: [third],
              cells: [{ dns: [first], event: expected }],
              call: {
                connID: hostile.markup,
                parties: [first, second],
                unmonitored: [],
                owner: first,
              },
            },
          ],
          differing: [
            {
              event: seen,
              expected,
              differences: [
                { attribute: 'CallState', expected: exactly('OK'), seen: hostile.markup },
              ],
            },
          ],
          missing: [],
          surplus: [],
        },
      ],
      breaches: [
        { rule: 'party-deleted-call-state', thisDN: first, text: `saw ${hostile.terminal}` },
      ],
    },
  }
}

/** A run in which three scripts could not be judged. */
export function undecidedRun(findings: readonly Finding[]): RunResult {
  return {
    ...runWith(findings),
    verdict: findings.length === 0 ? 'incomplete' : 'violates',
    incomplete: 'in 3 scripts the search for an order was given up',
    undecided: 3,
  }
}

/** A run against `acme-tserver 9.1` with these findings. */
export function runWith(findings: readonly Finding[]): RunResult {
  return {
    verdict: findings.length === 0 ? 'conforms' : 'violates',
    implementation: { name: 'acme-tserver', version: '9.1' },
    capabilities: { maxParties: 8, addParty: true },
    adapter: 'exec:python3 bridge.py',
    profile: profiles.default,
    seed: 7,
    options: { runs: 1000, maxParties: 8, maxSteps: 12 },
    undecided: 0,
    stats: { scripts: 1000, requests: 4210, events: 23011, seconds: 1.94 },
    coverage,
    transitions,
    findings,
  }
}
