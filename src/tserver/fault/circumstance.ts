/** When a way to be wrong shows: the second part of a composed fault. */
import * as when from './condition.ts'
import type { Condition } from './condition.ts'
import { inFlight as anotherInFlight } from './in-flight-condition.ts'

export interface Circumstance {
  /** The end of the names of its faults, in kebab-case; empty where there is nothing to add. */
  readonly name: string
  /** The beginning of their descriptions, up to the comma. */
  readonly phrase: string
  /** It comes up only with several requests in flight. */
  readonly inFlight?: true
  readonly condition: Condition
}

export const always: Circumstance = { name: '', phrase: '', condition: when.always }

export const ofTwo: Circumstance = {
  name: 'of-two',
  phrase: 'In a call of two',
  condition: when.withParties(2),
}

export const fromFour: Circumstance = {
  name: 'from-four',
  phrase: 'In a call of four parties or more',
  condition: when.fromParties(4),
}

export const withUnmonitored: Circumstance = {
  name: 'with-unmonitored',
  phrase: 'In a call with an unmonitored party',
  condition: when.withUnmonitored,
}

export const firstLeaves: Circumstance = {
  name: 'first-leaves',
  phrase: 'When the first party is to leave',
  condition: when.leaverIs('first'),
}

export const middleLeaves: Circumstance = {
  name: 'middle-leaves',
  phrase: 'When neither the first nor the last party is to leave',
  condition: when.leaverIs('middle'),
}

export const lastLeaves: Circumstance = {
  name: 'last-leaves',
  phrase: 'When the last party is to leave',
  condition: when.leaverIs('last'),
}

export const onRelease: Circumstance = {
  name: 'on-release',
  phrase: 'When a party leaves by itself',
  condition: when.ofRelease,
}

export const onDelete: Circumstance = {
  name: 'on-delete',
  phrase: 'When a party deletes another one',
  condition: when.ofDelete,
}

export const afterDelete: Circumstance = {
  name: 'after-delete',
  phrase: 'Once a party has been deleted from the call',
  condition: when.afterDelete,
}

export const secondDeparture: Circumstance = {
  name: 'second-departure',
  phrase: 'At the second departure from a call',
  condition: when.departure(2),
}

export const thirdDeparture: Circumstance = {
  name: 'third-departure',
  phrase: 'At the third departure from a call',
  condition: when.departure(3),
}

export const formerConference: Circumstance = {
  name: 'former-conference',
  phrase: 'In a call of two that was a conference',
  condition: when.formerConference,
}

export const ofReturner: Circumstance = {
  name: 'of-returner',
  phrase: 'When a party is to leave that had left before and was added again',
  condition: when.ofReturner,
}

export const besideAnotherCall: Circumstance = {
  name: 'beside-another-call',
  phrase: 'While another call is there',
  condition: when.besideAnotherCall,
}

export const inFlight: Circumstance = {
  name: 'in-flight',
  phrase: 'While another request to the call is in flight',
  inFlight: true,
  condition: anotherInFlight,
}
