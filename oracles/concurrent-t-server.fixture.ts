/**
 * The naive T-Server with several requests in flight: they take effect in any order, and what
 * follows from them arrives in any order that keeps what one DN sees of one call. Few DNs, so that
 * races collide.
 */
import { oneOf, type Draw } from './draw.fixture.ts'
import type { EstablishedCall, History, Round } from './history.ts'
import type { Profile } from './profile.ts'
import {
  conferenceOf,
  dns,
  established,
  joining,
  refusal,
  unjudged,
  whatFollows,
  type Conference,
} from './t-server.fixture.ts'
import type { DN, Event, Request } from './tlib.ts'

const few = dns.slice(0, 6)

/** The history of one or two random calls, which may share parties, and perhaps of others after them. */
export function playInFlight(draw: Draw, profile: Profile): History {
  const ids = ['1', '006c02462a161006', '12', '7']
  const calls: EstablishedCall[] = []
  const rounds: Round[] = []
  for (let generations = oneOf(draw, [1, 1, 1, 2]); generations > 0; generations -= 1) {
    const there = ids
      .splice(0, 1 + draw(2))
      .map((id) => established(draw, id, few, 2 + draw(4)))
      .map((call) => ({ ...call, ...(rounds.length > 0 ? { from: rounds.length } : {}) }))
    const gone = calls.map(({ connID }) => connID)
    calls.push(...there)
    const conferences = there.map(conferenceOf)
    for (let left = 1 + draw(3); left > 0; left -= 1)
      rounds.push(anyRound(draw, conferences, ['no such call', ...gone], profile))
  }
  return { calls, early: [], rounds }
}

function anyRound(
  draw: Draw,
  conferences: readonly Conference[],
  unknown: readonly [string, ...string[]],
  profile: Profile,
): Round {
  const joined = draw(6) === 0 ? conferences[draw(conferences.length)] : undefined
  const by = joined?.parties.find(({ outside }) => !outside)
  const joiningRound = joined && by && joining(draw, joined, by.dn)
  if (joiningRound !== undefined) return joiningRound
  const requests = Array.from({ length: oneOf(draw, [1, 2, 2, 3, 3, 4]) }, () => {
    const conference = draw(10) === 0 ? undefined : conferences[draw(conferences.length)]
    return anyRequest(draw, conference, unknown)
  })
  return inFlight(draw, requests, (request) => {
    const conference = conferences.find(({ connID }) => connID === request.connID)
    return conference === undefined
      ? refusal(draw, request, profile)
      : whatFollows(draw, conference, request, profile)
  })
}

/** Mostly a request of one party of the call about another one. */
function anyRequest(
  draw: Draw,
  conference: Conference | undefined,
  unknown: readonly [string, ...string[]],
): Request {
  const connID = conference?.connID ?? oneOf(draw, unknown)
  const parties = conference?.parties ?? []
  const insiders = parties.filter(({ outside }) => !outside).map(({ dn }) => dn)
  const thisDN = oneOf(draw, [anybody(draw, conference), ...insiders, ...insiders])
  const all = parties.map(({ dn }) => dn)
  const outsiders = all.filter((dn) => !insiders.includes(dn))
  return draw(3) === 0
    ? { request: 'TReleaseCall', thisDN, connID }
    : {
        request: 'TDeleteFromConference',
        thisDN,
        connID,
        otherDN: oneOf(draw, [oneOf(draw, dns), ...all, ...outsiders, ...outsiders]),
      }
}

/** Anybody but an outside party, which asks for nothing. */
function anybody(draw: Draw, conference: Conference | undefined): DN {
  const dn = oneOf(draw, dns)
  return conference?.everOutside.includes(dn) === true ? 'stranger' : dn
}

/** A round in which requests are sent, take effect and are heard of in any order in which they can. */
function inFlight(
  draw: Draw,
  requests: readonly Request[],
  takeEffect: (request: Request) => readonly Event[],
): Round {
  const unsent = [...requests]
  const waiting: Request[] = []
  const underway: Event[] = draw(4) === 0 ? [unjudged(draw)] : []
  const events: Event[] = []
  const sent: number[] = []
  for (;;) {
    const possible = [unsent, waiting, underway].filter(({ length }) => length > 0)
    const chosen = possible[draw(possible.length)]
    if (chosen === undefined) break
    if (chosen === unsent) waiting.push(...unsent.splice(0, 1))
    else if (chosen === waiting)
      for (const request of waiting.splice(draw(waiting.length), 1))
        underway.push(...takeEffect(request))
    else {
      events.push(...underway.splice(heard(draw, underway), 1))
      sent.push(requests.length - unsent.length)
    }
  }
  return { actions: requests, events, late: [], ...(draw(4) === 0 ? {} : { sent }) }
}

/** Which of the events that are underway arrives: only what one DN sees of one call keeps its order. */
function heard(draw: Draw, underway: readonly Event[]): number {
  const any = underway[draw(underway.length)]
  return underway.findIndex(
    (event) => event.ThisDN === any?.ThisDN && bare(event.ConnID) === bare(any?.ConnID),
  )
}

function bare(connID: string | undefined): string | undefined {
  return connID?.replace(/@.*/, '')
}
