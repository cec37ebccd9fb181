/** Findings with requests in flight, written by hand, for the tests of the reports. */
import type { Outcome } from '../../oracles/outcome.ts'
import { exactly } from '../../oracles/expectation.ts'
import type { Request } from '../../oracles/tlib.ts'
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

const told = {
  fingerprint: '8277e0910d75',
  kind: 'violation',
  reproduced: { failed: 5, of: 5 },
  minimal: 'local',
  occurrences: 3,
  origin: { index: 12, parties: 7, steps: 8 },
  shrinkExecutions: 40,
} as const

const stale = partyDeleted('7004', '7001', '7001', 'Conferenced')

/**
 * 7001 and 7002 of four release at once. All but 7004 are told right; to 7004, the departure of
 * 7002 is lost when the parties are counted for that of 7001.
 */
export const lostUpdate: Finding = {
  ...told,
  rules: ['party-deleted-call-state'],
  script: {
    calls: [{ dns: ['7001', '7002', '7003', '7004'], unmonitored: [] }],
    rounds: [
      [
        { do: 'TReleaseCall', call: 0, thisDN: '7001' },
        { do: 'TReleaseCall', call: 0, thisDN: '7002' },
      ],
    ],
  },
  history: {
    calls: [{ connID, dns: ['7001', '7002', '7003', '7004'], unmonitored: [] }],
    early: [],
    rounds: [
      {
        actions: [releasing('7001'), releasing('7002')],
        events: [
          partyDeleted('7003', '7002', '7002', 'Conferenced'),
          released('7002'),
          partyDeleted('7001', '7002', '7002', 'Conferenced'),
          released('7001'),
          partyDeleted('7003', '7001', '7001', 'OK'),
          partyDeleted('7004', '7002', '7002', 'Conferenced'),
          stale,
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
          outcomeOfRelease('7002', ['7001', '7003', '7004']),
          outcomeOfRelease('7001', ['7003', '7004']),
        ],
        differing: [
          {
            event: stale,
            expected: expectedPartyDeleted('7001', '7001', 'OK'),
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
        thisDN: '7004',
        text: 'CallState of EventPartyDeleted is not OK, and 2 parties remain',
      },
    ],
  },
}

const deletion: Request = {
  request: 'TDeleteFromConference',
  thisDN: '7001',
  connID,
  otherDN: '7005',
}

const outcomeOfDeletion: Outcome = {
  request: deletion,
  phase: 'delete-from-conference',
  departed: ['7005'],
  cells: [
    { dns: ['7005'], event: expectedReleased() },
    {
      dns: ['7001', '7002', '7003', '7004'],
      event: expectedPartyDeleted('7005', '7001', 'Conferenced'),
    },
  ],
  call: { connID, parties: ['7001', '7002', '7003', '7004'], unmonitored: [], owner: '7001' },
}

const outOfOrder = partyDeleted('7004', '7005', '7001', 'Conferenced')

/**
 * 7001 deletes 7005 out of five, and 7002 releases before all have been told; 7005 and 7001 had
 * been told before 7002 asked. 7004 is told of both in the other order than 7003.
 */
export const swapped: Finding = {
  ...told,
  fingerprint: '1679091c5a88',
  rules: ['departures-in-one-order'],
  script: {
    calls: [{ dns: ['7001', '7002', '7003', '7004', '7005'], unmonitored: [] }],
    rounds: [
      [
        { do: 'TDeleteFromConference', call: 0, thisDN: '7001', otherDN: '7005' },
        { do: 'TReleaseCall', call: 0, thisDN: '7002' },
      ],
    ],
  },
  history: {
    calls: [{ connID, dns: ['7001', '7002', '7003', '7004', '7005'], unmonitored: [] }],
    early: [],
    rounds: [
      {
        actions: [deletion, releasing('7002')],
        events: [
          released('7005'),
          partyDeleted('7001', '7005', '7001', 'Conferenced'),
          partyDeleted('7002', '7005', '7001', 'Conferenced'),
          partyDeleted('7003', '7005', '7001', 'Conferenced'),
          released('7002'),
          partyDeleted('7001', '7002', '7002', 'Conferenced'),
          partyDeleted('7003', '7002', '7002', 'Conferenced'),
          partyDeleted('7004', '7002', '7002', 'Conferenced'),
          outOfOrder,
        ],
        sent: [1, 1, 2, 2, 2, 2, 2, 2, 2],
        late: [],
      },
    ],
  },
  violation: {
    verdict: 'violates',
    round: 0,
    explanations: [
      {
        outcomes: [outcomeOfDeletion, outcomeOfRelease('7002', ['7001', '7003', '7004'])],
        differing: [],
        missing: [
          { thisDN: '7004', expected: expectedPartyDeleted('7005', '7001', 'Conferenced') },
        ],
        surplus: [outOfOrder],
      },
    ],
    breaches: [
      {
        rule: 'departures-in-one-order',
        thisDN: '7004',
        text: 'saw 7002 leave before 7005; 7003 saw it the other way round',
      },
    ],
  },
}

/** Fails only sometimes. */
export const flaky: Finding = { ...lostUpdate, reproduced: { failed: 3, of: 10 } }

/** Was seen once, and kept as it was seen. */
export const neverAgain: Finding = {
  ...lostUpdate,
  reproduced: { failed: 0, of: 10 },
  occurrences: 1,
  shrinkExecutions: 0,
}
