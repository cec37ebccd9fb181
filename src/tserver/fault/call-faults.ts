import { always, anyOf, ofDelete, ofRelease } from './condition.ts'
import type { Fault } from './fault.ts'
import * as wrong from './wrong-across-calls.ts'

/** Faults between several calls, between a call and the last one, and between two stays in a call. */
export const callFaults: readonly Fault[] = [
  {
    name: 'conn-id-of-last-call',
    description: 'A DN that is in several calls is told of each with the ConnID of the last one.',
    misbehaviour: wrong.saysConnIDOfLastCall,
    condition: always,
  },
  {
    name: 'party-deleted-to-other-calls',
    description: 'The parties of all other calls get EventPartyDeleted, too.',
    misbehaviour: wrong.tellsOtherCalls,
    condition: always,
  },
  {
    name: 'leaver-removed-from-other-calls',
    description: 'Who leaves a call is out of its other calls, too, without any event.',
    misbehaviour: wrong.removesFromOtherCalls,
    condition: anyOf(ofRelease, ofDelete),
  },
  {
    name: 'leaver-released-from-other-calls',
    description: 'Who leaves a call is released from its other calls, too.',
    misbehaviour: wrong.releasesFromOtherCalls,
    condition: anyOf(ofRelease, ofDelete),
  },
  {
    name: 'error-to-other-call',
    description: 'The EventError of a refused request goes to the first party of another call.',
    misbehaviour: wrong.refusesOtherCall,
    condition: always,
  },
  {
    name: 'last-call-leaver-forgotten',
    description:
      'A DN that left the last call gets no event of its departure or others in the next.',
    misbehaviour: wrong.forgetsLeaversOfLastCall,
    condition: always,
  },
  {
    name: 'last-call-count-kept',
    description:
      'CallState follows the number of parties that the last call had in the end, where that is higher.',
    misbehaviour: wrong.countsPartiesOfLastCall,
    condition: always,
  },
  {
    name: 'last-call-deleter-kept',
    description:
      'When a party releases, ThirdPartyDN is the DN that deleted another one in the last call.',
    misbehaviour: wrong.namesDeleterOfLastCall,
    condition: always,
  },
  {
    name: 'returner-not-released',
    description: 'A party that had left and was added again gets no EventReleased when it leaves.',
    misbehaviour: wrong.forgetsReleasedOfReturner,
    condition: always,
  },
  {
    name: 'returner-released-for-each-stay',
    description:
      'A party that had left and was added again gets EventReleased as often as it was in the call.',
    misbehaviour: wrong.releasesForEachStay,
    condition: always,
  },
]
