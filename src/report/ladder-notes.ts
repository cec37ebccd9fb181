/** What a drawn ladder says beside its rows, in lines of a width. */
import { displayWidth } from './display-width.ts'
import { counted, dnInWords } from './in-words.ts'
import { someDnsInWords, type DrawnColumn, type DrawnRow } from './ladder-alike.ts'
import type { RequestRow } from './ladder-actions.ts'
import type { LadderAttribute } from './ladder-attributes.ts'
import type { EstablishedRow } from './ladder-calls.ts'
import type { EventRow } from './ladder-events.ts'
import type { StatusRow } from './ladder-status.ts'
import { filled, wrapped } from './wrap.ts'

export interface NoteLine {
  readonly text: string
  readonly weight: 'strong' | 'quiet' | 'expected'
  /** On the same line, after a space. */
  readonly then?: NoteLine
}

interface NoteOptions {
  /** Of a line. */
  readonly cells: number
  /** So many columns that an arrow is not easily followed: who it is from, or to, is told too. */
  readonly many: boolean
  /** Columns to be told of here: who is meant by them. */
  readonly alike: readonly DrawnColumn[]
}

/** So many DNs are told by name. */
const mostNames = 6
const mostNamesOfColumn = 60

export function notesOf(
  { row, dns }: DrawnRow,
  { cells, many, alike }: NoteOptions,
): readonly NoteLine[] {
  switch (row.row) {
    case 'established':
      return alike.length === 0
        ? lines('quiet', row.text, cells)
        : [...lines('quiet', sizeOf(row), cells), ...alike.flatMap((one) => alikeNotes(one, cells))]
    case 'discarded':
    case 'added':
      return lines('quiet', row.text, cells)
    case 'event':
      return eventNotes(row, many ? [`to ${someDnsInWords(dns, mostNames)}`] : [], cells)
    case 'status':
      return row.texts.flatMap((text) => lines('quiet', text, cells))
    case 'failure':
      return lines('strong', row.text, cells)
    case 'request':
      return requestNotes(row, many, cells)
    case 'fence':
      return []
  }
}

function sizeOf({ dns, connID }: EstablishedRow): string {
  return `${counted(dns.length, 'party', 'parties')}${connID === undefined ? '' : `; ${connID}`}`
}

function alikeNotes({ name, dns }: DrawnColumn, cells: number): readonly NoteLine[] {
  return lines('quiet', `${name} alike: ${someDnsInWords(dns, mostNamesOfColumn)}`, cells)
}

function requestNotes(
  { dn, inFlight }: RequestRow,
  many: boolean,
  cells: number,
): readonly NoteLine[] {
  const from = many ? [`from ${dnInWords(dn)}`] : []
  const together =
    inFlight === undefined ? [] : [`in flight together: ${inFlight.number} of ${inFlight.of}`]
  return filledLines([...from, ...together], cells)
}

/** @param to whom, where that is to be told. */
function eventNotes(
  { mark, attributes, text }: EventRow,
  to: readonly string[],
  cells: number,
): readonly NoteLine[] {
  const came = attributes.filter(({ seen }) => seen !== undefined)
  const right = came.filter(({ wrong }) => !wrong)
  const strong = lines('strong', text, cells)
  switch (mark) {
    case 'good':
      return filledLines([...to, ...right.filter(tellsApart).map(seenInWords)], cells)
    case 'differing': {
      const wrong = attributes.filter((attribute) => attribute.wrong)
      return [
        ...wrong.flatMap((attribute) => differenceNotes(attribute, cells)),
        ...filledLines([...to, ...right.map(seenInWords)], cells),
      ]
    }
    case 'missing': {
      const wanted = attributes.map(({ name, expected }) => `${name} ${expected}`)
      return [...strong, ...filledLines([...to, ...wanted], cells)]
    }
    case 'surplus':
    case 'out-of-order':
    case 'late':
      return [...strong, ...filledLines([...to, ...came.map(seenInWords)], cells)]
    case 'not-judged':
      return filledLines([text, ...to, ...came.map(seenInWords)], cells)
  }
}

function seenInWords({ name, seen }: LadderAttribute): string {
  return `${name} ${seen}`
}

/** The roles of an event that is right are the same each time. */
function tellsApart({ name }: LadderAttribute): boolean {
  return !name.endsWith('Role')
}

/** "CallState: expected OK" and then "→ came Conferenced". */
function differenceNotes(
  { name, expected, seen }: LadderAttribute,
  cells: number,
): readonly NoteLine[] {
  const wanted = lines('expected', `${name}: expected ${expected ?? 'nothing'}`, cells)
  const came = lines('strong', `→ ${seen === undefined ? 'was absent' : `came ${seen}`}`, cells)
  const [one, other] = [wanted[0], came[0]]
  return wanted.length === 1 &&
    came.length === 1 &&
    one !== undefined &&
    other !== undefined &&
    displayWidth(`${one.text} ${other.text}`) <= cells
    ? [{ ...one, then: other }]
    : [...wanted, ...came]
}

function filledLines(pieces: readonly string[], cells: number): readonly NoteLine[] {
  return filled(pieces, ' · ', cells).map((text) => ({ text, weight: 'quiet' }))
}

function lines(weight: NoteLine['weight'], text: string, cells: number): readonly NoteLine[] {
  return wrapped(text, cells).map((line) => ({ text: line, weight }))
}

/** "2 parties remain", "CallState OK"; of several calls a line each: "call 2: 2 parties, OK". */
export function standingsInWords({ standings }: StatusRow): readonly string[] {
  const [only, ...others] = standings
  if (only === undefined) return []
  if (others.length === 0)
    return [
      ...(only.parties === 0
        ? ['nobody remains']
        : [counted(only.parties, 'party remains', 'parties remain')]),
      ...(only.parties === 0 || only.callState === undefined
        ? []
        : [`CallState ${only.callState}`]),
    ]
  return standings.map(({ call, parties, callState }) => {
    const state = parties === 0 || callState === undefined ? '' : `, ${callState}`
    return `${call ?? 'the call'}: ${counted(parties, 'party', 'parties')}${state}`
  })
}
