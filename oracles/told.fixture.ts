/** Departures of B, of A, B and C, after which only what A and C are told is open. */
import {
  call,
  deletion,
  history,
  partyDeleted,
  release,
  released,
  round,
} from './history.fixture.ts'
import type { History } from './history.ts'
import type { Event } from './tlib.ts'

/** B, of A, B and C, hangs up; A and C are told as given. */
export const releaseTold = (...events: readonly Event[]): History =>
  history(call('ABC'), round(release('B'), released('B'), ...events))

/** A, of A, B and C, deletes B; A and C are told as given. */
export const deletionTold = (...events: readonly Event[]): History =>
  history(call('ABC'), round(deletion('A', 'B'), released('B'), ...events))

/** What A and C are told where B hangs up, and where A deletes B. */
export const releaseToldTo = {
  A: partyDeleted('A', 'B', 'B', 'OK'),
  C: partyDeleted('C', 'B', 'B', 'OK'),
}
export const deletionToldTo = {
  A: partyDeleted('A', 'B', 'A', 'OK'),
  C: partyDeleted('C', 'B', 'A', 'OK'),
}
