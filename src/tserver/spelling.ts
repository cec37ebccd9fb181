/** The spellings in which an event may arrive. */
import type { Event } from '../../oracles/tlib.ts'
import { oneOf } from './chance.ts'
import type { Chance } from './chance.ts'

type Spellings = readonly [string, ...(string | number)[]]

const callStates: Readonly<Record<string, Spellings>> = {
  OK: ['OK', 'Ok', 'CallStateOk', 0, '0'],
  Conferenced: ['Conferenced', 'CallStateConferenced', 2, '2'],
}

const roles: Readonly<Record<string, Spellings>> = {
  DeletedParty: ['DeletedParty', 'RoleDeletedParty', 8, '8'],
  DeletedBy: ['DeletedBy', 'RoleDeletedBy', 6, '6'],
}

/** The same event: by names or by numbers, its ConnID with or without metainformation. */
export function respelled(event: Event, chance: Chance): Event {
  const { ConnID } = event
  return {
    ...event,
    ...(ConnID === undefined ? {} : { ConnID: oneOf(chance, [ConnID, `${ConnID}@node-1`]) }),
    ...spelled('CallState', event.CallState, callStates, chance),
    ...spelled('OtherDNRole', event.OtherDNRole, roles, chance),
    ...spelled('ThirdPartyDNRole', event.ThirdPartyDNRole, roles, chance),
  }
}

function spelled(
  attribute: 'CallState' | 'OtherDNRole' | 'ThirdPartyDNRole',
  value: string | number | undefined,
  spellings: Readonly<Record<string, Spellings>>,
  chance: Chance,
): Partial<Event> {
  const known = value === undefined ? undefined : spellings[value]
  return known === undefined ? {} : { [attribute]: oneOf<string | number>(chance, known) }
}
