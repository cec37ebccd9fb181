/**
 * A naive T-Server, written from the document alone and knowing nothing of the model: it plays a
 * random conference and writes down its history. What the document leaves open, and the profile
 * does not settle, it does at random, each time anew.
 */
import { oneOf, shuffled, type Draw } from './draw.fixture.ts'
import type { Action, EstablishedCall, History, Round } from './history.ts'
import type { Profile } from './profile.ts'
import type { DN, Event, Request } from './tlib.ts'

export const dns = ['7001', '7002', '70021', '0', '+49', 'a', 'A', '*1#', 'null', '07001'] as const
/** What an outside party may be called by a member of its call; none is anybody's DN. */
const dialled = [undefined, '97001', 'trunk 1', 'trunk 2'] as const

interface Party {
  readonly dn: DN
  readonly outside: boolean
}

export interface Conference {
  readonly connID: string
  /** The first monitored party. */
  readonly founder: DN | undefined
  readonly everOutside: readonly DN[]
  parties: readonly Party[]
}

/** The history of one or two random calls, which may share parties. */
export function play(draw: Draw, profile: Profile): History {
  const ids = ['1', '006c02462a161006'].slice(0, 1 + draw(2))
  const calls = ids.map((id) => established(draw, id, dns, 2 + draw(6)))
  const conferences = calls.map(conferenceOf)
  const rounds = Array.from({ length: 1 + draw(7) }, () => {
    const conference = conferences[draw(conferences.length)]
    return conference === undefined ? unknownCall(draw, profile) : turn(draw, conference, profile)
  })
  return { calls, early: draw(8) === 0 ? [unjudged(draw)] : [], rounds }
}

/** A call of so many parties, which are drawn `from` these; some of them may be outside. */
export function established(
  draw: Draw,
  id: string,
  from: readonly DN[],
  parties: number,
): EstablishedCall {
  const members = shuffled(draw, from).slice(0, parties)
  const outside = draw(2) === 0 ? draw(members.length) : 0
  const split = members.length - outside
  return {
    connID: id + oneOf(draw, ['', '@meta']),
    dns: members.slice(0, split),
    unmonitored: members.slice(split),
  }
}

export function conferenceOf({ connID, dns, unmonitored }: EstablishedCall): Conference {
  return {
    connID: connID.replace(/@.*/, ''),
    founder: dns[0],
    everOutside: unmonitored,
    parties: [
      ...dns.map((dn) => ({ dn, outside: false })),
      ...unmonitored.map((dn) => ({ dn, outside: true })),
    ],
  }
}

function turn(draw: Draw, conference: Conference, profile: Profile): Round {
  const kind = draw(12)
  if (kind === 0) return unknownCall(draw, profile)
  const insiders = conference.parties.filter(({ outside }) => !outside).map(({ dn }) => dn)
  const [first, ...others] = insiders
  const { connID } = conference
  if (first === undefined || kind === 1) {
    const stranger = oneOf(draw, dns)
    const isOutside = conference.everOutside.includes(stranger)
    const thisDN = isOutside ? 'stranger' : stranger
    const request = anyRequest(draw, thisDN, connID)
    return round(draw, request, whatFollows(draw, conference, request, profile))
  }
  const thisDN = oneOf(draw, [first, ...others])
  if (kind > 2) {
    const request = anyRequest(draw, thisDN, connID)
    return round(draw, request, whatFollows(draw, conference, request, profile))
  }
  return joining(draw, conference, thisDN) ?? unknownCall(draw, profile)
}

/** Somebody joins, unless everybody is there. */
export function joining(draw: Draw, conference: Conference, by: DN): Round | undefined {
  const { connID } = conference
  const newcomer = dns.find(
    (dn) =>
      !conference.everOutside.includes(dn) && conference.parties.every((party) => party.dn !== dn),
  )
  if (newcomer === undefined) return undefined
  conference.parties = [...conference.parties, { dn: newcomer, outside: false }]
  // Set-up is not judged, whatever comes of it: here, of the consultation call that led to it.
  const setUp = draw(2) === 0 ? [{ name: 'EventReleased', ThisDN: by, ConnID: '9' }] : []
  return round(draw, { request: 'addParty', connID, by, dn: newcomer }, setUp)
}

function anyRequest(draw: Draw, thisDN: DN, connID: string): Request {
  const spelled = connID + oneOf(draw, ['', '@request'])
  return draw(3) === 0
    ? { request: 'TReleaseCall', thisDN, connID: spelled }
    : { request: 'TDeleteFromConference', thisDN, connID: spelled, otherDN: oneOf(draw, dns) }
}

function unknownCall(draw: Draw, profile: Profile): Round {
  const request = anyRequest(draw, oneOf(draw, dns), 'no such call')
  return round(draw, request, refusal(draw, request, profile))
}

export function refusal(draw: Draw, { thisDN }: Request, { refusal }: Profile): readonly Event[] {
  if (refusal === 'silent' || (refusal === 'any' && draw(2) === 0)) return []
  return [{ name: 'EventError', ThisDN: thisDN, ErrorCode: 53 }]
}

/** What is seen of a request to a call that exists, which takes effect: nobody sees two events. */
export function whatFollows(
  draw: Draw,
  conference: Conference,
  request: Request,
  profile: Profile,
): readonly Event[] {
  const refused = () => refusal(draw, request, profile)
  const isParty = (dn: DN) => conference.parties.some((party) => party.dn === dn)
  const two = conference.parties.length === 2
  let leaver = request.thisDN
  if (!isParty(leaver)) return refused()
  if (request.request === 'TDeleteFromConference') {
    const { otherDN } = request
    if (!isParty(otherDN)) return refused()
    if (otherDN === leaver || two) {
      const choice = otherDN === leaver ? profile.selfDelete : profile.twoPartyDelete
      if (choice === 'refuse' || (choice === 'any' && draw(2) === 0)) return refused()
    } else {
      if (profile.deleteBy === 'owner' && leaver !== conference.founder && draw(2) === 0)
        return [{ name: 'EventError', ThisDN: leaver }]
      leaver = otherDN
    }
  }
  const leaving = conference.parties.filter(({ dn }) => two || dn === leaver)
  const staying = conference.parties.filter((party) => !leaving.includes(party))
  const events = [
    ...leaving
      .filter(({ outside }) => !outside)
      .map(({ dn }) => released(draw, conference, dn, profile)),
    ...staying
      .filter(({ outside }) => !outside)
      .map(({ dn }): Event => ({
        name: 'EventPartyDeleted',
        ThisDN: dn,
        ConnID: conference.connID + oneOf(draw, ['', '@', '@7@8']),
        ...reference(draw, conference, 'OtherDN', leaver, deletedParty),
        ...reference(draw, conference, 'ThirdPartyDN', request.thisDN, deletedBy),
        CallState: oneOf(draw, staying.length > 2 ? conferenced : ok),
      })),
  ]
  conference.parties = staying
  return events
}

type Spellings = readonly [string | number, ...(string | number)[]]

const ok: Spellings = ['OK', 'Ok', 'CallStateOk', 0, '0']
const conferenced: Spellings = ['Conferenced', 'CallStateConferenced', 2, '2']
const deletedParty: Spellings = ['DeletedParty', 'RoleDeletedParty', 8, '8']
const deletedBy: Spellings = ['DeletedBy', 'RoleDeletedBy', 6, '6']

function released(draw: Draw, { connID, parties }: Conference, dn: DN, profile: Profile): Event {
  const other = parties.find((party) => party.dn !== dn)
  const named =
    parties.length > 2
      ? profile.leaverOtherDN === 'absent'
        ? undefined
        : oneOf(draw, [undefined, ...dns])
      : other?.outside === true
        ? oneOf(draw, [...dialled, other.dn])
        : oneOf(draw, [undefined, other?.dn])
  return {
    name: 'EventReleased',
    ThisDN: dn,
    ConnID: connID + oneOf(draw, ['', '@meta']),
    CallState: oneOf(draw, ok),
    ...(named === undefined ? {} : { OtherDN: named }),
    // The table prints none of these: any value is right.
    ...(draw(4) === 0 ? { OtherDNRole: 'Destination', ThirdPartyDN: oneOf(draw, dns) } : {}),
  }
}

/** A DN and its role; of an outside party either may be missing, and the DN may be a dialled one. */
function reference(
  draw: Draw,
  { parties }: Conference,
  attribute: 'OtherDN' | 'ThirdPartyDN',
  dn: DN,
  spellings: Spellings,
): Partial<Event> {
  const role = oneOf(draw, spellings)
  const outside = parties.some((party) => party.dn === dn && party.outside)
  const named = outside ? oneOf(draw, [...dialled, dn]) : dn
  return {
    ...(named === undefined ? {} : { [attribute]: named }),
    ...(outside && draw(2) === 0 ? {} : { [`${attribute}Role`]: role }),
  }
}

/** The events in any order, with others among them that nobody judges. */
function round(draw: Draw, action: Action, events: readonly Event[]): Round {
  const noise = draw(4) === 0 ? [unjudged(draw)] : []
  const late = draw(16) === 0 ? [unjudged(draw)] : []
  return { actions: [action], events: shuffled(draw, [...events, ...noise]), late }
}

export function unjudged(draw: Draw): Event {
  return { name: oneOf(draw, ['EventOnHook', 'EventPartyAdded']), ThisDN: oneOf(draw, dns) }
}
