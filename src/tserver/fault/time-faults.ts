import { always, everyRequest } from './condition.ts'
import type { Fault } from './fault.ts'
import { isPartyDeleted, isReleased } from './misbehaviour.ts'
import { ignores } from './wrong-decisions.ts'
import * as wrong from './wrong-times.ts'

/** Faults in when an event comes, and faults that show now and then. */
export const timeFaults: readonly Fault[] = [
  {
    name: 'released-late',
    description: 'EventReleased comes only when something else is asked, after the fence.',
    misbehaviour: wrong.comesLate(isReleased),
    condition: always,
  },
  {
    name: 'released-again-at-next-request',
    description:
      'The first EventReleased of a departure comes once more before the next request is carried out.',
    misbehaviour: wrong.repeatsLater(isReleased, 'next-request'),
    condition: always,
  },
  {
    name: 'party-deleted-again-late',
    description:
      'The first EventPartyDeleted of a departure comes once more when something else is asked, after the fence.',
    misbehaviour: wrong.repeatsLater(isPartyDeleted, 'asked-again'),
    condition: always,
  },
  {
    name: 'released-again-in-next-call',
    description:
      'The first EventReleased of a departure comes once more while the next call is established.',
    misbehaviour: wrong.repeatsLater(isReleased, 'next-call'),
    condition: always,
  },
  {
    name: 'one-event-in-fifty-lost',
    description: 'Every fiftieth event over the whole connection is lost.',
    misbehaviour: wrong.losesEvery(50),
    condition: always,
  },
  {
    name: 'one-request-in-seven-ignored',
    description:
      'Every seventh request over the whole connection is not carried out, without any event.',
    misbehaviour: ignores,
    condition: everyRequest(7),
  },
]
