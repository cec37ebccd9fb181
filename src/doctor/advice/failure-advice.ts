/** What to do about a failure of the adapter. */
import { inWords, type Advice, type Advised } from '../advice.ts'
import type { Symptom } from '../symptom.ts'
import { answerAdvice, wantedBy } from './answer-advice.ts'
import { endingAdvice } from './ending-advice.ts'
import { eventAdvice } from './event-advice.ts'
import { floodAdvice } from './flood-advice.ts'
import { framingAdvice } from './framing-advice.ts'
import { messageAdvice } from './message-advice.ts'
import { moduleAdvice } from './module-advice.ts'
import { silenceAdvice } from './silence-advice.ts'

/** The most special ones stand first. */
const allAdvice: readonly Advice<Symptom>[] = [
  ...floodAdvice,
  ...moduleAdvice,
  ...framingAdvice,
  ...messageAdvice,
  ...answerAdvice,
  ...eventAdvice,
  ...silenceAdvice,
  ...endingAdvice,
]

const forAnyFailure: Advice<Symptom> = {
  mistake: 'the protocol is broken',
  applies: () => true,
  wanted: ({ failure }) => wantedBy(failure.message),
  toDo: 'Mend what is named here; docs/bridges.md describes every message.',
}

export function failureAdvice(symptom: Symptom): Advised {
  return inWords(allAdvice.find((advice) => advice.applies(symptom)) ?? forAnyFailure, symptom)
}
