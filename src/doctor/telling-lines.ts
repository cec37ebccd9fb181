/** Of all that went over, the lines that show a problem. */
import type { Event } from '../../oracles/tlib.ts'
import type { AdapterFailure } from '../adapter/adapter.ts'
import { capitalized } from '../report/in-words.ts'
import { isRecord, read, type Exchange, type Line } from './exchange.ts'
import { blamedLine, waitedForLine } from './symptom.ts'

/** The lines of some methods: requests, answers and notifications. */
export function linesOf(
  exchange: Exchange,
  since: number,
  ...methods: readonly string[]
): readonly Line[] {
  return exchange.since(since).filter(({ method }) => methods.includes(method ?? ''))
}

/** The lines by which these events came. */
export function linesOfEvents(
  exchange: Exchange,
  since: number,
  events: readonly Event[],
): readonly Line[] {
  return linesOf(exchange, since, 'event').filter((line) => {
    const { name, ThisDN, ConnID } = eventIn(line)
    return events.some(
      (event) => event.name === name && event.ThisDN === ThisDN && event.ConnID === ConnID,
    )
  })
}

/** The event that a bridge has sent, or a module delivered. */
function eventIn({ text }: Line): Readonly<Record<string, unknown>> {
  const { params } = read(text)
  return isRecord(params) ? params : read(text.replace(/^event /, ''))
}

/** In the order in which they went over, each once. */
export function inOrder(...lines: readonly (Line | undefined)[]): readonly Line[] {
  const all = new Set(lines.filter((line) => line !== undefined))
  return [...all].toSorted((one, other) => one.number - other.number)
}

/** What a failure says, without what the lines show. */
export function seenOf({ message }: AdapterFailure): string {
  const [said = ''] = message.split('; the line is: ', 1)
  const short = said.replace(/ \{".*?\}(?= (?:within|with error|threw|did not settle)|$)/, '')
  // A method at the start keeps its name.
  return `${/^(the|event|more|what) /.test(short) ? capitalized(short) : short}.`
}

/** Lines of its log that are shown. */
const mostOfLog = 4

/** The last lines of the bridge's own log; where there is more than a stack, without the stack. */
export function endOfLog(log: readonly string[]): readonly string[] {
  const words = log.filter((line) => !/^\s+at |^\s*\^+$|^Node\.js v/.test(line))
  return (words.length === 0 ? log : words).slice(-mostOfLog)
}

/** What led to a failure, and what it is seen by. */
export function linesOfFailure(failure: AdapterFailure, exchange: Exchange): readonly Line[] {
  const lines = exchange.since()
  const blamed = blamedLine(failure, lines)
  const waitedFor = waitedForLine(failure, lines)
  const sent = lines.filter(({ way }) => way === 'sent')
  if (blamed !== undefined) {
    const { id } = read(blamed.text)
    const answered = sent.find(({ text }) => id !== undefined && read(text).id === id)
    const led = answered ?? sent.findLast(({ method }) => method === 'send') ?? sent.at(-1)
    return inOrder(led, blamed)
  }
  if (waitedFor === undefined) return inOrder(sent.at(-1))
  const { unfinished } = exchange.wire
  if (failure.kind === 'hang' && unfinished !== '')
    return [waitedFor, { ...waitedFor, number: exchange.next, way: 'came', text: unfinished }]
  const before = sent.filter(
    ({ number, write }) => write === waitedFor.write && number === waitedFor.number - 1,
  )
  return inOrder(
    ...before,
    waitedFor,
    ...lines.filter(({ way, number }) => way === 'came' && number > waitedFor.number).slice(0, 2),
  )
}
