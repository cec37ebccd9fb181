/** Rules on the call as a whole: its ConnID, who is still in it, and the order of what happens. */
import { seenIn, type Rule } from '../rule.ts'
import { bareConnID, type DN } from '../tlib.ts'
import type { ReadHistory } from '../reading.ts'

export const late: Rule = {
  id: 'late',
  title: 'Every event is distributed before the T-Server is done with the request that caused it.',
  section: 'How to read the tables',
  sentence: 'Each event follows from the request that stands above it in the table.',
  *check(history) {
    for (const event of history.late)
      yield seenIn(event, `${event.name} came after the fence of its request had been answered`)
  },
}

export const connID: Rule = {
  id: 'conn-id',
  title: "Every event carries the call's ConnID.",
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'ConnID 1, in every cell; in actual events ConnID>@metainformation>.',
  *check({ requests }) {
    for (const { before, released, partyDeleted, connID: right } of requests)
      for (const event of [...released, ...partyDeleted])
        if (before.includes(event.ThisDN) && bareConnID(event.ConnID ?? '') !== right)
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
        if (gone.includes(event.ThisDN))
          yield seenIn(event, `got ${event.name} after it had left the call`)
  },
}

export const departuresInOneOrder: Rule = {
  id: 'departures-in-one-order',
  title: 'All parties see the departures in one order.',
  section: 'Footnote a',
  sentence: 'The number of parties that remain, and with it CallState, is the same for everybody.',
  *check(history) {
    const orders = [...departuresSeen(history)]
    for (const [at, [thisDN, seen]] of orders.entries())
      for (const [otherDN, otherSeen] of orders.slice(at + 1)) {
        const both = seen.filter((dn) => otherSeen.includes(dn))
        const asOther = otherSeen.filter((dn) => seen.includes(dn))
        const swapped = both.findIndex((dn, position) => asOther[position] !== dn)
        if (swapped >= 0)
          yield {
            thisDN,
            text: `saw ${both[swapped]} leave before ${asOther[swapped]}; ${otherDN} saw it the other way round`,
          }
      }
  },
}

/**
 * For each DN, whom it saw leave, in order. DNs that join later may leave more than once, and those
 * that were named twice to one DN were not seen in an order at all: both are left out.
 */
function departuresSeen({ requests, joiners }: ReadHistory): ReadonlyMap<DN, readonly DN[]> {
  const seen = new Map<DN, DN[]>()
  for (const { connID, partyDeleted } of requests)
    for (const { ThisDN, ConnID = '', OtherDN } of partyDeleted)
      if (OtherDN !== undefined && !joiners.includes(OtherDN) && bareConnID(ConnID) === connID)
        seen.set(ThisDN, [...(seen.get(ThisDN) ?? []), OtherDN])
  for (const [dn, order] of seen) {
    const once = order.filter((other) => order.indexOf(other) === order.lastIndexOf(other))
    seen.set(dn, once)
  }
  return seen
}
