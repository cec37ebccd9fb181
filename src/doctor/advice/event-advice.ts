/** Events whose params are not an event. */
import { at } from '../../adapter/malformed.ts'
import { shown } from '../../adapter/shown.ts'
import type { Advice } from '../advice.ts'
import { isRecord } from '../exchange.ts'
import type { Symptom } from '../symptom.ts'
import { attributeMeant, attributes, eventMeant } from '../tlib-names.ts'
import { wantedBy } from './answer-advice.ts'

const params = ({ message }: Symptom): unknown => message.params

const isEvent = ({ failure, message }: Symptom): boolean =>
  failure.kind === 'protocol-error' && message.method === 'event'

const has = (value: unknown, member: string): boolean => isRecord(value) && member in value

/** The member of the params that holds the attributes, one level too deep. */
function wrapper(symptom: Symptom): string | undefined {
  const given = params(symptom)
  if (!isRecord(given)) return undefined
  return Object.keys(given).find(
    (name) =>
      !isAttribute(name) && isRecord(given[name]) && Object.keys(given[name]).some(isAttribute),
  )
}

const isAttribute = (name: string): boolean =>
  attributes.some((known) => known === name) || attributeMeant(name) !== undefined

/** Under which other name the event's name was given. */
function nameElsewhere(symptom: Symptom): string | undefined {
  const given = params(symptom)
  if (!isRecord(given) || 'name' in given) return undefined
  return Object.keys(given).find(
    (member) => typeof given[member] === 'string' && /^event/i.test(given[member]),
  )
}

/** Under which other name ThisDN was given. */
function thisDNElsewhere(symptom: Symptom): string | undefined {
  const given = params(symptom)
  if (!isRecord(given) || 'ThisDN' in given) return undefined
  return Object.keys(given).find((name) => attributeMeant(name) === 'ThisDN')
}

/** The first attribute whose value is wrong by this. */
const attributeThat = (symptom: Symptom, holds: (value: unknown) => boolean): string | undefined =>
  attributes.find((name) => has(params(symptom), name) && holds(at(params(symptom), [name])))

const isNull = (value: unknown): boolean => value === null

const nameOf = (symptom: Symptom): string => {
  const name = at(params(symptom), ['name'])
  return typeof name === 'string' && name !== '' ? shown(name) : 'the event'
}

const shapeWanted = 'params holds the name of the event and its attributes, all on one level.'

export const eventAdvice: readonly Advice<Symptom>[] = [
  {
    mistake: 'the attributes of an event stand a level too deep',
    applies: (symptom) => isEvent(symptom) && wrapper(symptom) !== undefined,
    wanted: shapeWanted,
    toDo: (symptom) =>
      `Move what is in ${shown(wrapper(symptom))} up into params: ` +
      '"params":{"name":"EventReleased","ConnID":…,"ThisDN":…}.',
  },
  {
    mistake: 'the params of an event are not an object',
    applies: (symptom) => isEvent(symptom) && !isRecord(params(symptom)),
    wanted: shapeWanted,
    toDo: 'Write "params":{"name":"EventReleased","ConnID":…,"ThisDN":…}.',
  },
  {
    mistake: 'the name of an event is a number',
    applies: (symptom) => isEvent(symptom) && typeof at(params(symptom), ['name']) === 'number',
    wanted: 'name is the name of the event, such as EventReleased.',
    toDo: (symptom) => {
      const number = String(at(params(symptom), ['name']))
      return `Write the name of the event instead of its number ${number}${isCalled(number)}; keep a table of the numbers and their names.`
    },
  },
  {
    mistake: 'an event has no name',
    applies: (symptom) => isEvent(symptom) && !has(params(symptom), 'name'),
    wanted: 'params has the name of the event as name.',
    toDo: (symptom) => {
      const elsewhere = nameElsewhere(symptom)
      return elsewhere === undefined
        ? 'Write the name of the event into params: "name":"EventReleased".'
        : `Write name instead of ${shown(elsewhere)}.`
    },
  },
  {
    mistake: 'an event has its ThisDN under another name',
    applies: (symptom) => isEvent(symptom) && thisDNElsewhere(symptom) !== undefined,
    wanted:
      "Attributes have the T-Library's names without the prefix Attribute, in the same upper and lower case.",
    toDo: (symptom) =>
      `Write ThisDN instead of ${shown(thisDNElsewhere(symptom))}, and the other attributes likewise: ` +
      `${attributes.slice(1).join(', ')}.`,
  },
  {
    mistake: 'an event has no ThisDN',
    applies: (symptom) =>
      isEvent(symptom) &&
      ['', undefined, null].some((none) => at(params(symptom), ['ThisDN']) === none),
    wanted: 'ThisDN says to whom the event was distributed.',
    toDo: (symptom) =>
      `Write ThisDN into ${nameOf(symptom)}: the DN for which the T-Server distributed it. Where the T-Server leaves it out, take the DN of the registration, or of the request that the event answers.`,
  },
  {
    mistake: 'a DN or a ConnID is a number',
    applies: (symptom) =>
      isEvent(symptom) &&
      /DN$|ConnID/.test(attributeThat(symptom, (value) => typeof value === 'number') ?? ''),
    wanted: 'DNs and ConnIDs are strings; 07001 and 7001 are two.',
    toDo: (symptom) => {
      const attribute = attributeThat(symptom, (value) => typeof value === 'number') ?? ''
      const value = String(at(params(symptom), [attribute]))
      return `Write "${attribute}":${JSON.stringify(value)} instead of "${attribute}":${value}.`
    },
  },
  {
    mistake: 'an attribute that the event does not have is null',
    applies: (symptom) => isEvent(symptom) && attributeThat(symptom, isNull) !== undefined,
    wanted: 'An attribute that an event does not have is left out.',
    toDo: (symptom) =>
      `Leave ${attributeThat(symptom, isNull) ?? ''} out of ${nameOf(symptom)} rather than write null.`,
  },
  {
    mistake: 'an event is not as the protocol has it',
    applies: isEvent,
    wanted: ({ failure }) => wantedBy(failure.message),
    toDo: ({ failure }) => `Mend what is named here: ${complaint(failure.message)}.`,
  },
]

/** "event EventReleased: ThisDN is missing" */
function complaint(message: string): string {
  return message.split('; ', 1)[0] ?? message
}

function isCalled(number: string): string {
  const event = eventMeant(number)
  return event === undefined ? '' : ` (${event})`
}
