/** The params of the adapter protocol's `event`: an event of the T-Server. */
import { z } from 'zod'
import type { Event } from '../../oracles/tlib.ts'
import { printable } from './printable.ts'
import { at, readAs } from './malformed.ts'

const longestName = 256
const longestText = 1024
/** How deep attributes may be nested, so that whoever walks an event needs no guard. */
const maxDepth = 64

const nonEmptyText = (longest: number) => {
  const wanted = `a string of 1 to ${longest} characters`
  return z.string({ error: wanted }).min(1, wanted).max(longest, wanted)
}

/** A DN, or a ConnID, where the event has it. */
const text = (description: string) =>
  z
    .string({ error: 'a string, or the attribute left out' })
    .max(longestText, `a string of at most ${longestText} characters`)
    .exactOptional()
    .meta({ description })

/** A CallState or a role: by name or by number. */
const enumeration = (description: string) =>
  z
    .union([z.string().max(longestName), z.int()], {
      error: `a string of at most ${longestName} characters, an integer, or the attribute left out`,
    })
    .exactOptional()
    .meta({ description })

/** Attributes beside these are kept as they are. */
export const eventSchema = z
  .looseObject(
    {
      name: nonEmptyText(longestName).meta({
        description:
          'EventReleased, EventPartyDeleted and EventError are judged. Events of any other name are ' +
          'kept for the report.',
      }),
      ThisDN: nonEmptyText(longestText).meta({ description: 'To whom it was distributed.' }),
      ConnID: text(
        'The call. From its first "@" on it is metainformation, which takes no part in comparison.',
      ),
      OtherDN: text('The other party; in EventPartyDeleted the one that left.'),
      OtherDNRole: enumeration(
        'A role by name (DeletedParty or RoleDeletedParty) or by number (8 or "8").',
      ),
      ThirdPartyDN: text('Who asked for it.'),
      ThirdPartyDNRole: enumeration(
        'A role by name (DeletedBy or RoleDeletedBy) or by number (6 or "6").',
      ),
      CallState: enumeration(
        'By name (OK, Ok, CallStateOk, Conferenced, CallStateConferenced) or by number (0, 2).',
      ),
    },
    { error: 'an object: the name of the event and its attributes' },
  )
  .refine((event) => isRecordable(event, maxDepth), {
    error: `attributes that fit into JSON, nested at most ${maxDepth} deep`,
  })
  .meta({
    description:
      'An event, and its attributes under the names of the T-Library without the prefix Attribute. ' +
      `Others than these are kept for the report and never judged; nested at most ${maxDepth} deep.`,
  })

/**
 * An event of the T-Server, checked.
 * @throws Malformed where it is not one: `event EventReleased: ThisDN is missing; …`.
 */
export function readEvent(value: unknown): Event {
  return isWellFormed(value) ? value : readAs(eventSchema, value, nameOf(value))
}

/**
 * What the schema says, by hand, for the message that there is most of: 0.15 µs an event where the
 * schema takes 1 to 2 µs. Only an attribute called `__proto__` is left to the schema, which drops it.
 */
export function isWellFormed(value: unknown): value is Event {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    isText(value.name, longestName, 1) &&
    'ThisDN' in value &&
    isText(value.ThisDN, longestText, 1) &&
    (!('ConnID' in value) || isText(value.ConnID, longestText)) &&
    (!('OtherDN' in value) || isText(value.OtherDN, longestText)) &&
    (!('OtherDNRole' in value) || isEnumeration(value.OtherDNRole)) &&
    (!('ThirdPartyDN' in value) || isText(value.ThirdPartyDN, longestText)) &&
    (!('ThirdPartyDNRole' in value) || isEnumeration(value.ThirdPartyDNRole)) &&
    (!('CallState' in value) || isEnumeration(value.CallState)) &&
    isRecordable(value, maxDepth) &&
    !Object.hasOwn(value, '__proto__')
  )
}

function isText(value: unknown, longest: number, shortest = 0): boolean {
  return typeof value === 'string' && value.length >= shortest && value.length <= longest
}

function isEnumeration(value: unknown): boolean {
  return isText(value, longestName) || Number.isSafeInteger(value)
}

/** Fits into JSON, and is nested no deeper than `depth`. */
function isRecordable(value: unknown, depth: number): boolean {
  if (typeof value !== 'object') return typeof value !== 'bigint'
  if (value === null) return true
  if (depth === 0) return false
  for (const key in value) if (!isRecordable(Reflect.get(value, key), depth - 1)) return false
  return true
}

/** What an event is called in messages: by its name where it has one. */
function nameOf(value: unknown): string {
  const name = at(value, ['name'])
  return typeof name === 'string' && name !== '' ? `event ${printable(name, 100)}` : 'event'
}
