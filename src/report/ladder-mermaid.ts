/** A ladder diagram as a Mermaid sequence diagram, which GitHub and GitLab draw in Markdown. */
import { printable } from '../adapter/printable.ts'
import { escapeMermaid } from './escape.ts'
import type { RequestRow } from './ladder-actions.ts'
import type { EventRow } from './ladder-events.ts'
import type { LadderParty } from './ladder-parties.ts'
import { details } from './ladder-text.ts'
import type { Ladder, LadderRow } from './ladder.ts'
import { isWrong, markSigns } from './mark-signs.ts'
import { wrapped } from './wrap.ts'

/** Mermaid draws no longer text, unless the page that it stands in says so. */
const longestDiagram = 50_000

/** Of one note; the text ladder has the whole. */
const longestNote = 400

/** Behind requests in flight: a grey that can be seen on light and on dark ground. */
const inFlightGround = 'rgba(128, 128, 128, 0.2)'

/** @returns lines without a line feed at the end; undefined where Mermaid would not draw so much. */
export function ladderMermaid({ parties, rows }: Ladder): string | undefined {
  const lifelines = new Map(parties.map(({ dn }, at) => [dn, `p${at}`]))
  const place = {
    lifeline: (dn: string) => lifelines.get(dn) ?? 'T',
    everybody: `T,p${parties.length - 1}`,
  }
  const lines = [
    'sequenceDiagram',
    'participant T as T-Server',
    ...parties.map((party, at) => `participant p${at} as ${escapeMermaid(nameOf(party))}`),
    ...rows.flatMap((row) => rowLines(row, place)),
  ]
  const text = lines.join('\n')
  return text.length > longestDiagram ? undefined : text
}

interface Place {
  readonly lifeline: (dn: string) => string
  /** What a note that concerns all of them stands over, all across. */
  readonly everybody: string
}

function nameOf({ name, place }: LadderParty): string {
  switch (place) {
    case 'monitored':
      return name
    case 'unmonitored':
      return `${name} (unmonitored)`
    case 'outside':
      return `${name} (in no call)`
  }
}

function rowLines(row: LadderRow, { lifeline, everybody }: Place): readonly string[] {
  switch (row.row) {
    case 'established':
    case 'discarded':
    case 'added':
      return [note(everybody, `${row.label}: ${row.text}`)]
    case 'request':
      return requestLines(row, lifeline(row.dn))
    case 'event':
      return eventLines(row, lifeline(row.dn))
    case 'fence':
      return [note(everybody, 'fence')]
    case 'status':
      return [note(everybody, ...row.texts)]
    case 'failure':
      return [note(everybody, `✗ ${row.label}: ${row.text}`)]
  }
}

function requestLines({ label, inFlight }: RequestRow, from: string): readonly string[] {
  if (inFlight === undefined) return [`${from}->>T: ${escapeMermaid(label)}`]
  const { number, of } = inFlight
  return [
    ...(number === 1 ? [`rect ${inFlightGround}`] : []),
    `${from}->>T: ${escapeMermaid(`${label} (in flight: ${number} of ${of})`)}`,
    ...(number === of ? ['end'] : []),
  ]
}

function eventLines(row: EventRow, to: string): readonly string[] {
  const { sign, word } = markSigns[row.mark]
  const said = row.mark === 'good' ? '' : ` (${word})`
  const found = isWrong(row.mark) ? details(row) : []
  return [
    `T${row.mark === 'missing' ? '--x' : '->>'}${to}: ${escapeMermaid(`${sign} ${row.label}${said}`)}`,
    ...(found.length === 0 ? [] : [note(to, ...found)]),
  ]
}

/** @param texts one below the other; wider where the note stands over several lifelines. */
function note(over: string, ...texts: readonly string[]): string {
  const width = over.includes(',') ? 72 : 44
  const lines = texts.flatMap((text) => wrapped(printable(text, longestNote), width))
  return `Note over ${over}: ${lines.map(escapeMermaid).join('<br/>')}`
}
