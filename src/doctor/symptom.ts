/** A failure of the adapter, with all that it is seen by. */
import type { AdapterFailure } from '../adapter/adapter.ts'
import { read, type Line, type Wire } from './exchange.ts'
import type { Session } from './session.ts'
import type { Situation } from './situation.ts'

export interface Symptom {
  readonly failure: AdapterFailure
  /** The line that is to blame, as it came; not told where none is. */
  readonly line: string | undefined
  /** What that line says; nothing where it is no JSON object. */
  readonly message: Readonly<Record<string, unknown>>
  /** That of the line to blame, or else of the request that was waited for, or sent last. */
  readonly method: string | undefined
  /** The request that was waited for was not the first one of its write, nor was any after it answered. */
  readonly behindOthers: boolean
  /** The write had other requests, before it or after it. */
  readonly amongOthers: boolean
  /** What was sent lately. */
  readonly sent: readonly string[]
  readonly wire: Wire
  /** Methods that have been answered before. */
  readonly answered: ReadonlySet<string>
  readonly situation: Situation | undefined
  /** It talks the protocol over a wire; otherwise it is a module. */
  readonly hasWire: boolean
  /** Where the bridge writes to: "stdout". */
  readonly out: string
}

export function symptomOf(failure: AdapterFailure, session: Session): Symptom {
  const { exchange, situation, way } = session
  const lines = exchange.since()
  const blamed = blamedLine(failure, lines)
  const waitedFor = waitedForLine(failure, lines)
  return {
    failure,
    line: blamed?.text,
    message: read(blamed?.text ?? ''),
    method: (blamed ?? waitedFor ?? lines.findLast(({ way }) => way === 'sent'))?.method,
    ...placeOf(waitedFor, lines),
    sent: lines.filter(({ way }) => way === 'sent').map(({ text }) => text),
    wire: exchange.wire,
    answered: exchange.answered,
    situation,
    hasWire: way.hasWire,
    out: way.out,
  }
}

/** The line that breaks the protocol, or the error that the bridge answered. */
export function blamedLine(
  { kind, evidence }: AdapterFailure,
  lines: readonly Line[],
): Line | undefined {
  const came = lines.filter(({ way }) => way === 'came')
  const { line } = evidence
  if (line === undefined)
    return kind === 'crash' ? came.findLast(({ text }) => 'error' in read(text)) : undefined
  return came.findLast(({ text }) => text.startsWith(line)) ?? keptNoLonger(line, lines)
}

/** A line after which so many others have come with it that only its start is known. */
function keptNoLonger(text: string, lines: readonly Line[]): Line {
  const number = (lines.at(-1)?.number ?? 0) + 1
  return { number, way: 'came', text, method: undefined, write: undefined }
}

/** The request that was waited for longest. */
export function waitedForLine(
  { evidence }: AdapterFailure,
  lines: readonly Line[],
): Line | undefined {
  const isAnswered = answeredAmong(lines)
  return lines.find(
    (line) => line.way === 'sent' && line.method === evidence.waitedFor && !isAnswered(line),
  )
}

/** Where the request stood in its write. */
function placeOf(
  waitedFor: Line | undefined,
  lines: readonly Line[],
): Pick<Symptom, 'behindOthers' | 'amongOthers'> {
  if (waitedFor?.write === undefined) return { behindOthers: false, amongOthers: false }
  const isAnswered = answeredAmong(lines)
  const together = lines.filter(({ write }) => write === waitedFor.write)
  const { number } = waitedFor
  return {
    amongOthers: together.length > 1,
    behindOthers:
      together.some((line) => line.number < number) &&
      !together.some((line) => line.number > number && isAnswered(line)),
  }
}

function answeredAmong(lines: readonly Line[]): (request: Line) => boolean {
  const ids = new Set(lines.flatMap(({ way, text }) => (way === 'came' ? [read(text).id] : [])))
  return ({ text }) => ids.has(read(text).id)
}
