/** Small changes to what was seen, each of a kind that a fault of a T-Server makes. */
import type { History } from './history.ts'
import { oneOf, type Draw } from './t-server.fixture.ts'
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

/** Where events stand in a history: early, in a round, or late after one. */
interface Places {
  readonly here: Event[]
  /** In the next round; after the last one, nowhere. */
  readonly next: Event[]
  readonly late: Event[]
  readonly early: Event[]
  readonly anywhere: Event[]
}

function insert(draw: Draw, place: Event[], event: Event): void {
  place.splice(draw(place.length + 1), 0, event)
}

function altered(draw: Draw, event: Event, attribute: keyof typeof values): Event {
  return { ...event, [attribute]: oneOf<string | number>(draw, values[attribute]) }
}

/** Each is given an event that has been taken away from `here`. */
const kinds = {
  drop: () => {},
  repeat: (draw, event, { here }) => {
    insert(draw, here, event)
    insert(draw, here, event)
  },
  'swap two': (draw, event, { here, anywhere }) => {
    const [other] = anywhere.splice(draw(anywhere.length), 1, event)
    if (other !== undefined) insert(draw, here, other)
  },
  'alter an attribute': (draw, event, { here }) =>
    insert(draw, here, altered(draw, event, oneOf(draw, judgedAttributes))),
  'remove an attribute': (draw, event, { here }) => {
    const attribute = oneOf(draw, judgedAttributes)
    const left = Object.entries(event).filter(([name]) => name !== attribute)
    insert(draw, here, { ...Object.fromEntries(left), name: event.name, ThisDN: event.ThisDN })
  },
  'change ThisDN': (draw, event, { here }) => insert(draw, here, altered(draw, event, 'ThisDN')),
  'change name': (draw, event, { here }) => insert(draw, here, altered(draw, event, 'name')),
  'change ConnID': (draw, event, { here }) => insert(draw, here, altered(draw, event, 'ConnID')),
  'move to the next round': (draw, event, { next }) => insert(draw, next, event),
  'move to late': (draw, event, { late }) => insert(draw, late, event),
  'move to early': (draw, event, { early }) => insert(draw, early, event),
} as const satisfies Record<string, (draw: Draw, event: Event, places: Places) => void>

export type Mutation = keyof typeof kinds

export const mutationKinds = Object.keys(kinds) as [Mutation, ...Mutation[]]

/** The history with one random event of its rounds changed; as it was, where it has none. */
export function mutated(draw: Draw, history: History, mutation: Mutation): History {
  const early = [...history.early]
  const rounds = history.rounds.map(({ actions, events, late }) => ({
    actions,
    events: [...events],
    late: [...late],
  }))
  const places = rounds.map(({ events }) => events)
  const filled = places.filter((events) => events.length > 0)
  const here = filled[draw(filled.length)]
  const at = here === undefined ? -1 : places.indexOf(here)
  const [event] = here?.splice(draw(here.length), 1) ?? []
  if (here === undefined || event === undefined) return history
  kinds[mutation](draw, event, {
    here,
    next: places[at + 1] ?? [],
    late: rounds[at]?.late ?? [],
    early,
    anywhere: filled[draw(filled.length)] ?? here,
  })
  return { calls: history.calls, early, rounds }
}
