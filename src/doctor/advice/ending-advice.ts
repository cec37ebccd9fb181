/** A bridge that answers with an error, or ends. */
import { at } from '../../adapter/malformed.ts'
import type { Advice } from '../advice.ts'
import { isCapability } from '../capability-names.ts'
import type { Symptom } from '../symptom.ts'
import { capabilityAdvice } from './capability-advice.ts'
import { severalAtOnce } from './several-at-once.ts'

/** Codes of JSON-RPC 2.0, section 5.1. */
const parseError = -32700
const methodNotFound = -32601

const answersError = ({ failure, message }: Symptom): boolean =>
  failure.kind === 'crash' && 'error' in message

const code = ({ message }: Symptom): unknown => at(message, ['error', 'code'])

const hasEnded = ({ failure, message }: Symptom): boolean =>
  failure.kind === 'crash' && !('error' in message)

const errorsAre = 'A JSON-RPC error says that the bridge itself is in trouble.'

export const endingAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'a refusal of the T-Server is answered as an error',
    applies: (symptom) => answersError(symptom) && symptom.situation === 'a request to be refused',
    wanted:
      'A request that the T-Server refuses is an EventError to ThisDN, never a JSON-RPC error.',
    toDo: 'Answer send with "result":{} and pass the EventError on as an event. What to refuse is for the T-Server to say: hand it every request, with any DN and any ConnID.',
  },
  {
    mistake: 'discard of a call that is gone is answered with an error',
    applies: (symptom) =>
      answersError(symptom) && symptom.situation === 'discard of a call that is gone',
    wanted: 'discard is answered with {} when the call, if it still exists, is gone.',
    toDo: 'Answer discard with "result":{} also for a ConnID that the bridge or the T-Server does not know any more.',
  },
  {
    mistake: 'after discard the call is still there',
    applies: (symptom) =>
      answersError(symptom) && symptom.situation === 'parties of a discarded call',
    wanted: 'discard is answered when the call is gone; its parties can be in a new one at once.',
    toDo: 'End the call at the T-Server on discard, and wait until all its parties are free before you answer.',
  },
  {
    mistake: 'after reset calls are still there',
    applies: (symptom) =>
      answersError(symptom) && symptom.situation === 'parties of before a reset',
    wanted: 'reset is answered when all calls are gone; their parties can be in new ones at once.',
    toDo: 'End every call that the bridge has established on reset, and wait until all parties are free before you answer.',
  },
  {
    mistake: 'a line that comes in two pieces is not understood',
    applies: (symptom) =>
      symptom.failure.kind === 'crash' && symptom.situation === 'a line in two pieces',
    wanted: 'A request ends at its LF, however many pieces it comes in.',
    toDo: 'Keep what follows the last LF of what was read, and put what is read next behind it; take a request only when its LF is there. getline, readLine and the like do so.',
  },
  {
    mistake: severalAtOnce,
    applies: (symptom) =>
      symptom.amongOthers &&
      (hasEnded(symptom) || code(symptom) === parseError) &&
      /json|parse|syntax|unexpected|extra data|trailing/i.test(
        [symptom.failure.message, ...symptom.failure.log].join('\n'),
      ),
    wanted: 'Several requests may come in one piece; each line is one.',
    toDo: 'Split what was read at every LF and parse each line by itself.',
  },
  {
    ...capabilityAdvice,
    applies: (symptom) => answersError(symptom) && isCapability(symptom.situation),
  },
  {
    mistake: ({ method }) => `the bridge does not know ${method ?? 'a method'}`,
    applies: (symptom) => code(symptom) === methodNotFound,
    wanted: 'The bridge knows initialize, establish, send, fence, discard, reset and shutdown.',
    toDo: ({ method }) =>
      `Take requests with the method ${method ?? 'that was asked'}, spelt just so.`,
  },
  {
    mistake: ({ method }) => `${method ?? 'a request'} is answered with an error`,
    applies: answersError,
    wanted: errorsAre,
    toDo: ({ method }) =>
      `Find out why the bridge could not do what ${method ?? 'it'} asked for; its message says what it knows.`,
  },
  {
    mistake: 'the bridge ends before it has answered shutdown',
    applies: (symptom) => hasEnded(symptom) && symptom.method === 'shutdown',
    wanted: 'shutdown is answered with {}; then the bridge ends by itself.',
    toDo: ({ out }) => `Write the answer to shutdown and flush ${out}, and end only then.`,
  },
  {
    mistake: 'the bridge ends as soon as it is started',
    applies: (symptom) => hasEnded(symptom) && symptom.wire.bytes === 0,
    wanted: 'The bridge goes on until it is asked to shut down, or until its input ends.',
    toDo: ({ failure, out }) => {
      if (out !== 'stdout')
        return "Read requests from the connection until it ends, and answer each; the bridge's own log may say why it closes it."
      return failure.log.length > 0
        ? 'See what its log says. Try the same command line in a shell: it is run from this directory, without a shell.'
        : 'Try the same command line in a shell: it is run from this directory, without a shell. What it writes to stderr would stand here.'
    },
  },
  {
    mistake: 'the bridge ends while it is needed',
    applies: hasEnded,
    wanted: 'The bridge goes on until it is asked to shut down.',
    toDo: ({ failure, method, out }) =>
      failure.log.length > 0 || out !== 'stdout'
        ? 'See what its log says, and mend what it died of.'
        : `Find out what it died of when it was asked for ${method ?? 'this'}: it wrote nothing to stderr. Catch exceptions around each request, and write them there.`,
  },
]
