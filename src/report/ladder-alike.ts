/**
 * What a drawing shows once. Many parties are to see the same: rows that say the same of several DNs are
 * drawn as one row, and in a large conference the DNs to which the same happened as one column.
 */
import type { DN } from '../../oracles/tlib.ts'
import { dnInWords } from './in-words.ts'
import type { EventRow } from './ladder-events.ts'
import type { LadderParty } from './ladder-parties.ts'
import type { Ladder, LadderRow } from './ladder.ts'

export interface DrawnRow {
  readonly row: LadderRow
  /** Of an event: to whom it is drawn, `row.dn` among them. Empty for all other rows. */
  readonly dns: readonly DN[]
}

export interface DrawnColumn {
  /** One, or three and more. */
  readonly dns: readonly DN[]
  readonly name: string
  /** Below the name, for who is not an ordinary party. */
  readonly caption: string
  readonly place: LadderParty['place']
  readonly later: boolean
}

/** With as many parties each has a column of its own. */
const fewParties = 8

/** So many DNs at least are drawn as one. */
const fewestAlike = 3

/**
 * The rows of a ladder, those events as one that say the same of several DNs. No order is promised
 * between DNs: what each of them saw stays in its order, and between the other rows where it was.
 */
export function drawnRows({ parties, rows }: Ladder): readonly DrawnRow[] {
  const places = new Map(parties.map(({ dn }, at) => [dn, at]))
  const fromLeft = (one: DN, other: DN): number => (places.get(one) ?? 0) - (places.get(other) ?? 0)
  const drawn: DrawnRow[] = []
  let events: EventRow[] = []
  const drawEvents = (): void => {
    for (const alike of together(events))
      drawn.push({ ...alike, dns: alike.dns.toSorted(fromLeft) })
    events = []
  }
  for (const row of rows)
    if (row.row === 'event') events.push(row)
    else {
      drawEvents()
      drawn.push({ row, dns: [] })
    }
  drawEvents()
  return drawn
}

/**
 * Events that nothing stands between. Of what the DNs see next, that is drawn first which the fewest
 * others see later, then what came first.
 */
function together(events: readonly EventRow[]): readonly DrawnRow[] {
  const sayings = events.map((row) => ({ row, says: sayingOf(row) }))
  const left = new Map(
    [...Map.groupBy(sayings, ({ says }) => says)].map(([says, { length }]) => [says, length]),
  )
  const queues = [...Map.groupBy(sayings, ({ row }) => row.dn).values()]
  const nexts = queues.map(() => 0)
  const places = new Map(sayings.map((saying, at) => [saying, at]))
  const drawn: DrawnRow[] = []
  for (;;) {
    const heads = queues.flatMap((queue, at) => queue[nexts[at] ?? 0] ?? [])
    const choices = [...Map.groupBy(heads, ({ says }) => says)].map(([says, of]) => ({
      says,
      of,
      later: (left.get(says) ?? 0) - of.length,
      place: Math.min(...of.map((saying) => places.get(saying) ?? 0)),
    }))
    const [chosen] = choices.toSorted(
      (one, other) => one.later - other.later || one.place - other.place,
    )
    const [first] = chosen?.of ?? []
    if (chosen === undefined || first === undefined) return drawn
    drawn.push({ row: first.row, dns: chosen.of.map(({ row }) => row.dn) })
    left.set(chosen.says, chosen.later)
    for (const [at, queue] of queues.entries())
      if (queue[nexts[at] ?? 0]?.says === chosen.says) nexts[at] = (nexts[at] ?? 0) + 1
  }
}

/** All but the DN; with it where the row tells who has left, rightly, as that is different of each. */
function sayingOf({ dn, ...rest }: EventRow): string {
  const leaves = rest.mark === 'good' && rest.name.startsWith('EventReleased')
  return JSON.stringify(leaves ? [dn, rest] : rest)
}

/** The columns of a ladder: of more than a few parties, those alike in all drawn rows are one. */
export function drawnColumns(
  { parties }: Ladder,
  rows: readonly DrawnRow[],
): readonly DrawnColumn[] {
  if (parties.length <= fewParties) return parties.map(ownColumn)
  const active = new Set(rows.flatMap(({ row }) => activeIn(row)))
  const alike = Map.groupBy(parties, ({ dn, place, later }) =>
    active.has(dn) ? dn : JSON.stringify([place, later, rowsOf(dn, rows)]),
  )
  return [...alike.values()].flatMap((members) =>
    members.length < fewestAlike ? members.map(ownColumn) : [sharedColumn(members)],
  )
}

/** Who does something. */
function activeIn(row: LadderRow): readonly DN[] {
  if (row.row === 'request') return [row.dn]
  return row.row === 'added' ? [row.by, row.dn] : []
}

/** The rows in which something happens to a DN, as indexes. */
function rowsOf(dn: DN, rows: readonly DrawnRow[]): readonly number[] {
  return [...rows.entries()]
    .filter(([, { row, dns }]) => {
      if (row.row === 'established') return row.dns.includes(dn)
      if (row.row === 'status' || row.row === 'discarded') return row.departed.includes(dn)
      return dns.includes(dn)
    })
    .map(([at]) => at)
}

const captions = { monitored: '', unmonitored: 'unmonitored', outside: 'in no call' } as const

function ownColumn({ dn, name, place, later }: LadderParty): DrawnColumn {
  return { dns: [dn], name, caption: captions[place], place, later }
}

function sharedColumn(members: readonly LadderParty[]): DrawnColumn {
  const place = members[0]?.place ?? 'monitored'
  return {
    dns: members.map(({ dn }) => dn),
    name: `${members.length} parties`,
    caption: place === 'monitored' ? 'alike' : captions[place],
    place,
    later: members[0]?.later ?? false,
  }
}

/** "7001, 7002", "7001, 7002, 7003 and 25 more". */
export function someDnsInWords(dns: readonly DN[], most: number): string {
  const named = dns.slice(0, dns.length > most ? most - 1 : most).map(dnInWords)
  const more = dns.length - named.length
  return `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
}
