/** Events that are well formed, and say in other words than the protocol's what happened. */
import { readCallState, readRole, type DN, type Event } from '../../../oracles/tlib.ts'
import { shown } from '../../adapter/shown.ts'
import type { Advice } from '../advice.ts'
import { loosely } from '../loosely.ts'
import { attributeMeant, eventMeant } from '../tlib-names.ts'

/** An event, and what is known of the calls that are there. */
export interface SeenEvent {
  readonly event: Event
  /** Of their parties, and of who else has asked for something. */
  readonly dns: readonly DN[]
}

/** Attributes that the event has under another name only: that name, and the right one. */
function misspelt({ event }: SeenEvent): readonly (readonly [string, string])[] {
  return Object.keys(event).flatMap((name) => {
    const attribute = attributeMeant(name)
    return attribute === undefined || attribute in event ? [] : [[name, attribute] as const]
  })
}

/** An enumeration of the T-Library, with the names that the document uses. */
interface Enumeration {
  readonly attributes: readonly string[]
  read(value: unknown): string | undefined
  readonly names: readonly string[]
  /** The names and the numbers in words. */
  readonly spellings: string
}

const enumerations: readonly Enumeration[] = [
  {
    attributes: ['CallState'],
    read: readCallState,
    names: ['OK', 'Conferenced'],
    spellings: 'CallState is a name of the T-Library or its number: OK (0), Conferenced (2)',
  },
  {
    attributes: ['OtherDNRole', 'ThirdPartyDNRole'],
    read: readRole,
    names: ['DeletedParty', 'DeletedBy'],
    spellings:
      'A role is a name of the T-Library or its number from 0 to 10: DeletedBy (6), DeletedParty (8)',
  },
]

/** The first attribute of which the T-Library has no such value. */
function unreadable({ event }: SeenEvent) {
  for (const enumeration of enumerations)
    for (const attribute of enumeration.attributes) {
      const value = event[attribute]
      if (value !== undefined && enumeration.read(value) === undefined)
        return { enumeration, attribute, value }
    }
  return undefined
}

/** The DN of a party that is meant by a ThisDN that is none: `sip:7001@host`, `'7001'`. */
function dnMeant({ event: { ThisDN }, dns }: SeenEvent): DN | undefined {
  return dns.includes(ThisDN) ? undefined : dns.find((dn) => bareDN(dn) === bareDN(ThisDN))
}

function bareDN(dn: DN): string {
  return dn
    .replace(/^[\s'"<]*(?:(?:sips?|tel|dn):+)?/i, '')
    .replace(/(?:[@;].*)?[\s'">]*$/s, '')
    .toLowerCase()
}

export const misreadingAdvice: readonly Advice<SeenEvent>[] = [
  {
    mistake: 'an event is under another name than its own',
    applies: ({ event }) => eventMeant(event.name) !== undefined,
    wanted:
      'An event has its full name from the T-Library, such as EventReleased; one of another name is not judged.',
    toDo: ({ event }) => `Write ${eventMeant(event.name) ?? ''} instead of ${shown(event.name)}.`,
  },
  {
    mistake: 'attributes have other names than their own',
    applies: (seen) => misspelt(seen).length > 0,
    wanted:
      "Attributes have the T-Library's names without the prefix Attribute, in the same upper and lower case.",
    toDo: (seen) =>
      `Write ${misspelt(seen)
        .map(([name, attribute]) => `${attribute} instead of ${shown(name)}`)
        .join(', ')}.`,
  },
  {
    mistake: 'ThisDN is not written as the harness writes it',
    applies: (seen) => dnMeant(seen) !== undefined,
    wanted: 'DNs compare exactly: ThisDN is the text that establish or send named.',
    toDo: (seen) =>
      `Write ${shown(dnMeant(seen))} instead of ${JSON.stringify(seen.event.ThisDN)}, and OtherDN and ThirdPartyDN likewise.`,
  },
  {
    mistake: 'an enumeration has a value that the T-Library does not have',
    applies: (seen) => unreadable(seen) !== undefined,
    wanted: (seen) => `${unreadable(seen)?.enumeration.spellings ?? ''}.`,
    toDo: (seen) => {
      const { enumeration, attribute, value } = unreadable(seen) ?? {}
      const name = enumeration?.names.find((one) => loosely(String(value)).endsWith(loosely(one)))
      const instead = name ?? 'the name or the number that the T-Server gave'
      return `Write ${instead} instead of ${JSON.stringify(value)} in ${attribute ?? ''}.`
    },
  },
]
