/**
 * A ladder diagram as data, without a layout: the parties and the T-Server as lifelines, and from
 * top to bottom what was sent, what was seen, and what should have been. All formats draw from it,
 * so that all tell the same. Every text in it is printable and on one line.
 */
import type { Round } from '../../oracles/history.ts'
import type { Explanation } from '../../oracles/verdict.ts'
import type { Finding } from '../run/finding.ts'
import { counted } from './in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { actionRows, type AddedRow, type RequestRow } from './ladder-actions.ts'
import {
  callRows,
  numbering,
  type CallNumber,
  type DiscardedRow,
  type EstablishedRow,
} from './ladder-calls.ts'
import { eventRows, type EventRow } from './ladder-events.ts'
import { ladderParties, type LadderParty } from './ladder-parties.ts'
import { standingsAfter, statusInWords, type StatusRow } from './ladder-status.ts'
import { Talking } from './ladder-talking.ts'
import { printable } from '../adapter/printable.ts'

export interface Ladder {
  /** Left to right; the T-Server is not among them. */
  readonly parties: readonly LadderParty[]
  readonly rows: readonly LadderRow[]
}

export type LadderRow =
  | EstablishedRow
  | DiscardedRow
  | AddedRow
  | RequestRow
  | EventRow
  | FenceRow
  | StatusRow
  | FailureRow

/** Everything that the requests above it caused has been seen. A failure comes before its answer. */
export interface FenceRow {
  readonly row: 'fence'
}

const fence: FenceRow = { row: 'fence' }

/** Of a script that an event came very late for, there may be nothing else left to show. */
const notKept: StatusRow = {
  row: 'status',
  departed: [],
  texts: ['so many scripts later that what was sent and seen by then is not kept any more:'],
  standings: [],
}

/** Where a crash, a hang or a protocol error ended the script. */
export interface FailureRow {
  readonly row: 'failure'
  readonly label: string
  readonly text: string
}

export function ladder(finding: Finding): Ladder {
  const { violation, failure, leftOut = [] } = finding
  const { calls, early, rounds } = finding.history
  const talking = new Talking()
  const atOnce = violation?.round === -1 ? violation.explanations[0] : undefined
  const rows: LadderRow[] = [
    ...callRows(calls, 0, talking),
    ...eventRows({ actions: [], events: early, late: [] }, atOnce, numbering(calls, 0)),
    ...leftOutRows(leftOut, -1),
  ]
  // Where others had been established after a round, its fence had been answered.
  const answered = Math.max(...calls.map(({ from = 0 }) => from))
  for (const [at, round] of rounds.entries()) {
    const explanation = violation?.round === -1 ? undefined : violation?.explanations[at]
    const callNumber = numbering(calls, at)
    const fenced = failure === undefined || at < Math.max(answered, rounds.length - 1)
    rows.push(
      ...(at === 0 ? [] : callRows(calls, at, talking)),
      ...roundRows(round, explanation, callNumber, fenced),
      ...leftOutRows(leftOut, at),
      ...statusRows(round, explanation, violation?.round === at, callNumber, talking),
    )
  }
  if (rounds.length > 0) rows.push(...callRows(calls, rounds.length, talking))
  if (failure !== undefined) rows.push(failureRow(finding.kind, failure.message))
  return { parties: ladderParties(finding.history), rows }
}

/** Of a flood, what is not among the rows above. */
function leftOutRows(
  leftOut: NonNullable<Finding['leftOut']>,
  round: number,
): readonly StatusRow[] {
  const texts = leftOut
    .filter((one) => one.round === round)
    .map(({ events }) => `${counted(events, 'more event')} came here, ${leftOutInWords(events)}`)
  return texts.length === 0 ? [] : [{ row: 'status', departed: [], texts, standings: [] }]
}

const leftOutInWords = (events: number): string =>
  events === 1 ? 'and is left out' : 'and are left out'

/** Each action before the first event that arrived after it was sent. */
function roundRows(
  round: Round,
  explanation: Explanation | undefined,
  callNumber: CallNumber,
  fenced: boolean,
): readonly LadderRow[] {
  const actions = actionRows(round.actions, callNumber)
  const events = eventRows(round, explanation, callNumber)
  if (round.actions.length === 0) return [notKept, ...events]
  const inTime = events.filter(({ late }) => !late)
  const rows: LadderRow[] = []
  let above = 0
  for (const event of inTime) {
    rows.push(...actions.slice(above, event.sent), event)
    above = Math.max(above, event.sent)
  }
  return [
    ...rows,
    ...actions.slice(above),
    ...(fenced ? [fence] : []),
    ...events.filter(({ late }) => late),
  ]
}

/** @param nearest nothing explains the round. */
function statusRows(
  { actions }: Round,
  explanation: Explanation | undefined,
  nearest: boolean,
  callNumber: CallNumber,
  talking: Talking,
): readonly StatusRow[] {
  for (const action of actions)
    if (action.request === 'addParty') talking.add(action.connID, action.dn)
  if (explanation === undefined || explanation.outcomes.length === 0) return []
  const departed = talking.follow(explanation.outcomes)
  const texts = statusInWords(explanation, nearest, callNumber)
  const standings = standingsAfter(explanation, callNumber)
  return [{ row: 'status', departed, texts, standings }]
}

function failureRow(kind: Finding['kind'], message: string): FailureRow {
  return { row: 'failure', label: kindInWords[kind], text: printable(message, 500) }
}
