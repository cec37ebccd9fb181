/**
 * A ladder diagram as data, without a layout: the parties and the T-Server as lifelines, and from
 * top to bottom what was sent, what was seen, and what should have been. All formats draw from it,
 * so that all tell the same. Every text in it is printable and on one line.
 */
import type { Action, EstablishedCall } from '../../oracles/history.ts'
import { bareConnID, type DN } from '../../oracles/tlib.ts'
import type { Finding } from '../run/finding.ts'
import { counted, dnInWords, dnsInWords, valueInWords } from './in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { eventRows, unjudgedRows, type CallNumber, type EventRow } from './ladder-events.ts'
import { ladderParties, type LadderParty } from './ladder-parties.ts'
import { statusRow, type StatusRow } from './ladder-status.ts'
import { printable } from '../adapter/printable.ts'

export interface Ladder {
  /** Left to right; the T-Server is not among them. */
  readonly parties: readonly LadderParty[]
  readonly rows: readonly LadderRow[]
}

export type LadderRow =
  EstablishedRow | AddedRow | RequestRow | EventRow | FenceRow | StatusRow | FailureRow

/** Set-up: a call in which these parties talk. */
export interface EstablishedRow {
  readonly row: 'established'
  readonly dns: readonly DN[]
  readonly label: string
  readonly text: string
}

/** Set-up: a party has joined. */
export interface AddedRow {
  readonly row: 'added'
  readonly by: DN
  readonly dn: DN
  readonly label: string
  readonly text: string
}

/** From a DN to the T-Server. */
export interface RequestRow {
  readonly row: 'request'
  readonly dn: DN
  readonly label: string
}

/** Everything that the requests above it caused has been seen. A failure comes before its answer. */
export interface FenceRow {
  readonly row: 'fence'
}

const fence: FenceRow = { row: 'fence' }

/** Where a crash, a hang or a protocol error ended the script. */
export interface FailureRow {
  readonly row: 'failure'
  readonly label: string
  readonly text: string
}

export function ladder(finding: Finding): Ladder {
  const { history, violation, failure } = finding
  const calls = history.calls.map(({ connID }) => bareConnID(connID))
  const callNumber = numbering(calls)
  const early =
    violation?.round === -1
      ? eventRows({ events: history.early, late: [] }, violation.explanations[0], callNumber)
      : unjudgedRows(history.early, callNumber)
  const rounds = history.rounds.flatMap((round, at): readonly LadderRow[] => {
    const explanation = violation?.round === -1 ? undefined : violation?.explanations[at]
    const events = eventRows(round, explanation, callNumber)
    return [
      ...round.actions.map((action) => actionRow(action, callNumber)),
      ...events.filter(({ late }) => !late),
      ...(failure !== undefined && at === history.rounds.length - 1 ? [] : [fence]),
      ...events.filter(({ late }) => late),
      ...statusRow(explanation, calls.length),
    ]
  })
  return {
    parties: ladderParties(history),
    rows: [
      ...history.calls.map((call, at) => establishedRow(call, callNumber(calls[at]))),
      ...early,
      ...rounds,
      ...(failure === undefined ? [] : [failureRow(finding.kind, failure.message)]),
    ],
  }
}

/** Which call a ConnID means, in words; nothing where there is only one and it is meant. */
function numbering(calls: readonly string[]): CallNumber {
  return (connID) => {
    const at = connID === undefined ? -1 : calls.indexOf(bareConnID(connID))
    if (at < 0) return 'no call'
    return calls.length > 1 ? `call ${at + 1}` : undefined
  }
}

function establishedRow(
  { connID, dns, unmonitored }: EstablishedCall,
  call: string | undefined,
): EstablishedRow {
  const outside = unmonitored.length === 0 ? '' : `; unmonitored: ${dnsInWords(unmonitored)}`
  return {
    row: 'established',
    dns: [...dns, ...unmonitored],
    label: `${call ?? 'call'} established`,
    text: `${counted(dns.length + unmonitored.length, 'party', 'parties')}: ${dnsInWords(dns)}${outside}; ConnID ${valueInWords('ConnID', connID)}`,
  }
}

function actionRow(action: Action, callNumber: CallNumber): AddedRow | RequestRow {
  const call = callNumber(action.connID)
  const place = call === undefined ? '' : ` (${call})`
  switch (action.request) {
    case 'addParty':
      return {
        row: 'added',
        by: action.by,
        dn: action.dn,
        label: `addParty ${dnInWords(action.dn)}${place}`,
        text: `${dnInWords(action.by)} adds ${dnInWords(action.dn)}: set-up, not judged`,
      }
    case 'TReleaseCall':
      return { row: 'request', dn: action.thisDN, label: `TReleaseCall${place}` }
    case 'TDeleteFromConference':
      return {
        row: 'request',
        dn: action.thisDN,
        label: `TDeleteFromConference ${dnInWords(action.otherDN)}${place}`,
      }
  }
}

function failureRow(kind: Finding['kind'], message: string): FailureRow {
  return { row: 'failure', label: kindInWords[kind], text: printable(message, 500) }
}
