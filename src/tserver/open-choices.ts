/**
 * A correct T-Server that makes use of all that the document leaves open: at each occurrence chance
 * takes one of the behaviours that are right.
 */
import type { DN, Event, Request } from '../../oracles/tlib.ts'
import type { Deliver } from '../adapter/adapter.ts'
import { oneOf } from './chance.ts'
import type { Chance } from './chance.ts'
import { respelled } from './spelling.ts'
import { startTServer } from './tserver.ts'
import type { EmbeddedTServer, Parties } from './tserver.ts'

const nobody: Parties = { monitored: [], unmonitored: [] }

/** Starts a T-Server that carries requests out at once. */
export function startTServerOfOpenChoices(deliver: Deliver, chance: Chance): EmbeddedTServer {
  /** The parties of the call before the request that is carried out now. */
  let before = nobody
  let asked: Request | undefined
  const correct = startTServer(distribute)

  function send(request: Request): void {
    const { monitored, unmonitored } = correct.partiesOf(request.connID) ?? nobody
    before = { monitored: monitored.slice(), unmonitored: unmonitored.slice() }
    asked = request
    if (mayBeRefused(request, before) && oneOf(chance, [true, false])) refuse(request)
    else correct.send(request)
    asked = undefined
  }

  function refuse({ connID, thisDN }: Request): void {
    distribute({ name: 'EventError', ConnID: connID, ThisDN: thisDN, ErrorCode: 496 })
  }

  /** Outside of `send` what is distributed is set-up, and goes as it is. */
  function distribute(event: Event): void {
    if (asked === undefined) return deliver(event)
    const allowed = withChoices(event, asked)
    if (allowed === undefined) return
    deliver(respelled(allowed, chance))
    const aside = unjudged(event, chance)
    if (aside !== undefined) deliver(aside)
  }

  /** @returns undefined where it may be left out, and is. */
  function withChoices(event: Event, request: Request): Event | undefined {
    switch (event.name) {
      case 'EventError':
        return oneOf(chance, [true, false]) ? error(event, chance) : undefined
      case 'EventReleased':
        return released(event, before, chance)
      case 'EventPartyDeleted':
        return event.OtherDN === undefined && request.request === 'TDeleteFromConference'
          ? outsideDeleted(event, request.otherDN, before, chance)
          : event
      default:
        return event
    }
  }

  return { ...correct, send }
}

/** A party deletes itself, or the other one of two: carried out by some T-Servers, not by others. */
function mayBeRefused(request: Request, { monitored, unmonitored }: Parties): boolean {
  if (request.request === 'TReleaseCall' || !monitored.includes(request.thisDN)) return false
  if (request.otherDN === request.thisDN) return true
  const isOther = monitored.includes(request.otherDN) || unmonitored.includes(request.otherDN)
  return isOther && monitored.length + unmonitored.length === 2
}

/** EventError: ConnID and ErrorMessage are optional, and the codes differ. */
function error({ ThisDN, ConnID, ErrorMessage }: Event, chance: Chance): Event {
  return {
    name: 'EventError',
    ThisDN,
    ErrorCode: oneOf(chance, [53, 56, 93, 175, 470, 496, 762]),
    ...(ConnID === undefined ? {} : oneOf(chance, [{ ConnID }, {}])),
    ...oneOf(chance, [{ ErrorMessage }, {}]),
  }
}

/** OtherDN of two is `*OPT`; that of a party which leaves a conference is not printed at all. */
function released(event: Event, before: Parties, chance: Chance): Event {
  const { OtherDN: _, ...rest } = event
  const others = before.monitored.filter((dn) => dn !== event.ThisDN)
  const [outside] = before.unmonitored
  const extensions = oneOf(chance, [{}, { Extensions: { ReleasingParty: '3 Unknown' } }])
  if (before.monitored.length + before.unmonitored.length > 2)
    return { ...rest, ...extensions, ...oneOf(chance, [{}, someOther(others[0])]) }
  const named = outside === undefined ? someOther(others[0]) : reference(outside, before, chance)
  return { ...rest, ...extensions, ...oneOf(chance, [{}, named]) }
}

const someOther = (dn: DN | undefined): Partial<Event> => (dn === undefined ? {} : { OtherDN: dn })

/** EventPartyDeleted of a party that is not monitored: what refers to it may be missing. */
function outsideDeleted(event: Event, dn: DN, before: Parties, chance: Chance): Event {
  return {
    ...event,
    ...reference(dn, before, chance),
    ...oneOf(chance, [{}, { OtherDNRole: 'DeletedParty' }]),
  }
}

/** `*DIAL`: the DN, a number as it was dialled, or nothing. */
function reference(dn: DN, before: Parties, chance: Chance): Partial<Event> {
  return oneOf<() => Partial<Event>>(chance, [
    () => ({}),
    () => ({ OtherDN: dn }),
    () => ({ OtherDN: dialled(dn, before) }),
  ])()
}

/** The DN behind as many nines as it takes to be nobody else's. */
function dialled(dn: DN, before: Parties): DN {
  const number = `9${dn}`
  const taken = before.monitored.includes(number) || before.unmonitored.includes(number)
  return taken ? dialled(number, before) : number
}

/** An event of another name, now and then, to the same DN. */
function unjudged({ name, ThisDN, ConnID }: Event, chance: Chance): Event | undefined {
  if (chance.below(4) > 0) return undefined
  const other =
    name === 'EventReleased'
      ? 'EventOnHook'
      : oneOf(chance, ['EventPartyChanged', 'EventUserEvent', 'EventAttachedDataChanged'])
  return { name: other, ThisDN, ...(ConnID === undefined ? {} : { ConnID }) }
}
