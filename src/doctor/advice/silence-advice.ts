/** A request that is not answered. What has come without a line end is the framing's. */
import type { Advice } from '../advice.ts'
import { isCapability } from '../capability-names.ts'
import type { Symptom } from '../symptom.ts'
import { capabilityAdvice } from './capability-advice.ts'
import { severalAtOnce } from './several-at-once.ts'

const isSilent = ({ failure }: Symptom, method?: string): boolean =>
  failure.kind === 'hang' && (method === undefined || failure.evidence.waitedFor === method)

/** When each request is to be answered. */
const whenToAnswer: Readonly<Record<string, string>> = {
  initialize: 'Answer initialize at once.',
  establish: 'Answer establish with the ConnID as soon as all parties talk, also in a call of two.',
  addParty: 'Answer addParty with "result":{} as soon as the party talks in the call.',
  send: 'Answer send with "result":{} as soon as the request has been handed to the T-Server; do not wait for its events.',
  fence:
    'Answer fence with "result":{} when the events of the requests before it have been written; at once where nothing is pending.',
  discard: 'Answer discard with "result":{} when the call is gone.',
  reset: 'Answer reset with "result":{} when all calls are gone; at once where there are none.',
  shutdown: 'Answer shutdown with "result":{} and flush, then end.',
}

export const silenceAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'nothing comes from the bridge',
    applies: (symptom) => isSilent(symptom, 'initialize') && symptom.wire.bytes === 0,
    wanted: 'initialize is answered at once, in one line that ends in LF and is flushed.',
    toDo: ({ out }) =>
      `Flush ${out} after every line (std::endl or std::flush in C++, fflush in C, flush() in Java and ` +
      'Python), read the requests line by line as they come, and do not wait for the end of the input.',
  },
  {
    mistake: 'a line that comes in two pieces is lost',
    applies: (symptom) => isSilent(symptom) && symptom.situation === 'a line in two pieces',
    wanted: 'A request ends at its LF, however many pieces it comes in.',
    toDo: 'Keep what follows the last LF of what was read, and put what is read next behind it; take a request only when its LF is there. getline, readLine and the like do so.',
  },
  {
    mistake: 'a request that the T-Server refuses is not answered',
    applies: (symptom) =>
      isSilent(symptom, 'send') && symptom.situation === 'a request to be refused',
    wanted:
      'send is answered when the request has been handed over, also where the T-Server refuses it.',
    toDo: 'Answer send with "result":{} whatever the T-Server makes of it, and pass its EventError on as an event to ThisDN.',
  },
  {
    mistake: 'discard of a call that is gone is not answered',
    applies: (symptom) =>
      isSilent(symptom, 'discard') && symptom.situation === 'discard of a call that is gone',
    wanted:
      'discard is answered when the call, if it still exists, is gone: at once where it is gone already.',
    toDo: 'Answer discard with "result":{} also for a ConnID that the bridge or the T-Server does not know any more.',
  },
  {
    mistake: severalAtOnce,
    applies: (symptom) => isSilent(symptom) && symptom.behindOthers,
    wanted: 'Several requests may come in one piece; each line is one, and each is answered.',
    toDo: 'Split what was read at every LF and take all the lines of it, not just the first one, before you read again.',
  },
  {
    ...capabilityAdvice,
    applies: (symptom) => isSilent(symptom) && isCapability(symptom.situation),
  },
  {
    mistake: ({ method }) => `${method ?? 'a request'} is not answered`,
    applies: (symptom) => isSilent(symptom) && symptom.method !== undefined,
    wanted: 'Every request is answered, with its id.',
    toDo: ({ method }) => whenToAnswer[method ?? ''] ?? 'Answer it with its id.',
  },
]
