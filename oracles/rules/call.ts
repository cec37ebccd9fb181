/** Rules on the call as a whole: its ConnID, who is still in it, and the order of what happens. */
import { seenIn, type Rule } from '../rule.ts'
import type { DN, Event } from '../tlib.ts'
import { connIDOf } from '../seen.ts'
import type { ReadRequest } from '../read-request.ts'
import type { ReadHistory } from '../reading.ts'

export const late: Rule = {
  id: 'late',
  title: 'Every event is distributed before the T-Server is done with the request that caused it.',
  section: 'Inference',
  sentence: 'Each event follows from the request that stands above it in the table.',
  *check(history) {
    for (const event of history.early)
      yield seenIn(event, `${event.name} came when nothing had been asked`)
    for (const event of history.late)
      yield seenIn(event, `${event.name} came after the fence of its request had been answered`)
  },
}

export const beforeItsRequest: Rule = {
  id: 'before-its-request',
  title: 'No event comes before the requests that it follows from have been sent.',
  section: 'Inference',
  sentence: 'Each event follows from the request that stands above it in the table.',
  *check({ premature }) {
    for (const event of premature)
      yield seenIn(event, `${event.name} came before what it follows from had been asked`)
  },
}

export const callsApart: Rule = {
  id: 'calls-apart',
  title:
    'A request to one call is told to nobody in the name of another call, and to no other call.',
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'ConnID 1, in every cell: a table tells of one call and its parties.',
  *check({ calls, requests, whileJoining }) {
    for (const event of whileJoining)
      yield seenIn(event, `got ${event.name} of one call while a party joined another`)
    for (const read of requests) {
      const { before, gone, released, partyDeleted, connID: own } = read
      // Nobody can tell of what call an unknown ConnID is.
      if (!calls.some((call) => call.connID === own)) continue
      const others = calls.filter((call) => call.connID !== own)
      const everIn = new Set([...before, ...gone])
      for (const event of [...released, ...partyDeleted]) {
        const { name, ThisDN: dn } = event
        if (others.some((call) => call.connID === connIDOf(event)))
          yield seenIn(event, `got ${name} with the ConnID of another call than the request's`)
        else if (!everIn.has(dn) && others.some(({ dns }) => dns.has(dn)))
          yield seenIn(event, `got ${name} of a call that it was never in, being in another one`)
        else if (namesStranger(event, read, everIn, others))
          yield seenIn(event, `got ${name} of a DN that is in another call, and was never in this`)
      }
    }
  },
}

/** What the tables print; an outside party may go by any name, and then the name says nothing. */
function namesStranger(
  { name, OtherDN }: Event,
  { departed, unmonitored }: ReadRequest,
  everIn: ReadonlySet<DN>,
  others: ReadHistory['calls'],
): boolean {
  if (name !== 'EventPartyDeleted' || OtherDN === undefined) return false
  if (departed.some((dn) => unmonitored.includes(dn))) return false
  return !everIn.has(OtherDN) && others.some(({ dns }) => dns.has(OtherDN))
}

export const connID: Rule = {
  id: 'conn-id',
  title: "Every EventReleased and EventPartyDeleted carries the call's ConnID.",
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'ConnID 1, in every cell; in actual events ConnID>@metainformation>.',
  *check({ requests }) {
    for (const { before, released, partyDeleted, connID: right } of requests)
      for (const event of [...released, ...partyDeleted])
        if (connIDOf(event) !== right && before.includes(event.ThisDN))
          yield seenIn(event, `ConnID of ${event.name} is not that of the call`)
  },
}

export const nothingAfterLeaving: Rule = {
  id: 'nothing-after-leaving',
  title: 'A DN that has left a call gets no EventReleased and no EventPartyDeleted of it any more.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'The column of the party that left ends with its EventReleased.',
  *check({ requests }) {
    for (const { gone, released, partyDeleted } of requests)
      for (const event of [...released, ...partyDeleted])
        if (gone.has(event.ThisDN))
          yield seenIn(event, `got ${event.name} after it had left the call`)
  },
}

export const departuresInOneOrder: Rule = {
  id: 'departures-in-one-order',
  title: 'All parties see the departures in one order.',
  section: 'Inference from footnote a',
  sentence: 'The number of parties that remain, and with it CallState, is the same for everybody.',
  *check(history) {
    for (const event of history.outOfOrder)
      yield seenIn(event, `got ${event.name} of a departure after that of a later one`)
    for (const { thisDN, seen } of departuresSeen(history))
      for (const [at, after] of seen.entries()) {
        const before = seen[at - 1]
        if (before === undefined || before.place <= after.place) continue
        yield { thisDN, text: `saw ${before.dn} leave before ${after.dn}, which had left first` }
        break
      }
  },
}

/** Whom a DN saw leave a call, in the order in which it saw it. */
interface SeenDepartures {
  readonly thisDN: DN
  /** `place`: as how many-th request the one by which the DN left took effect. */
  readonly seen: readonly { readonly dn: DN; readonly place: number }[]
}

/**
 * DNs that join later may leave more than once, and those that were named twice to one DN were not
 * seen in an order at all; outside parties may go by any name. All of these are left out.
 */
function departuresSeen({ requests, joiners }: ReadHistory): readonly SeenDepartures[] {
  const left = new Map<string, number>()
  for (const [place, { connID, departed }] of requests.entries())
    for (const dn of departed) left.set(JSON.stringify([connID, dn]), place)
  const columns = new Map<string, { connID: string; thisDN: DN; seen: DN[] }>()
  for (const { connID, partyDeleted, departed, unmonitored } of requests) {
    if (departed.some((dn) => unmonitored.includes(dn))) continue
    for (const event of partyDeleted) {
      const { ThisDN: thisDN, OtherDN } = event
      if (OtherDN === undefined || joiners.includes(OtherDN) || connIDOf(event) !== connID) continue
      const key = JSON.stringify([connID, thisDN])
      const column = columns.get(key)
      if (column === undefined) columns.set(key, { connID, thisDN, seen: [OtherDN] })
      else column.seen.push(OtherDN)
    }
  }
  return [...columns.values()].map(({ connID, thisDN, seen }) => {
    const times = Map.groupBy(seen, (dn) => dn)
    const once = seen.filter((dn) => times.get(dn)?.length === 1)
    return {
      thisDN,
      seen: once.flatMap((dn) => {
        const place = left.get(JSON.stringify([connID, dn]))
        return place === undefined ? [] : [{ dn, place }]
      }),
    }
  })
}
