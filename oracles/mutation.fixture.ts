/** Small changes to what was seen, each of a kind that a fault of a T-Server makes. */
import { oneOf, type Draw } from './draw.fixture.ts'
import type { Action, History, Round } from './history.ts'
import { judgedAttributes, type Event } from './tlib.ts'

const dns = [
  '7001',
  '7002',
  '70021',
  '0',
  '+49',
  'a',
  'A',
  '*1#',
  'trunk 1',
  '',
  'stranger',
] as const
const roles = ['DeletedParty', 8, 'DeletedBy', '6', 'RoleOrigination', 'deleted'] as const
/** Plausible values of each attribute, right and wrong ones. */
const values = {
  name: ['EventReleased', 'EventPartyDeleted', 'EventError', 'EventOnHook'],
  ThisDN: dns,
  ConnID: ['1', '006c02462a161006@meta', '1@meta', '12', '', '@1'],
  OtherDN: dns,
  OtherDNRole: roles,
  ThirdPartyDN: dns,
  ThirdPartyDNRole: roles,
  CallState: ['OK', 0, 'Conferenced', '2', 'CallStateCleared', 'ok', 22],
} as const satisfies Record<string, readonly [string | number, ...(string | number)[]]>

/** An event, and how many of the actions of its round had been sent when it arrived. */
interface Arrival {
  readonly event: Event
  readonly sent: number
}

/** Where events stand in a history: early, in a round, or late after one. */
interface Places {
  readonly here: Arrival[]
  /** Where in `here` the event stood. */
  readonly at: number
  /** What was done in the round. */
  readonly actions: Action[]
  /** In the next round; after the last one, nowhere. */
  readonly next: Arrival[]
  readonly late: Event[]
  readonly early: Event[]
  readonly anywhere: Arrival[]
}

function insert<T>(draw: Draw, place: T[], value: T): void {
  place.splice(draw(place.length + 1), 0, value)
}

function altered(draw: Draw, arrival: Arrival, attribute: keyof typeof values): Arrival {
  const value = oneOf<string | number>(draw, values[attribute])
  return { ...arrival, event: { ...arrival.event, [attribute]: value } }
}

/** Each is given an event that has been taken away from `here`. */
type Kind = (draw: Draw, arrival: Arrival, places: Places) => void

const kinds = {
  drop: () => {},
  repeat: (draw, arrival, { here }) => {
    insert(draw, here, arrival)
    insert(draw, here, arrival)
  },
  'swap two': (draw, arrival, { here, anywhere }) => {
    const [other] = anywhere.splice(draw(anywhere.length), 1, arrival)
    if (other !== undefined) insert(draw, here, other)
  },
  'alter an attribute': (draw, arrival, { here }) =>
    insert(draw, here, altered(draw, arrival, oneOf(draw, judgedAttributes))),
  'remove an attribute': (draw, { event, sent }, { here }) => {
    const attribute = oneOf(draw, judgedAttributes)
    const left = Object.entries(event).filter(([name]) => name !== attribute)
    const lacking = { ...Object.fromEntries(left), name: event.name, ThisDN: event.ThisDN }
    insert(draw, here, { event: lacking, sent })
  },
  'change ThisDN': (draw, arrival, { here }) =>
    insert(draw, here, altered(draw, arrival, 'ThisDN')),
  'change name': (draw, arrival, { here }) => insert(draw, here, altered(draw, arrival, 'name')),
  'change ConnID': (draw, arrival, { here }) =>
    insert(draw, here, altered(draw, arrival, 'ConnID')),
  'move to the next round': (draw, arrival, { next }) => insert(draw, next, arrival),
  'move to late': (draw, { event }, { late }) => insert(draw, late, event),
  'move to early': (draw, { event }, { early }) => insert(draw, early, event),
} as const satisfies Record<string, Kind>

/** These make a difference only where several requests are in flight. */
const kindsInFlight = {
  'arrive elsewhere': (draw, arrival, { here }) => insert(draw, here, arrival),
  'arrive sooner': (draw, { event, sent }, { here, at }) =>
    here.splice(at, 0, { event, sent: draw(sent + 1) }),
  'send a request last': (draw, arrival, { here, at, actions }) => {
    here.splice(at, 0, arrival)
    actions.push(...actions.splice(draw(actions.length), 1))
  },
  'send a request less': (draw, arrival, { here, at, actions }) => {
    here.splice(at, 0, arrival)
    if (actions.length > 1) actions.splice(draw(actions.length), 1)
  },
} as const satisfies Record<string, Kind>

const allKinds = { ...kinds, ...kindsInFlight } as const

export type Mutation = keyof typeof allKinds

export const mutationKinds = Object.keys(kinds) as [Mutation, ...Mutation[]]
export const allMutationKinds = Object.keys(allKinds) as [Mutation, ...Mutation[]]

/** The history with one random event of its rounds changed; as it was, where it has none. */
export function mutated(draw: Draw, history: History, mutation: Mutation): History {
  const early = [...history.early]
  const rounds = history.rounds.map(({ actions, events, sent, late }) => ({
    actions: [...actions],
    arrivals: events.map((event, at) => ({ event, sent: sent?.[at] ?? actions.length })),
    late: [...late],
  }))
  const filled = rounds.filter(({ arrivals }) => arrivals.length > 0)
  const round = filled[draw(filled.length)]
  if (round === undefined) return history
  const { arrivals, actions, late } = round
  const at = draw(arrivals.length)
  const [arrival] = arrivals.splice(at, 1)
  if (arrival === undefined) return history
  allKinds[mutation](draw, arrival, {
    here: arrivals,
    at,
    actions,
    next: rounds[rounds.indexOf(round) + 1]?.arrivals ?? [],
    late,
    early,
    anywhere: filled[draw(filled.length)]?.arrivals ?? arrivals,
  })
  return {
    calls: history.calls,
    early,
    rounds: rounds.map(({ actions, arrivals, late }) => told(actions, arrivals, late)),
  }
}

function told(actions: readonly Action[], arrivals: readonly Arrival[], late: Event[]): Round {
  const sent = arrivals.map(({ sent }) => sent)
  // What arrives before another event arrives no later: no more had been sent.
  for (let at = sent.length - 1; at >= 0; at -= 1)
    sent[at] = Math.min(sent[at] ?? 0, sent[at + 1] ?? actions.length)
  const events = arrivals.map(({ event }) => event)
  const allSent = sent.every((count) => count === actions.length)
  return { actions, events, late, ...(allSent ? {} : { sent }) }
}
