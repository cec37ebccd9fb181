import { describe, expect, it } from 'vitest'
import { attributeMeant, eventMeant } from './tlib-names.ts'

describe('the attribute that is meant', () => {
  it.each([
    ['AttributeThisDN', 'ThisDN'],
    ['this_dn', 'ThisDN'],
    ['thisDn', 'ThisDN'],
    ['connId', 'ConnID'],
    ['ATTRIBUTE_CALL_STATE', 'CallState'],
    ['ThirdPartyDnRole', 'ThirdPartyDNRole'],
  ])('by %s is %s', (name, attribute) => expect(attributeMeant(name)).toBe(attribute))

  it.each(['ThisDN', 'ThisDNRole', 'CallID', 'OtherTrunk', '', 'Attribute'])(
    'by %s is none',
    (name) => expect(attributeMeant(name)).toBeUndefined(),
  )
})

describe('the event that is meant', () => {
  it.each([
    ['Released', 'EventReleased'],
    ['EVENT_RELEASED', 'EventReleased'],
    ['eventPartyDeleted', 'EventPartyDeleted'],
    ['Error', 'EventError'],
    ['65', 'EventReleased'],
    ['70', 'EventPartyDeleted'],
    ['52', 'EventError'],
  ])('by %s is %s', (name, event) => expect(eventMeant(name)).toBe(event))

  it.each(['EventReleased', 'EventEstablished', 'EventAbandoned', 'Event', '66', ''])(
    'by %s is none',
    (name) => expect(eventMeant(name)).toBeUndefined(),
  )
})
