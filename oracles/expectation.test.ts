import { describe, expect, it } from 'vitest'
import { absent, absentOr, anything, differences, exactly } from './expectation.ts'
import type { Expectation, ExpectedEvent } from './expectation.ts'
import { lacking, partyDeleted, released } from './history.fixture.ts'
import { judgedAttributes, type Event } from './tlib.ts'

/** The cell of party A where B hangs up. */
const cell: ExpectedEvent = {
  name: 'EventPartyDeleted',
  ConnID: exactly('1'),
  OtherDN: exactly('B'),
  OtherDNRole: exactly('DeletedParty'),
  ThirdPartyDN: exactly('B'),
  ThirdPartyDNRole: exactly('DeletedBy'),
  CallState: exactly('Conferenced'),
}
const good = partyDeleted('A', 'B', 'B', 'Conferenced')
const notB: Expectation = { accepts: 'absent-or-none-of', values: ['A', 'C'] }

describe('each kind of expectation', () => {
  it.each<[string, Expectation, readonly (string | undefined)[], readonly (string | undefined)[]]>([
    ['exactly', exactly('B'), ['B'], [undefined, 'C', 'b', '', ' B', 'BB']],
    ['absent-or', absentOr('B'), [undefined, 'B'], ['C', '', 'b']],
    ['absent-or-none-of', notB, [undefined, 'B', '9B', '', 'a'], ['A', 'C']],
    ['absent', absent, [undefined], ['B', '']],
    ['anything', anything, [undefined, 'B', '', 'A'], []],
  ])('%s', (_, OtherDN, met, notMet) => {
    const expected = { ...cell, OtherDN }
    const seeing = (value: string | undefined): Event =>
      value === undefined ? lacking(good, 'OtherDN') : { ...good, OtherDN: value }
    for (const value of met) expect(differences(expected, seeing(value))).toEqual([])
    for (const seen of notMet)
      expect(differences(expected, seeing(seen))).toEqual([
        { attribute: 'OtherDN', expected: OtherDN, seen },
      ])
  })
})

describe('differences', () => {
  it('are none where the event came as the document prints it', () => {
    expect(differences(cell, good)).toEqual([])
  })

  it.each<[string, Partial<Event>]>([
    ['numbers', { OtherDNRole: 8, ThirdPartyDNRole: 6, CallState: 2 }],
    ['digits', { OtherDNRole: '8', ThirdPartyDNRole: '6', CallState: '2' }],
    [
      'names of the T-Library',
      {
        OtherDNRole: 'RoleDeletedParty',
        ThirdPartyDNRole: 'RoleDeletedBy',
        CallState: 'CallStateConferenced',
      },
    ],
    ['a ConnID with metainformation', { ConnID: '1@T-Server@2' }],
    ['attributes that nobody judges', { CallID: 7, ThisDNRole: 'Destination', Extensions: {} }],
  ])('are none for %s', (_, spelled) => {
    expect(differences(cell, { ...good, ...spelled })).toEqual([])
  })

  it('name every attribute that differs, with what was expected and what was seen as it came', () => {
    const seen: Event = {
      name: 'EventPartyDeleted',
      ConnID: '12@m',
      ThisDN: 'A',
      OtherDN: 'C',
      OtherDNRole: 6,
      ThirdPartyDNRole: 'RoleDeletedParty',
      CallState: 'nonsense',
    }
    expect(differences(cell, seen)).toEqual([
      { attribute: 'ConnID', expected: exactly('1'), seen: '12@m' },
      { attribute: 'OtherDN', expected: exactly('B'), seen: 'C' },
      { attribute: 'OtherDNRole', expected: exactly('DeletedParty'), seen: 6 },
      { attribute: 'ThirdPartyDN', expected: exactly('B'), seen: undefined },
      { attribute: 'ThirdPartyDNRole', expected: exactly('DeletedBy'), seen: 'RoleDeletedParty' },
      { attribute: 'CallState', expected: exactly('Conferenced'), seen: 'nonsense' },
    ])
  })

  it('read an enumeration by its own names only', () => {
    const mixedUp = { ...good, OtherDNRole: 'Conferenced', CallState: 'DeletedParty' }
    expect(differences(cell, mixedUp).map(({ attribute }) => attribute)).toEqual([
      'OtherDNRole',
      'CallState',
    ])
  })

  it('compare DNs as texts, never as numbers', () => {
    const expected = { ...cell, OtherDN: exactly('07'), ThirdPartyDN: exactly('7') }
    expect(differences(expected, { ...good, OtherDN: '7', ThirdPartyDN: '07' })).toHaveLength(2)
  })

  it('do not take a number for the DN of the same digits', () => {
    const event: Event = JSON.parse(
      '{"name":"EventReleased","ThisDN":"A","ConnID":"1","OtherDN":7}',
    )
    const expected = { ...cell, name: 'EventReleased' as const, OtherDN: exactly('7') }
    expect(differences(expected, event).map(({ attribute }) => attribute)).toContain('OtherDN')
  })

  it('take no number for a ConnID, and nothing that is no text for a DN', () => {
    for (const value of [7, null, true, {}, ['B'], JSON.parse('{"toString":1}')]) {
      const event: Event = { ...good, ...{ ConnID: value, OtherDN: value, CallState: value } }
      expect(differences(cell, event).map(({ attribute }) => attribute)).toEqual([
        'ConnID',
        'OtherDN',
        'CallState',
      ])
    }
  })

  it('compare a DN whole: only a ConnID has metainformation', () => {
    expect(differences(cell, { ...good, OtherDN: 'B@home' })).toHaveLength(1)
  })

  it.each(['exactly', 'absent-or', 'absent-or-none-of', 'absent', 'anything'] as const)(
    'are those of the other attributes, where one meets its expectation: %s',
    (accepts) => {
      const met: Record<typeof accepts, [Expectation, Event]> = {
        exactly: [exactly('B'), good],
        'absent-or': [absentOr('B'), good],
        'absent-or-none-of': [notB, good],
        absent: [absent, lacking(good, 'OtherDN')],
        anything: [anything, good],
      }
      const [OtherDN, event] = met[accepts]
      const found = differences({ ...cell, OtherDN }, { ...event, CallState: 'Held' })
      expect(found.map(({ attribute }) => attribute)).toEqual(['CallState'])
    },
  )

  it('leave name and ThisDN to whoever pairs an event with a cell', () => {
    expect(differences(cell, { ...good, name: 'EventReleased', ThisDN: 'Z' })).toEqual([])
  })

  it('see that an event without any attribute lacks all six', () => {
    const bare: Event = { name: 'EventPartyDeleted', ThisDN: 'A' }
    expect(differences(cell, bare).map(({ attribute }) => attribute)).toEqual(judgedAttributes)
  })

  it('see that an EventReleased lacks everything that a PartyDeleted has beside it', () => {
    expect(differences(cell, released('A')).map(({ attribute }) => attribute)).toEqual([
      'OtherDN',
      'OtherDNRole',
      'ThirdPartyDN',
      'ThirdPartyDNRole',
      'CallState',
    ])
  })
})
