/** Findings in several calls, at once and one after the other, written by hand. */
import { absentOr } from '../../oracles/expectation.ts'
import type { Finding } from '../run/finding.ts'
import {
  connID,
  expectedPartyDeleted,
  expectedReleased,
  outcomeOfRelease,
  partyDeleted,
  released,
  releasing,
} from './events.fixture.ts'

const otherConnID = '006c02462a161007'

const told = {
  kind: 'violation',
  reproduced: { failed: 5, of: 5 },
  minimal: 'proved',
  occurrences: 2,
  origin: { index: 88, parties: 9, steps: 6 },
  shrinkExecutions: 52,
} as const

const leaked = partyDeleted('7005', '7001', '7001', 'OK', otherConnID)

/**
 * 7001 is in two calls. It releases in the first while 7004 releases in the second; 7005, of the
 * second, is told that 7001 has left too.
 */
export const leak: Finding = {
  ...told,
  fingerprint: 'c9f0f895fb98',
  rules: ['calls-apart', 'party-deleted-nobody-else'],
  script: {
    calls: [
      { dns: ['7001', '7002', '7003'], unmonitored: [] },
      { dns: ['7001', '7004', '7005'], unmonitored: [] },
    ],
    rounds: [
      [
        { do: 'TReleaseCall', call: 0, thisDN: '7001' },
        { do: 'TReleaseCall', call: 1, thisDN: '7004' },
      ],
    ],
  },
  history: {
    calls: [
      { connID, dns: ['7001', '7002', '7003'], unmonitored: [] },
      { connID: otherConnID, dns: ['7001', '7004', '7005'], unmonitored: [] },
    ],
    early: [],
    rounds: [
      {
        actions: [releasing('7001'), releasing('7004', otherConnID)],
        events: [
          partyDeleted('7001', '7004', '7004', 'OK', otherConnID),
          released('7001'),
          partyDeleted('7002', '7001', '7001', 'OK'),
          partyDeleted('7003', '7001', '7001', 'OK'),
          released('7004', otherConnID),
          leaked,
          partyDeleted('7005', '7004', '7004', 'OK', otherConnID),
        ],
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
          outcomeOfRelease('7001', ['7002', '7003']),
          outcomeOfRelease('7004', ['7001', '7005'], otherConnID),
        ],
        differing: [],
        missing: [],
        surplus: [leaked],
      },
    ],
    breaches: [
      {
        rule: 'calls-apart',
        thisDN: '7005',
        text: 'was told in call 2 that 7001 has left, which has only left call 1',
      },
    ],
  },
}

/**
 * 7001 releases in a call of two. In a new conference 7003 releases, and 7001 is told nothing: to
 * the T-Server it has left.
 */
export const keptFromEarlierCall: Finding = {
  ...told,
  fingerprint: '45c48cce2e2d',
  rules: ['party-deleted-once'],
  script: {
    calls: [
      { dns: ['7001', '7002'], unmonitored: [] },
      { dns: ['7001', '7003', '7004'], unmonitored: [], from: 1 },
    ],
    rounds: [
      [{ do: 'TReleaseCall', call: 0, thisDN: '7001' }],
      [{ do: 'TReleaseCall', call: 1, thisDN: '7003' }],
    ],
  },
  history: {
    calls: [
      { connID, dns: ['7001', '7002'], unmonitored: [] },
      { connID: otherConnID, dns: ['7001', '7003', '7004'], unmonitored: [], from: 1 },
    ],
    early: [],
    rounds: [
      {
        actions: [releasing('7001')],
        events: [released('7001'), released('7002')],
        late: [],
      },
      {
        actions: [releasing('7003', otherConnID)],
        events: [
          released('7003', otherConnID),
          partyDeleted('7004', '7003', '7003', 'OK', otherConnID),
        ],
        late: [],
      },
    ],
  },
  violation: {
    verdict: 'violates',
    round: 1,
    explanations: [
      {
        outcomes: [
          {
            request: releasing('7001'),
            phase: 'release',
            departed: ['7001', '7002'],
            cells: [
              { dns: ['7001'], event: { ...expectedReleased(), OtherDN: absentOr('7002') } },
              { dns: ['7002'], event: { ...expectedReleased(), OtherDN: absentOr('7001') } },
            ],
            call: { connID, parties: [], unmonitored: [], owner: '7001' },
          },
        ],
        differing: [],
        missing: [],
        surplus: [],
      },
      {
        outcomes: [outcomeOfRelease('7003', ['7001', '7004'], otherConnID)],
        differing: [],
        missing: [
          { thisDN: '7001', expected: expectedPartyDeleted('7003', '7003', 'OK', otherConnID) },
        ],
        surplus: [],
      },
    ],
    breaches: [
      {
        rule: 'party-deleted-once',
        thisDN: '7001',
        text: 'stays when 7003 leaves and got 0 EventPartyDeleted; exactly 1 is right',
      },
    ],
  },
}
