/** In what ways a T-Server was wrong, by what was seen of it and what is right. */
import { judgedAttributes } from '../../oracles/tlib.ts'
import type { DN, Event } from '../../oracles/tlib.ts'

/** The same events in the same order of each DN give the same text; the order between DNs is open. */
export function judgedText(events: readonly Event[]): string {
  return [...columns(events)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([dn, column]) => `${dn}: ${column.map(textOf).join(' | ')}`)
    .join('\n')
}

const names = ['EventReleased', 'EventPartyDeleted', 'EventError'] as const

function textOf(event: Event): string {
  const judged = event.name === 'EventError' ? [] : judgedAttributes
  return [event.name, ...judged.map((attribute) => String(event[attribute]))].join(' ')
}

function columns(events: readonly Event[]): ReadonlyMap<DN, readonly Event[]> {
  const judged = events.filter(({ name }) => names.some((one) => one === name))
  return Map.groupBy(judged, ({ ThisDN }) => ThisDN)
}

interface Seen {
  readonly right: readonly Event[]
  readonly wrong: readonly Event[]
  /** What came after that round. */
  readonly later: readonly Event[]
  /** The ConnIDs of all calls. */
  readonly connIDs: readonly string[]
  /** Those to whom nothing may be distributed. */
  readonly unmonitored: readonly DN[]
  /** Those who had left. */
  readonly gone: readonly DN[]
}

/** What is wrong with a round: a line for each way, such as `EventReleased: ConnID missing`. */
export function differences(seen: Seen): ReadonlySet<string> {
  const { right, wrong, later, connIDs, unmonitored, gone } = seen
  const found = wrong.flatMap(({ name, ThisDN }) => [
    ...(unmonitored.includes(ThisDN) ? [`${name}: to an unmonitored party`] : []),
    ...(gone.includes(ThisDN) ? [`${name}: to one that has left`] : []),
  ])
  const [rightOf, wrongOf] = [columns(right), columns(wrong)]
  for (const dn of new Set([...rightOf.keys(), ...wrongOf.keys()]))
    for (const line of ofColumn(rightOf.get(dn) ?? [], wrongOf.get(dn) ?? [], connIDs))
      found.push(line)
  for (const name of names) {
    const ways = [`${name}: missing`, `${name}: surplus`]
    if (ways.every((way) => found.includes(way))) found.push(`${name}: to the wrong DN`)
    const lateOnes = later.filter((event) => right.some((one) => isSame(one, event)))
    if (found.includes(`${name}: missing`) && lateOnes.some((event) => event.name === name))
      found.push(`${name}: late`)
  }
  return new Set(found)
}

function isSame(one: Event, other: Event): boolean {
  return one.ThisDN === other.ThisDN && textOf(one) === textOf(other)
}

function ofColumn(
  right: readonly Event[],
  wrong: readonly Event[],
  connIDs: readonly string[],
): readonly string[] {
  const lines = names.flatMap((name) => {
    const wanted = right.filter((event) => event.name === name)
    const seen = wrong.filter((event) => event.name === name)
    if (seen.length < wanted.length) return [`${name}: missing`]
    if (seen.length > wanted.length) return [`${name}: surplus`]
    if (namesInOtherOrder(wanted, seen)) return [`${name}: in another order`]
    return wanted.flatMap((event, at) => ofEvent(event, seen[at] ?? event, connIDs))
  })
  if (lines.length > 0 || right.every((event, at) => event.name === wrong[at]?.name)) return lines
  return ['EventPartyDeleted: after EventReleased']
}

function namesInOtherOrder(wanted: readonly Event[], seen: readonly Event[]): boolean {
  const [one, other] = [wanted.map(({ OtherDN }) => OtherDN), seen.map(({ OtherDN }) => OtherDN)]
  const isOther = one.some((dn, at) => dn !== other[at])
  return isOther && one.toSorted().join() === other.toSorted().join()
}

function ofEvent(right: Event, wrong: Event, connIDs: readonly string[]): readonly string[] {
  if (right.name === 'EventError') return []
  return judgedAttributes.flatMap((attribute) => {
    const [wanted, seen] = [right[attribute], wrong[attribute]]
    if (wanted === seen) return []
    const line = `${right.name}: ${attribute}`
    if (seen === undefined) return [`${line} missing`]
    if (wanted === undefined) return [`${line} surplus`]
    if (attribute === 'CallState') return [`${line} wrong`, `${line} ${seen} for ${wanted}`]
    const ofCall = attribute === 'ConnID' && connIDs.includes(String(seen))
    return [ofCall ? `${line} of another call` : `${line} wrong`]
  })
}
