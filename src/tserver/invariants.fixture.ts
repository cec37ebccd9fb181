/**
 * What the document says of any history, by hand and without a model: counts, prefixes and who asked
 * for what. It knows nothing of the oracle and nothing of the T-Server, so that it can try both.
 */
import { bareConnID, readCallState, readRole } from '../../oracles/tlib.ts'
import type { DN, Event } from '../../oracles/tlib.ts'
import type { Step } from './one-call.ts'
import type { Played } from './played.fixture.ts'

type Asked = Exclude<Step, { do: 'addParty' }>

/** A call as it is known to be: of outside parties only how many are left. */
interface Known {
  monitored: DN[]
  outside: readonly DN[]
  outsideLeft: number
}

/**
 * @param profile the named one to hold it to: by `strict`, EventReleased of a party that leaves a
 * conference may name no OtherDN; by `answering`, a request that moves nobody has its EventError.
 * @returns a sentence for each invariant that is broken; none where all is right.
 */
export function broken({ calls, rounds, strays }: Played, profile?: string): readonly string[] {
  const found = strays
    .filter((event) => isMove(event) || event.name === 'EventError')
    .map(({ name, ThisDN }) => `stray ${name} to ${ThisDN}`)
  const known = calls.map(({ dns, unmonitored }): Known => {
    return { monitored: [...dns], outside: unmonitored, outsideLeft: unmonitored.length }
  })
  for (const { steps, events, sent } of rounds) {
    const [first] = steps
    if (first?.do === 'addParty') {
      known[first.call]?.monitored.push(first.dn)
      continue
    }
    const asked = steps.filter((step) => step.do !== 'addParty')
    const left = (dn: DN) => requestsLeft(dn, asked, events)
    const asking = new Set([
      ...asked.map(({ thisDN }) => thisDN),
      ...events.map(({ ThisDN }) => ThisDN),
    ])
    found.push(...[...asking].filter((dn) => left(dn) < 0).map((dn) => `${dn} asked for less`))
    const [only] = asked.length === 1 ? asked : []
    if (profile === 'answering' && only !== undefined && !events.some(isMove))
      if (left(only.thisDN) > 0) found.push(`${only.thisDN} gets no answer`)
    const connIDs = calls.map(({ connID }) => connID)
    const foreign = events.filter(
      (event) => isMove(event) && !connIDs.includes(bareConnID(event.ConnID ?? '')),
    )
    found.push(...foreign.map(({ name, ThisDN }) => `${name} to ${ThisDN} of no call`))
    known.forEach((call, at) => {
      const isOwn = ({ ConnID }: Event) => bareConnID(ConnID ?? '') === connIDs[at]
      const own = asked.filter((step) => step.call === at)
      const moves = events.filter((event) => isMove(event) && isOwn(event))
      found.push(...brokenInCall(call, own, moves, left, profile === 'strict'))
      events.forEach((event, index) => {
        const before = asked.slice(0, sent[index]).filter((step) => step.call === at)
        if (isMove(event) && isOwn(event) && !before.some((step) => mayCause(step, event)))
          found.push(`${event.name} to ${event.ThisDN} before its request`)
      })
    })
  }
  return found
}

const isMove = ({ name }: Event): boolean =>
  name === 'EventReleased' || name === 'EventPartyDeleted'
const leaverOf = (step: Asked): DN => (step.do === 'TReleaseCall' ? step.thisDN : step.otherDN)

/** A two-party release may come from either party's request, so only EventPartyDeleted says more. */
function mayCause(step: Asked, event: Event): boolean {
  return event.name === 'EventReleased' || step.thisDN === event.ThirdPartyDN
}

/**
 * How many requests of a DN are neither refused nor the cause of a departure that was told: it may
 * have released the last two, or been refused silently.
 */
function requestsLeft(dn: DN, asked: readonly Asked[], events: readonly Event[]): number {
  const errors = events.filter(({ name, ThisDN }) => name === 'EventError' && ThisDN === dn)
  const told = events.filter(
    ({ name, ThirdPartyDN }) => name === 'EventPartyDeleted' && ThirdPartyDN === dn,
  )
  const departures = ({ ThisDN }: Event) => told.filter((event) => event.ThisDN === ThisDN).length
  const most = Math.max(0, ...told.map(departures))
  return asked.filter(({ thisDN }) => thisDN === dn).length - errors.length - most
}

/** One round of one call; brings `call` up to date. */
function brokenInCall(
  call: Known,
  asked: readonly Asked[],
  moves: readonly Event[],
  left: (dn: DN) => number,
  strict: boolean,
): readonly string[] {
  const found: string[] = []
  const wants = (holds: boolean, sentence: string): void => void (holds || found.push(sentence))
  const count = call.monitored.length + call.outsideLeft
  const toldTo = (dn: DN) => moves.filter(({ ThisDN }) => ThisDN === dn)
  const deletedTo = (dn: DN) => toldTo(dn).filter(({ name }) => name === 'EventPartyDeleted')
  const departures = call.monitored
    .map(deletedTo)
    .reduce<readonly Event[]>((most, one) => (one.length > most.length ? one : most), [])
  const released = call.monitored.filter((dn) => toldTo(dn).length > deletedTo(dn).length)
  const remaining = call.monitored.filter((dn) => !released.includes(dn))
  const remainingCount = count - departures.length
  const ended = released.filter((dn) => departures[deletedTo(dn).length]?.OtherDN !== dn)

  for (const { ThisDN } of moves) wants(call.monitored.includes(ThisDN), `${ThisDN} is no party`)
  for (const dn of call.monitored) {
    const releasedAt = toldTo(dn).findIndex(({ name }) => name === 'EventReleased')
    const last = releasedAt < 0 || releasedAt === toldTo(dn).length - 1
    wants(last, `${dn} gets something after EventReleased`)
    const prefix = deletedTo(dn).every((event, at) => sameDeparture(call, event, departures[at]))
    wants(prefix, `${dn} sees other departures`)
  }
  for (const dn of remaining)
    wants(deletedTo(dn).length === departures.length, `${dn} is not told of each departure`)
  departures.forEach((event, at) => {
    wants(count - at > 2, `departure ${at + 1} is one of the last two`)
    const wanted = count - at - 1 > 2 ? 'Conferenced' : 'OK'
    wants(readCallState(event.CallState) === wanted, `departure ${at + 1} has the wrong CallState`)
    found.push(...brokenDeparture(event, call, released, asked))
  })
  for (const { name, CallState, ThisDN, OtherDN } of moves) {
    if (name !== 'EventReleased') continue
    wants(readCallState(CallState) === 'OK', `${ThisDN} is released with another CallState`)
    // "OtherDN B *OPT" of two; that of a conference is not printed.
    const other = ended.find((dn) => dn !== ThisDN) ?? OtherDN
    const isRight = OtherDN === undefined || OtherDN === other
    const mayName = ended.includes(ThisDN) ? isRight : !strict || OtherDN === undefined
    wants(mayName, `${ThisDN} is released with another OtherDN`)
  }
  // Who was released without anybody being told: the last two, or the last that is monitored.
  for (const dn of ended) {
    wants(deletedTo(dn).length === departures.length, `nobody is told that ${dn} left`)
    wants(remaining.length === 0, `${dn} left, and ${remaining.join()} not`)
    const leavers = [...ended, ...call.outside]
    const byOneOfThem = asked.some(
      (step) =>
        ended.includes(step.thisDN) && leavers.includes(leaverOf(step)) && left(step.thisDN) > 0,
    )
    wants(byOneOfThem, `${dn} is released and nobody asked`)
  }
  wants(ended.length < 2 || remainingCount === 2, 'released together though more than two')
  const outsideGone = departures.filter(({ OtherDN }) => !released.includes(OtherDN ?? '')).length
  wants(outsideGone <= call.outsideLeft, 'more outside parties are deleted than there were')
  call.outsideLeft = ended.length > 0 && remainingCount === 2 ? 0 : call.outsideLeft - outsideGone
  call.monitored = remaining
  return [...found, ...ignoredRequests(call, asked, remaining)]
}

/** An outside party may be named to one and not to another. */
function sameDeparture(call: Known, one: Event, other: Event | undefined): boolean {
  const named = (dn = '') => (call.monitored.includes(dn) ? dn : 'outside')
  return (
    named(one.OtherDN) === named(other?.OtherDN) &&
    one.ThirdPartyDN === other?.ThirdPartyDN &&
    readCallState(one.CallState) === readCallState(other?.CallState)
  )
}

/** Somebody asked for it who is named, and each DN has its role. */
function brokenDeparture(
  { OtherDN, OtherDNRole, ThirdPartyDN, ThirdPartyDNRole }: Event,
  call: Known,
  released: readonly DN[],
  asked: readonly Asked[],
): readonly string[] {
  const isMonitored = OtherDN !== undefined && call.monitored.includes(OtherDN)
  const requests = asked.filter((step) => step.thisDN === ThirdPartyDN).map(leaverOf)
  const right =
    readRole(ThirdPartyDNRole) === 'DeletedBy' &&
    (isMonitored
      ? readRole(OtherDNRole) === 'DeletedParty' &&
        released.includes(OtherDN) &&
        requests.includes(OtherDN)
      : requests.some((dn) => call.outside.includes(dn)) && call.outsideLeft > 0)
  return right ? [] : [`nobody asked for the departure of ${String(OtherDN)}`]
}

/** Who could leave has left. */
function ignoredRequests(
  { outsideLeft }: Known,
  asked: readonly Asked[],
  remaining: readonly DN[],
): readonly string[] {
  const ignored = asked.filter((step) => {
    if (!remaining.includes(step.thisDN)) return false
    if (step.do === 'TReleaseCall') return true
    const isOther = step.otherDN !== step.thisDN && remaining.includes(step.otherDN)
    return isOther && remaining.length + outsideLeft > 2
  })
  return ignored.map((step) => `the request of ${step.thisDN} is not carried out`)
}
