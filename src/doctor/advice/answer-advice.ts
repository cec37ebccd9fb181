/** Answers whose result is not the one of the method. */
import { at } from '../../adapter/malformed.ts'
import { protocolVersion } from '../../adapter/messages.ts'
import { shown } from '../../adapter/shown.ts'
import type { Advice } from '../advice.ts'
import { isRecord } from '../exchange.ts'
import { meant } from '../loosely.ts'
import type { Symptom } from '../symptom.ts'

const result = ({ message }: Symptom): unknown => message.result

/** An answer to the method came, and its result is wrong. */
const answersWrongly = ({ failure, message, method }: Symptom, to?: string): boolean =>
  failure.kind === 'protocol-error' &&
  message.method === undefined &&
  'result' in message &&
  (to === undefined || method === to)

/** Under which other name a member of the result was given. */
function misspelt(symptom: Symptom, member: string): string | undefined {
  const given = result(symptom)
  if (!isRecord(given) || member in given) return undefined
  return Object.keys(given).find((name) => meant(name, [member]) !== undefined)
}

const isMisspelt = (symptom: Symptom, members: readonly string[]): boolean =>
  members.some((member) => misspelt(symptom, member) !== undefined)

const introduction = ['protocolVersion', 'implementation', 'capabilities'] as const

const has = (symptom: Symptom, member: string): boolean => {
  const given = result(symptom)
  return isRecord(given) && member in given
}

export const answerAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'a member of the answer to initialize is misspelt',
    applies: (symptom) =>
      answersWrongly(symptom, 'initialize') && isMisspelt(symptom, introduction),
    wanted: 'The answer has protocolVersion, implementation and capabilities.',
    toDo: (symptom) => {
      const member = introduction.find((one) => misspelt(symptom, one) !== undefined) ?? ''
      return `Write ${member} instead of ${shown(misspelt(symptom, member))}.`
    },
  },
  {
    mistake: 'the version of the protocol is not the number 1',
    applies: (symptom) =>
      answersWrongly(symptom, 'initialize') &&
      isRecord(result(symptom)) &&
      at(result(symptom), ['protocolVersion']) !== protocolVersion,
    wanted:
      'protocolVersion is the version of the adapter protocol that the bridge speaks, as a number.',
    toDo: (symptom) => {
      const version = at(result(symptom), ['protocolVersion'])
      return Number.isInteger(version)
        ? `Answer initialize with "protocolVersion":${protocolVersion}: it is the version of the adapter ` +
            `protocol, and not that of the bridge or the T-Server, which go into implementation.version.`
        : `Answer initialize with "protocolVersion":${protocolVersion}, a number without quotes.`
    },
  },
  {
    mistake: 'the bridge does not say which implementation it stands for',
    applies: (symptom) =>
      answersWrongly(symptom, 'initialize') && symptom.failure.message.includes(' implementation'),
    wanted:
      'implementation is an object with a name, and a version where there is one; both are strings.',
    toDo: 'Answer initialize with "implementation":{"name":"acme-tserver","version":"9.1"}; leave version out rather than write null.',
  },
  {
    mistake: 'the capabilities are not an object',
    applies: (symptom) =>
      answersWrongly(symptom, 'initialize') && !isRecord(at(result(symptom), ['capabilities'])),
    wanted: 'capabilities is an object, which may be empty.',
    toDo: 'Answer initialize with "capabilities":{}, and put in what the bridge can do: "capabilities":{"maxParties":16,"addParty":true}.',
  },
  {
    mistake: 'a capability has a value of the wrong type',
    applies: (symptom) => answersWrongly(symptom, 'initialize') && has(symptom, 'capabilities'),
    wanted: ({ failure }) => wantedBy(failure.message),
    toDo: 'Write numbers and true or false without quotes ("maxCalls":64, "addParty":true), and leave a capability out rather than write null.',
  },
  {
    mistake: 'the ConnID is not under the name connID',
    applies: (symptom) => answersWrongly(symptom, 'establish') && isMisspelt(symptom, ['connID']),
    wanted: 'establish is answered with {"connID": …}.',
    toDo: (symptom) => `Write connID instead of ${shown(misspelt(symptom, 'connID'))}.`,
  },
  {
    mistake: 'the ConnID is a number',
    applies: (symptom) =>
      answersWrongly(symptom, 'establish') && typeof at(result(symptom), ['connID']) === 'number',
    wanted: 'A ConnID is a string: 64 bits do not fit into the numbers of JSON.',
    toDo: 'Write the ConnID in quotes, here and in every event, in the same notation (such as 16 hexadecimal digits).',
  },
  {
    mistake: 'establish is answered without a ConnID',
    applies: (symptom) => answersWrongly(symptom, 'establish'),
    wanted: 'establish is answered with {"connID": …}, the ConnID of the call as a string.',
    toDo: (symptom) =>
      typeof result(symptom) === 'string'
        ? `Answer with "result":{"connID":${JSON.stringify(result(symptom))}} instead of the bare string.`
        : 'Answer with "result":{"connID":"006c02462a161006"}: the ConnID that the events of this call will have.',
  },
  {
    mistake: 'the result of an answer is not an object',
    applies: (symptom) => answersWrongly(symptom) && !isRecord(result(symptom)),
    wanted: ({ method }) => `${method ?? 'The request'} is answered with an empty object.`,
    toDo: (symptom) =>
      `Answer ${symptom.method ?? 'it'} with "result":{} instead of ${shown(result(symptom))}.`,
  },
]

/** What the schema wants, as the message of the failure says it. */
export function wantedBy(message: string): string {
  const [, wanted] = /; the protocol (wants .*?)(?:; the line is: |$)/.exec(message) ?? []
  return wanted === undefined
    ? 'A message as the protocol describes it.'
    : `The protocol ${wanted}.`
}
