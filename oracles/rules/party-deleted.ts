/** Rules on EventPartyDeleted: who gets it, how often, and with what in it. */
import { seenIn, type Rule } from '../rule.ts'
import { readCallState, readRole, type DN, type Event } from '../tlib.ts'
import { isRefused, type ReadRequest } from '../read-request.ts'

/** The parties that must be told of a departure. A call of two has none left to tell. */
const toBeTold = ({ became, remaining, unmonitored }: ReadRequest): readonly DN[] =>
  isRefused(became) ? [] : remaining.filter((dn) => !unmonitored.includes(dn))

/** The EventPartyDeleted of those who had to be told. */
function told(read: ReadRequest): readonly Event[] {
  const due = new Set(toBeTold(read))
  return read.partyDeleted.filter(({ ThisDN }) => due.has(ThisDN))
}

const isOutside = (dn: DN | undefined, { unmonitored }: ReadRequest): boolean =>
  unmonitored.some((outside) => outside === dn)

/** May a DN attribute that should name `dn` have this value? Outside parties may go unnamed. */
function mayName(value: string | undefined, dn: DN | undefined, read: ReadRequest): boolean {
  if (!isOutside(dn, read)) return value === dn
  return !read.before.some((party) => party === value && party !== dn)
}

/** May a role attribute beside `dn` have this value? */
function mayHaveRole(value: unknown, role: string, dn: DN | undefined, read: ReadRequest): boolean {
  return (value === undefined && isOutside(dn, read)) || readRole(value) === role
}

export const partyDeletedOnce: Rule = {
  id: 'party-deleted-once',
  title: 'Exactly one EventPartyDeleted is distributed to each remaining party for each departure.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence:
    'EventPartyDeleted ConnID 1 ThisDN A OtherDN B … | EventPartyDeleted ConnID 1 ThisDN C …',
  *check({ requests }) {
    for (const read of requests) {
      const got = Map.groupBy(read.partyDeleted, ({ ThisDN }) => ThisDN)
      for (const thisDN of toBeTold(read)) {
        const count = got.get(thisDN)?.length ?? 0
        if (count !== 1)
          yield {
            thisDN,
            text: `remains in the call and got ${count} EventPartyDeleted; exactly 1 is right`,
          }
      }
    }
  },
}

export const partyDeletedNobodyElse: Rule = {
  id: 'party-deleted-nobody-else',
  title: 'Nobody but a remaining monitored party gets an EventPartyDeleted.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'EventPartyDeleted stands in the columns of the parties that remain, and in no other.',
  *check({ requests }) {
    for (const read of requests) {
      const due = new Set(toBeTold(read))
      for (const event of read.partyDeleted)
        if (!due.has(event.ThisDN) && !read.gone.has(event.ThisDN))
          yield seenIn(
            event,
            'got EventPartyDeleted, but is no monitored party that remains in a call that another left',
          )
    }
  },
}

export const partyDeletedOtherDN: Rule = {
  id: 'party-deleted-other-dn',
  title: 'OtherDN of EventPartyDeleted is the DN that left.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'EventPartyDeleted … OtherDN B OtherDNRole DeletedParty',
  *check({ requests }) {
    for (const read of requests)
      for (const event of told(read))
        if (!mayName(event.OtherDN, read.departed[0], read))
          yield seenIn(event, 'OtherDN of EventPartyDeleted is not the DN that left')
  },
}

export const partyDeletedOtherDNRole: Rule = {
  id: 'party-deleted-other-dn-role',
  title: 'OtherDNRole of EventPartyDeleted is DeletedParty.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'EventPartyDeleted … OtherDN B OtherDNRole DeletedParty',
  *check({ requests }) {
    for (const read of requests)
      for (const event of told(read))
        if (!mayHaveRole(event.OtherDNRole, 'DeletedParty', read.departed[0], read))
          yield seenIn(event, 'OtherDNRole of EventPartyDeleted is not DeletedParty')
  },
}

export const releaseThirdPartyDN: Rule = {
  id: 'release-third-party-dn',
  title: 'ThirdPartyDN of EventPartyDeleted after a release is the DN that released.',
  section: 'Release from conference phase',
  sentence: 'EventPartyDeleted … OtherDN B … ThirdPartyDN B ThirdPartyDNRole DeletedBy',
  *check({ requests }) {
    for (const read of requests)
      for (const event of read.became === 'release-from-conference' ? told(read) : [])
        if (!mayName(event.ThirdPartyDN, read.request.thisDN, read))
          yield seenIn(event, 'ThirdPartyDN of EventPartyDeleted is not the DN that released')
  },
}

export const deleteThirdPartyDN: Rule = {
  id: 'delete-third-party-dn',
  title: 'ThirdPartyDN of EventPartyDeleted after a delete is the DN that asked for it.',
  section: 'Delete from conference phase',
  sentence: 'EventPartyDeleted … OtherDN B … ThirdPartyDN A ThirdPartyDNRole DeletedBy',
  *check({ requests }) {
    for (const read of requests)
      for (const event of read.became === 'delete-from-conference' ? told(read) : [])
        if (!mayName(event.ThirdPartyDN, read.request.thisDN, read))
          yield seenIn(event, 'ThirdPartyDN of EventPartyDeleted is not the DN that asked')
  },
}

export const partyDeletedThirdPartyDNRole: Rule = {
  id: 'party-deleted-third-party-dn-role',
  title: 'ThirdPartyDNRole of EventPartyDeleted is DeletedBy.',
  section: 'Release from conference phase; Delete from conference phase',
  sentence: 'EventPartyDeleted … ThirdPartyDN B ThirdPartyDNRole DeletedBy',
  *check({ requests }) {
    for (const read of requests)
      for (const event of told(read))
        if (!mayHaveRole(event.ThirdPartyDNRole, 'DeletedBy', read.request.thisDN, read))
          yield seenIn(event, 'ThirdPartyDNRole of EventPartyDeleted is not DeletedBy')
  },
}

export const partyDeletedCallState: Rule = {
  id: 'party-deleted-call-state',
  title:
    'CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK.',
  section: 'Footnote a',
  sentence:
    'If more than two parties remain in the conference call, CallState has a value of Conferenced; otherwise, CallState has a value of OK.',
  *check({ requests }) {
    for (const read of requests) {
      const right = read.remaining.length > 2 ? 'Conferenced' : 'OK'
      for (const event of told(read))
        if (readCallState(event.CallState) !== right)
          yield seenIn(
            event,
            `CallState of EventPartyDeleted is not ${right}, and ${read.remaining.length} parties remain`,
          )
    }
  },
}
