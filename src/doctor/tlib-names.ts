/** The names that the adapter protocol has from the T-Library. */
import { judgedAttributes } from '../../oracles/tlib.ts'
import { loosely, meant } from './loosely.ts'

export const attributes = ['ThisDN', ...judgedAttributes] as const

export type Attribute = (typeof attributes)[number]

/** The judged events, and the number that the T-Library has for each. */
const events = [
  ['EventReleased', '65'],
  ['EventPartyDeleted', '70'],
  ['EventError', '52'],
] as const

/** The attribute that is meant by `AttributeThisDN`, `this_dn` or `thisDn`. */
export function attributeMeant(name: string): Attribute | undefined {
  return meant(name, attributes, 'attribute')
}

/** The judged event that is meant by `Released`, `EVENT_RELEASED` or `65`. */
export function eventMeant(name: string): string | undefined {
  const byNumber = events.find(([, number]) => number === loosely(name))?.[0]
  return (
    byNumber ??
    meant(
      name,
      events.map(([event]) => event),
      'event',
    )
  )
}
