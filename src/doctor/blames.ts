/** By what the bridge is known to be at fault, and not the T-Server, where events are wrong. */
import { bareConnID, isJudged, type Event } from '../../oracles/tlib.ts'
import type { Violates } from '../../oracles/verdict.ts'
import { printable } from '../adapter/printable.ts'
import { dnInWords } from '../report/in-words.ts'
import { inWords, type Advised } from './advice.ts'
import { doesNotWork } from './advice/capability-advice.ts'
import { withoutEnd } from './advice/flood-advice.ts'
import { misreadingAdvice } from './advice/misreading-advice.ts'
import { BridgeAtFault } from './check.ts'
import type { Line } from './exchange.ts'
import { inTime, missingIn, violationOf } from './judgement.ts'
import { mostEvents, type Scene } from './scene.ts'
import type { Session } from './session.ts'
import { inOrder, linesOf, linesOfEvents } from './telling-lines.ts'

/** Each throws where it is the bridge, and knows by what. */
type Blame = (scene: Scene, session: Session, violation: Violates) => void

export const blames: readonly Blame[] = [
  blameSetUp,
  blameFence,
  blameSilence,
  blameConnID,
  blameMonitored,
  blameRefusal,
  blameTwice,
]

/** A complaint about the bridge, with the lines that show it. */
export function atFault(advised: Advised, seen: string, lines: readonly Line[]): BridgeAtFault {
  return new BridgeAtFault({ ...advised, seen, lines, log: [] })
}

function seenIn({ history }: Scene): readonly Event[] {
  return history.rounds.flatMap(({ events, late }) => [...events, ...late])
}

const tellsOfDeparture = ({ name }: Event): boolean =>
  name === 'EventReleased' || name === 'EventPartyDeleted'

/** Events in other words than the protocol's. */
export function blameMisreadings(scene: Scene, { exchange }: Session): void {
  const { calls, rounds } = scene.history
  const dns = [
    ...calls.flatMap((call) => [...call.dns, ...call.unmonitored]),
    ...rounds.flatMap(({ actions }) =>
      actions.flatMap((action) => (action.request === 'addParty' ? [action.dn] : [action.thisDN])),
    ),
  ]
  for (const event of seenIn(scene)) {
    const seen = { event, dns }
    const advice = misreadingAdvice.find((one) => one.applies(seen))
    if (advice === undefined) continue
    const lines = linesOfEvents(exchange, scene.roundBegan, [event])
    throw atFault(
      inWords(advice, seen),
      `${printable(event.name, 60)} came for ${dnInWords(event.ThisDN)}.`,
      inOrder(linesOf(exchange, scene.roundBegan, 'send')[0], lines[0]),
    )
  }
}

/** More events than any request can have caused. */
export function blameFlood(scene: Scene, { exchange }: Session): void {
  if (!scene.flooded) return
  const events = linesOf(exchange, scene.roundBegan, 'event')
  throw atFault(withoutEnd, `More than ${mostEvents} events came.`, events.slice(-2))
}

/** Judged events that come before anything was asked for. */
function blameSetUp(scene: Scene, { exchange }: Session): void {
  const [event] = scene.history.early.filter(({ name }) => isJudged(name))
  if (event === undefined) return
  throw atFault(
    {
      mistake: 'establish is answered before the call is set up',
      wanted: 'establish is answered when all events of setting the call up have been delivered.',
      toDo: 'Wait with the answer to establish until every party has got its last event of the set-up; they are not judged until then.',
    },
    `${event.name} came for ${dnInWords(event.ThisDN)} after the answer, and nothing had been asked.`,
    inOrder(
      ...linesOf(exchange, scene.began, 'establish'),
      linesOfEvents(exchange, scene.began, [event])[0],
    ),
  )
}

/** Events that come after the answer to their fence, and had been missing before it. */
function blameFence(scene: Scene, { exchange }: Session, violation: Violates): void {
  const round = scene.history.rounds.at(-1)
  const late = round?.late.filter(({ name }) => isJudged(name)) ?? []
  const [event] = late
  if (event === undefined) return
  if (missingIn(violationOf(inTime(scene.history))) >= missingIn(violation)) return
  throw atFault(
    {
      mistake: 'the fence is answered too early',
      wanted:
        'fence is answered when every event that a request before it has caused has been written.',
      toDo: 'Wait with the answer to fence until the T-Server is done: send it a request that it answers in order on the same connection, and answer the fence when that answer has come.',
    },
    `${event.name} came for ${dnInWords(event.ThisDN)} after the answer to the fence.`,
    inOrder(
      linesOf(exchange, scene.roundBegan, 'send')[0],
      ...linesOf(exchange, scene.roundBegan, 'fence').slice(0, 2),
      linesOfEvents(exchange, scene.roundBegan, [event])[0],
    ),
  )
}

/** No event of any name, in a session that has asked for something. */
function blameSilence(scene: Scene, { exchange, events }: Session): void {
  if (events > 0) return
  throw atFault(
    {
      mistake: 'no events are passed on',
      wanted:
        'Every event that the T-Server distributes to a party is sent as a notification "event".',
      toDo: "Register for events on every DN of the call, and write each one that comes as a line of its own. The T-Server's own log tells whether it distributed them.",
    },
    'No event of any kind has come since the bridge was started.',
    linesOf(exchange, scene.roundBegan, 'send', 'fence').slice(0, 4),
  )
}

/** All that tells of departures is of a call that nobody established. */
function blameConnID(scene: Scene, { exchange }: Session): void {
  const events = seenIn(scene).filter(tellsOfDeparture)
  const [event] = events
  const known = scene.history.calls.map(({ connID }) => bareConnID(connID))
  if (event === undefined || events.some(({ ConnID = '' }) => known.includes(bareConnID(ConnID))))
    return
  const { ConnID } = event
  throw atFault(
    {
      mistake:
        ConnID === undefined
          ? 'events have no ConnID'
          : 'the ConnID of the events is not the one that establish answered',
      wanted: 'A call has one ConnID, the same text in the answer to establish and in its events.',
      toDo:
        ConnID === undefined
          ? 'Write the ConnID of the call into every event, as the text that establish answered.'
          : 'Answer establish with the ConnID that the events of the finished conference have, in the same notation. A call that was set up by a consultation has more than one on the way; the last one counts.',
    },
    `establish answered ${printable(known.join(', '), 60)}, and ${event.name} came with ` +
      (ConnID === undefined ? 'no ConnID.' : `${printable(ConnID, 60)}.`),
    inOrder(
      ...linesOf(exchange, scene.began, 'establish').slice(0, 2),
      linesOf(exchange, scene.roundBegan, 'send')[0],
      linesOfEvents(exchange, scene.roundBegan, [event])[0],
    ),
  )
}

/** A party to whom nothing is distributed is told that it is released. */
function blameMonitored(scene: Scene, { exchange }: Session): void {
  const unmonitored = scene.history.calls.flatMap((call) => call.unmonitored)
  const event = seenIn(scene).find(
    ({ name, ThisDN }) => name === 'EventReleased' && unmonitored.includes(ThisDN),
  )
  if (event === undefined) return
  throw atFault(
    {
      mistake: 'an unmonitored party gets events',
      wanted: 'To the parties that establish names under unmonitored nothing is distributed.',
      toDo: 'Register for events on the DNs under dns only, or use an outside number for each DN under unmonitored; or leave unmonitored out of the capabilities.',
    },
    `${event.name} came for ${dnInWords(event.ThisDN)}, which is unmonitored.`,
    inOrder(
      ...linesOf(exchange, scene.began, 'establish').slice(0, 2),
      linesOf(exchange, scene.roundBegan, 'send')[0],
      linesOfEvents(exchange, scene.roundBegan, [event])[0],
    ),
  )
}

/** The T-Server refuses what it has to do, for a party that the bridge says is in the call. */
function blameRefusal(scene: Scene, session: Session, violation: Violates): void {
  const { exchange, situation, carriedOut } = session
  const refused = scene.history.rounds.at(-1)?.events.find(({ name }) => name === 'EventError')
  if (refused === undefined || missingIn(violation) === 0) return
  // Of a T-Server that has never done what it was asked, the bridge may have asked for something else.
  const capability = situation === 'addParty' || situation === 'unmonitored'
  if (carriedOut && !capability) return
  throw atFault(
    capability
      ? doesNotWork(situation)
      : {
          mistake: 'the T-Server refuses everything',
          wanted: 'The parties that establish names talk in the call whose ConnID it answers.',
          toDo: "Look at the T-Server's own log: answer establish with the T-Server's ConnID and not one of the bridge's making, and hand requests over with exactly thisDN, otherDN and connID.",
        },
    `EventError came for ${dnInWords(refused.ThisDN)}, and the bridge had answered that all parties are in the call.`,
    inOrder(
      ...linesOf(exchange, scene.began, 'establish', 'addParty').slice(0, 4),
      ...linesOf(exchange, scene.roundBegan, 'send').slice(0, 1),
      linesOfEvents(exchange, scene.roundBegan, [refused])[0],
    ),
  )
}

/** Every event came twice, to everybody. */
function blameTwice(scene: Scene, { exchange }: Session): void {
  const events = scene.history.rounds.at(-1)?.events.filter(tellsOfDeparture) ?? []
  const [event] = events
  const copies = Map.groupBy(events, (one) => JSON.stringify(one))
  if (event === undefined || copies.size < 3) return
  if ([...copies.values()].some(({ length }) => length !== 2)) return
  throw atFault(
    {
      mistake: 'every event comes twice',
      wanted: 'An event is sent once for every DN to which it was distributed.',
      toDo: "Register for each DN once, on one connection, and let one handler write the events. Should the T-Server's own log have each event twice for a DN, it is the T-Server.",
    },
    `${event.name} came twice for ${dnInWords(event.ThisDN)}, and so did every other event.`,
    inOrder(
      linesOf(exchange, scene.roundBegan, 'send')[0],
      ...linesOfEvents(exchange, scene.roundBegan, [event]).slice(0, 2),
    ),
  )
}

/** A call that was established has the ConnID of another one that is there. */
export function connIDTwice(scene: Scene, { exchange }: Session): BridgeAtFault {
  const lines = linesOf(exchange, scene.began, 'establish')
  return atFault(
    {
      mistake: 'two calls have one ConnID',
      wanted: 'Calls that are there at once have ConnIDs of their own, up to the first "@".',
      toDo: 'Answer each establish with the ConnID of the call that it made.',
    },
    'establish answered the ConnID of a call that is still there.',
    lines.slice(-4),
  )
}
