import { always, formerConference, inFlight } from './circumstance.ts'
import * as when from './condition.ts'
import { isError } from './misbehaviour.ts'
import type { Way } from './way.ts'
import { refusesAndDeletes } from './wrong-in-flight.ts'
import { addsError } from './wrong-recipients.ts'
import * as wrong from './wrong-refusals.ts'
import { comesLate } from './wrong-times.ts'

const ofReleaseByGone = when.allOf(when.ofReleaseByStranger, when.byGoneParty)

/** Ways to be wrong in what is refused, and in EventError. */
export const refusalWays: readonly Way[] = [
  {
    name: 'error-beside-release',
    sentence: 'a party that releases gets EventError, too',
    misbehaviour: addsError,
    shows: when.ofRelease,
    under: [always, formerConference],
  },
  {
    name: 'error-to-deleted-party',
    sentence: 'a party that is deleted gets EventError, too',
    misbehaviour: wrong.addsErrorToLeaver,
    shows: when.ofDelete,
    under: [always],
  },
  {
    name: 'error-missing',
    sentence: 'a refused request is not answered',
    misbehaviour: wrong.answersNothing,
    shows: when.ofRefusal,
    profile: 'answering',
    under: [always],
  },
  {
    name: 'error-twice',
    sentence: 'a refused request is answered by EventError twice',
    misbehaviour: wrong.refusesTwice,
    shows: when.ofRefusal,
    under: [always, inFlight],
  },
  {
    name: 'error-to-other-party',
    sentence: 'the EventError of a refused request goes to the first party that did not ask',
    misbehaviour: wrong.refusesOtherParty,
    shows: when.ofRefusal,
    under: [always],
  },
  {
    name: 'error-after-fence',
    sentence: 'EventError comes only when something else is asked, after the fence',
    misbehaviour: comesLate(isError),
    shows: when.ofRefusal,
    under: [always],
  },
  {
    name: 'refused-release-told',
    sentence: 'when a DN releases that is not in the call, every party gets EventPartyDeleted',
    misbehaviour: wrong.tellsRefusedRelease,
    shows: when.ofReleaseByStranger,
    under: [always],
  },
  {
    name: 'refused-release-released',
    sentence: 'a DN that has left the call and releases again gets EventReleased again',
    misbehaviour: wrong.releasesStranger,
    shows: ofReleaseByGone,
    under: [always],
  },
  {
    name: 'refused-delete-carried-out',
    sentence: 'a delete by a DN that is not in the call is refused, and yet carried out',
    misbehaviour: refusesAndDeletes,
    shows: when.ofDeletionByStranger,
    under: [always],
  },
  {
    name: 'refused-delete-removes-requester',
    sentence:
      'when the DN to delete is not in the call, the party that asks is out of it, without any event',
    misbehaviour: wrong.removesRequesterSecretly,
    shows: when.ofDeletingStranger,
    under: [always],
  },
]
