/** Rules on EventReleased: who gets it, how often, and with what in it. */
import { seenIn, type Rule } from '../rule.ts'
import { readCallState, type DN, type Event } from '../tlib.ts'
import type { ReadRequest } from '../read-request.ts'

/** How many of the events each DN got. */
const countsOf = (events: readonly Event[]): ReadonlyMap<DN, number> => {
  const counts = new Map<DN, number>()
  for (const { ThisDN } of events) counts.set(ThisDN, (counts.get(ThisDN) ?? 0) + 1)
  return counts
}

const monitored = (dns: readonly DN[], { unmonitored }: ReadRequest): readonly DN[] =>
  dns.filter((dn) => !unmonitored.includes(dn))

export const releaseReleasesBoth: Rule = {
  id: 'release-releases-both',
  title: 'A release in a call of two parties releases both of them.',
  section: 'Release phase',
  sentence: 'EventReleased ConnID 1 ThisDN A … | EventReleased ConnID 1 ThisDN B …',
  *check({ requests }) {
    for (const read of requests) {
      if (read.became !== 'release') continue
      const counts = countsOf(read.released)
      for (const thisDN of monitored(read.departed, read))
        if (!counts.has(thisDN))
          yield { thisDN, text: 'the call of two was released, but no EventReleased came' }
    }
  },
}

export const releasedOnce: Rule = {
  id: 'released-once',
  title: 'Exactly one EventReleased is distributed to each departing DN.',
  section: 'Release from conference phase',
  sentence: 'EventReleased ConnID 1 ThisDN B CallState OK',
  *check({ requests }) {
    for (const read of requests) {
      const counts = countsOf(read.released)
      for (const thisDN of monitored(read.departed, read)) {
        const count = counts.get(thisDN) ?? 0
        // That a party of a call of two gets none has a name of its own.
        if (count === 1 || (count === 0 && read.became === 'release')) continue
        yield { thisDN, text: `left the call and got ${count} EventReleased; exactly 1 is right` }
      }
    }
  },
}

export const releasedNobodyElse: Rule = {
  id: 'released-nobody-else',
  title: 'Nobody but a departing monitored party gets an EventReleased.',
  section: 'Release from conference phase',
  sentence: 'EventReleased stands in the column of the party that leaves, and in no other.',
  *check({ requests }) {
    for (const { released, departed, gone, unmonitored } of requests)
      for (const event of released) {
        const leaves = departed.includes(event.ThisDN) && !unmonitored.includes(event.ThisDN)
        if (!leaves && !gone.has(event.ThisDN))
          yield seenIn(event, 'got EventReleased, but is no monitored party that left the call')
      }
  },
}

export const releasedCallState: Rule = {
  id: 'released-call-state',
  title: 'EventReleased carries CallState OK.',
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'EventReleased ConnID 1 ThisDN B CallState OK',
  *check({ requests }) {
    for (const { released, departed } of requests)
      for (const event of released)
        if (departed.includes(event.ThisDN) && readCallState(event.CallState) !== 'OK')
          yield seenIn(event, 'EventReleased does not carry CallState OK')
  },
}

export const releasedOtherDN: Rule = {
  id: 'released-other-dn',
  title: 'OtherDN in the EventReleased of a call of two, if present, is the other party.',
  section: 'Release phase',
  sentence: 'EventReleased ConnID 1 ThisDN A OtherDN B *OPT CallState OK',
  *check({ requests }) {
    for (const { released, departed, unmonitored } of requests)
      for (const event of released) {
        // Two leave at once by the release of a call of two alone.
        const other = departed.find((dn) => dn !== event.ThisDN)
        if (!departed.includes(event.ThisDN) || other === undefined) continue
        // An outside party may be named by a dialled form of its number, but not as somebody else.
        const wrong = unmonitored.includes(other)
          ? event.OtherDN === event.ThisDN
          : event.OtherDN !== undefined && event.OtherDN !== other
        if (wrong) yield seenIn(event, 'OtherDN of EventReleased is not the other party')
      }
  },
}

export const releasedFromConferenceOtherDN: Rule = {
  id: 'released-from-conference-other-dn',
  title: 'The EventReleased of a party that leaves a conference names no OtherDN (profile strict).',
  section: 'How to read the tables',
  sentence: 'OtherDN is absent where it would refer to the rest of the conference.',
  *check({ requests, profile }) {
    if (profile.leaverOtherDN === 'any') return
    for (const { became, released, departed } of requests)
      for (const event of released)
        if (became !== 'release' && departed.includes(event.ThisDN) && event.OtherDN !== undefined)
          yield seenIn(event, 'EventReleased names an OtherDN on leaving a conference')
  },
}
