/** Rules on the call as a whole: its ConnID, who is still in it, and the order of what happens. */
import { seenIn, type Rule } from '../rule.ts'
import { bareConnID, type DN, type Event } from '../tlib.ts'
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

export const connID: Rule = {
  id: 'conn-id',
  title: "Every EventReleased and EventPartyDeleted carries the call's ConnID.",
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'ConnID 1, in every cell; in actual events ConnID>@metainformation>.',
  *check({ requests }) {
    for (const { before, released, partyDeleted, connID: right } of requests)
      for (const event of [...released, ...partyDeleted])
        if (before.includes(event.ThisDN) && !hasConnID(event, right))
          yield seenIn(event, `ConnID of ${event.name} is not that of the call`)
  },
}

function hasConnID({ ConnID }: Event, connID: string): boolean {
  return typeof ConnID === 'string' && bareConnID(ConnID) === connID
}

export const nothingAfterLeaving: Rule = {
  id: 'nothing-after-leaving',
  title: 'A DN that has left a call gets no EventReleased and no EventPartyDeleted of it any more.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'The column of the party that left ends with its EventReleased.',
  *check({ requests }) {
    for (const { gone, released, partyDeleted } of requests)
      for (const event of [...released, ...partyDeleted])
        if (gone.includes(event.ThisDN))
          yield seenIn(event, `got ${event.name} after it had left the call`)
  },
}

export const departuresInOneOrder: Rule = {
  id: 'departures-in-one-order',
  title: 'All parties see the departures in one order.',
  section: 'Inference from footnote a',
  sentence: 'The number of parties that remain, and with it CallState, is the same for everybody.',
  *check(history) {
    const orders = departuresSeen(history)
    for (const [at, { connID, thisDN, seen }] of orders.entries())
      for (const other of orders.slice(at + 1)) {
        if (connID !== other.connID) continue
        const both = seen.filter((dn) => other.seen.includes(dn))
        const asOther = other.seen.filter((dn) => seen.includes(dn))
        const swapped = both.findIndex((dn, position) => asOther[position] !== dn)
        if (swapped >= 0)
          yield {
            thisDN,
            text: `saw ${both[swapped]} leave before ${asOther[swapped]}; ${other.thisDN} saw it the other way round`,
          }
      }
  },
}

/** Whom a DN saw leave a call, in order. */
interface SeenDepartures {
  readonly connID: string
  readonly thisDN: DN
  readonly seen: readonly DN[]
}

/**
 * DNs that join later may leave more than once, and those that were named twice to one DN were not
 * seen in an order at all; outside parties may go by any name. All of these are left out.
 */
function departuresSeen({ requests, joiners }: ReadHistory): readonly SeenDepartures[] {
  const orders: { connID: string; thisDN: DN; seen: DN[] }[] = []
  for (const { connID, partyDeleted, departed, unmonitored } of requests) {
    if (departed.some((dn) => unmonitored.includes(dn))) continue
    for (const event of partyDeleted) {
      const { ThisDN: thisDN, OtherDN } = event
      if (OtherDN === undefined || joiners.includes(OtherDN) || !hasConnID(event, connID)) continue
      const order = orders.find((one) => one.connID === connID && one.thisDN === thisDN)
      if (order === undefined) orders.push({ connID, thisDN, seen: [OtherDN] })
      else order.seen.push(OtherDN)
    }
  }
  return orders.map(({ connID, thisDN, seen }) => ({
    connID,
    thisDN,
    seen: seen.filter((dn) => seen.indexOf(dn) === seen.lastIndexOf(dn)),
  }))
}
