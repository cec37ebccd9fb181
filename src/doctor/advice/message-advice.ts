/** Messages that are JSON, and not JSON-RPC 2.0 as the adapter protocol uses it. */
import { shown } from '../../adapter/shown.ts'
import type { Advice } from '../advice.ts'
import type { Symptom } from '../symptom.ts'

const isMessage = ({ failure, message }: Symptom): boolean =>
  failure.kind === 'protocol-error' && Object.keys(message).length > 0

const isAnswer = (symptom: Symptom): boolean =>
  isMessage(symptom) && symptom.message.method === undefined

/** Said of an answer's id. */
const says = ({ failure }: Symptom, words: string): boolean => failure.message.includes(words)

export const messageAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'a message has no "jsonrpc": "2.0"',
    applies: (symptom) => isMessage(symptom) && symptom.message.jsonrpc !== '2.0',
    wanted: 'Every answer and every event has the member "jsonrpc" with the value "2.0".',
    toDo: ({ message }) =>
      message.jsonrpc === undefined
        ? 'Write "jsonrpc":"2.0" into every message, into answers as well as into events.'
        : `Write "jsonrpc":"2.0", a string, and not ${shown(message.jsonrpc)}.`,
  },
  {
    mistake: 'an event is sent as a request',
    applies: (symptom) =>
      isMessage(symptom) && symptom.message.method !== undefined && 'id' in symptom.message,
    wanted: 'Events are notifications, which have no id; only the harness sends requests.',
    toDo: 'Leave the member id out of events.',
  },
  {
    mistake: 'an event has its name in the place of the method',
    applies: (symptom) =>
      isMessage(symptom) &&
      symptom.message.method !== undefined &&
      symptom.message.method !== 'event',
    wanted: 'The bridge sends one kind of notification, "event".',
    toDo: ({ message }) =>
      `Write "method":"event", and the event's own name into params: ` +
      `"params":{"name":${name(message.method)},"ThisDN":…}.`,
  },
  {
    mistake: 'the id of an answer is not that of the request',
    applies: (symptom) => isAnswer(symptom) && says(symptom, 'never asked'),
    wanted: 'An answer has the id of the request, as the same JSON value: a number.',
    toDo: ({ message: { id } }) => {
      if (typeof id === 'string' && id.trim() !== '' && Number.isInteger(Number(id)))
        return `Give the id back as the number that came, ${Number(id)}, and not as the string ${JSON.stringify(id)}.`
      if (id === undefined || id === null)
        return 'Copy the id of the request into its answer; this answer has none.'
      return `Copy the id of the request into its answer; ${shown(id)} was not asked.`
    },
  },
  {
    mistake: 'a request is answered twice',
    applies: (symptom) => isAnswer(symptom) && says(symptom, 'second answer'),
    wanted: 'Every request is answered once.',
    toDo: ({ method }) =>
      `Answer ${method ?? 'each request'} once. What the T-Server distributes later is an event, not another answer.`,
  },
  {
    mistake: 'an answer has both a result and an error',
    applies: (symptom) =>
      isAnswer(symptom) && 'error' in symptom.message && 'result' in symptom.message,
    wanted: 'An answer has either a result or an error, and not the member of the other.',
    toDo: ({ message }) =>
      message.error === null
        ? 'Leave "error":null out of an answer that has a result.'
        : 'Leave the member result out where there is an error, and error where all went well.',
  },
  {
    mistake: 'an answer has no result',
    applies: (symptom) =>
      isAnswer(symptom) && !('error' in symptom.message) && !('result' in symptom.message),
    wanted: 'An answer has a result, which is an object.',
    toDo: ({ method }) =>
      method === undefined || method === 'establish' || method === 'initialize'
        ? 'Write the member result into the answer.'
        : `Answer ${method} with "result":{}.`,
  },
  {
    mistake: 'the error of an answer is not one of JSON-RPC',
    applies: (symptom) => isAnswer(symptom) && says(symptom, 'the error of an answer'),
    wanted: 'An error is an object with an integer code and a message.',
    toDo: 'Write "error":{"code":-32000,"message":"what went wrong"}; and only for trouble of the bridge itself.',
  },
]

/** Of the event that is meant by a method, as JSON. */
function name(method: unknown): string {
  return typeof method === 'string' && /^Event[A-Z]/.test(method) ? JSON.stringify(method) : '…'
}
