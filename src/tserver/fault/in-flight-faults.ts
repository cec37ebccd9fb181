import {
  allOf,
  anyOf,
  fromParties,
  ofDelete,
  ofDeletionByStranger,
  ofRelease,
  withParties,
} from './condition.ts'
import type { Fault } from './fault.ts'
import * as when from './in-flight-condition.ts'
import { countsMonitoredOnly } from './wrong-attributes.ts'
import { deletesForAnybody, keepsLeaver } from './wrong-decisions.ts'
import * as wrong from './wrong-in-flight.ts'
import {
  addsError,
  forgetsLastParty,
  forgetsReleasedOfOther,
  tellsGoneParties,
} from './wrong-recipients.ts'

/** Faults that need several requests in flight. */
export const inFlightFaults: readonly Fault[] = [
  {
    name: 'in-flight-lost-update',
    description:
      'Of departures in flight each has the CallState as if it were the only one: the others are counted as still there.',
    inFlight: true,
    misbehaviour: wrong.countsAsAtFirst(1),
    condition: when.afterDepartureInFlight,
  },
  {
    name: 'in-flight-count-never-shrinks',
    description:
      'While several requests are in flight, CallState follows the number of parties that there were before.',
    inFlight: true,
    misbehaviour: wrong.countsAsAtFirst(0),
    condition: when.inFlight,
  },
  {
    name: 'in-flight-unmonitored-not-counted',
    description:
      'While several requests are in flight, CallState follows the number of monitored parties alone.',
    inFlight: true,
    misbehaviour: countsMonitoredOnly,
    condition: when.inFlight,
  },
  {
    name: 'in-flight-second-departure-untold',
    description: 'Of departures in flight the last party is told of the first one only.',
    inFlight: true,
    misbehaviour: forgetsLastParty,
    condition: when.afterDepartureInFlight,
  },
  {
    name: 'in-flight-order-swapped-for-one',
    description:
      'One party that stays hears of departures in flight in the reverse of the order in which the others hear.',
    inFlight: true,
    misbehaviour: wrong.tellsOneInReverse,
    condition: when.inFlight,
  },
  {
    name: 'in-flight-leaver-told-of-next',
    description: 'Who left first of several in flight gets EventPartyDeleted of the next one, too.',
    inFlight: true,
    misbehaviour: tellsGoneParties,
    condition: when.afterDepartureInFlight,
  },
  {
    name: 'in-flight-delete-twice',
    description:
      'When two requests in flight delete the same party, it is released twice, and everybody is told twice.',
    inFlight: true,
    misbehaviour: wrong.deletesOnceMore,
    condition: when.ofDeletingWhoJustLeft,
  },
  {
    name: 'in-flight-delete-takes-next',
    description:
      'A delete that comes too late, as its party has just left, removes the next party instead.',
    inFlight: true,
    misbehaviour: wrong.deletesNextParty,
    condition: when.ofDeletingWhoJustLeft,
  },
  {
    name: 'in-flight-delete-by-gone',
    description: 'A delete is carried out for a DN that left while it was in flight.',
    inFlight: true,
    misbehaviour: deletesForAnybody,
    condition: when.byWhoJustLeft,
  },
  {
    name: 'in-flight-refused-delete-carried-out',
    description:
      'While several requests are in flight, a delete by a DN that is not in the call is refused, and yet carried out.',
    inFlight: true,
    misbehaviour: wrong.refusesAndDeletes,
    condition: allOf(when.inFlight, ofDeletionByStranger),
  },
  {
    name: 'in-flight-error-beside-departure',
    description:
      'Of departures in flight all but the first are answered by EventError, and yet carried out.',
    inFlight: true,
    misbehaviour: addsError,
    condition: allOf(when.afterDepartureInFlight, anyOf(ofRelease, ofDelete)),
  },
  {
    name: 'in-flight-last-two-released-twice',
    description: 'When both of the last two hang up at once, both get EventReleased twice.',
    inFlight: true,
    misbehaviour: wrong.releasesOnceMore,
    condition: when.afterEndInFlight,
  },
  {
    name: 'in-flight-last-two-one-not-released',
    description: 'When both of the last two hang up at once, only one of them gets EventReleased.',
    inFlight: true,
    misbehaviour: forgetsReleasedOfOther,
    condition: allOf(withParties(2), ofRelease, when.otherReleasesToo),
  },
  {
    name: 'in-flight-third-party-of-rival',
    description:
      'When two requests in flight take out the same party, the last party is told that the other DN asked.',
    inFlight: true,
    misbehaviour: wrong.namesRivalToLastParty,
    condition: when.inFlight,
  },
  {
    name: 'in-flight-unmonitored-not-removed',
    description:
      'While several requests are in flight, everybody is told that an unmonitored party is deleted, and it stays.',
    inFlight: true,
    misbehaviour: keepsLeaver,
    condition: allOf(when.inFlight, fromParties(3), ofDelete, when.leaverIsUnmonitored),
  },
  {
    name: 'in-flight-conn-ids-swapped',
    description:
      'While requests to two calls are in flight, their events have the ConnIDs of each other.',
    inFlight: true,
    misbehaviour: wrong.saysConnIDInFlight,
    condition: when.otherCallInFlight,
  },
]
