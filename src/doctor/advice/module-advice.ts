/** Failures of an adapter that is a module: its methods throw, never settle, or give the wrong thing. */
import type { Advice } from '../advice.ts'
import { isCapability } from '../capability-names.ts'
import type { Symptom } from '../symptom.ts'
import { wantedBy } from './answer-advice.ts'
import { capabilityAdvice } from './capability-advice.ts'

const failedBy = ({ hasWire, failure }: Symptom, kind: Symptom['failure']['kind']): boolean =>
  !hasWire && failure.kind === kind

const methodOf = ({ method }: Symptom): string => method ?? 'connect'

export const moduleAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'a refusal of the T-Server is thrown',
    applies: (symptom) =>
      failedBy(symptom, 'crash') && symptom.situation === 'a request to be refused',
    wanted: 'A request that the T-Server refuses is an EventError to ThisDN, never an exception.',
    toDo: 'Let send return, and deliver the EventError as an event. What to refuse is for the T-Server to say.',
  },
  {
    ...capabilityAdvice,
    applies: (symptom) =>
      !symptom.hasWire &&
      symptom.failure.kind !== 'protocol-error' &&
      isCapability(symptom.situation),
  },
  {
    mistake: (symptom) => `${methodOf(symptom)} throws`,
    applies: (symptom) => failedBy(symptom, 'crash'),
    wanted: 'A method throws only where the adapter itself is in trouble.',
    toDo: (symptom) => `Find out why ${methodOf(symptom)} throws; what it threw stands above.`,
  },
  {
    mistake: (symptom) => `the promise of ${methodOf(symptom)} does not settle`,
    applies: (symptom) => failedBy(symptom, 'hang'),
    wanted: 'A promise that a method returns settles.',
    toDo: (symptom) =>
      `Resolve the promise of ${methodOf(symptom)} as soon as it has done what it is for, or return none.`,
  },
  {
    mistake: 'the module gives what is not of the protocol',
    applies: (symptom) => failedBy(symptom, 'protocol-error'),
    wanted: ({ failure }) => wantedBy(failure.message),
    toDo: 'Mend what is named here; the types of defineAdapter describe every value.',
  },
]
