import { describe, expect, it } from 'vitest'
import { bareConnID, isJudged, readCallState, readRole } from './tlib.ts'

const callStates: readonly (readonly [number, string])[] = [
  [0, 'OK'],
  [1, 'Transferred'],
  [2, 'Conferenced'],
  [3, 'GeneralError'],
  [4, 'SystemError'],
  [5, 'RemoteRelease'],
  [6, 'Busy'],
  [7, 'NoAnswer'],
  [19, 'Cleared'],
  [21, 'Abandoned'],
  [22, 'Redirected'],
  [26, 'Dropped'],
  [31, 'Bridged'],
  [49, 'Deafened'],
  [50, 'Held'],
]

const roles: readonly (readonly [number, string])[] = [
  [0, 'Unknown'],
  [1, 'Origination'],
  [2, 'Destination'],
  [3, 'ConferenceMember'],
  [4, 'NewParty'],
  [5, 'AddedBy'],
  [6, 'DeletedBy'],
  [7, 'TransferredBy'],
  [8, 'DeletedParty'],
  [9, 'ConferencedBy'],
  [10, 'Observer'],
]

/** What may come over a wire and spells no value of any enumeration. */
const unreadable: readonly unknown[] = [
  ...['ok', 'deletedparty', '', ' 0', '0 ', '00002', '-0', '+2', '2.0', '0x2', '1e0', '٢', 'OK '],
  ...['__proto__', 'constructor', 'CallState', 'Role', 'RoleOK', 'CallStateDeletedBy'],
  ...[2.5, -1, 9999, Number.NaN, Number.POSITIVE_INFINITY, 2n],
  ...[null, undefined, true, {}, [], ['OK'], [0]],
]

describe('readCallState', () => {
  it.each(callStates)('reads %i and "%i" as %s, with and without prefix', (number, name) => {
    expect(readCallState(number)).toBe(name)
    expect(readCallState(String(number))).toBe(name)
    expect(readCallState(name)).toBe(name)
    if (name !== 'OK') expect(readCallState(`CallState${name}`)).toBe(name)
  })

  it("reads the Platform SDK's Ok and the T-Library's CallStateOk", () => {
    expect(readCallState('Ok')).toBe('OK')
    expect(readCallState('CallStateOk')).toBe('OK')
  })

  it.each([...unreadable, 'DeletedParty', 8, '8', 'RoleOk'])('does not read %o', (value) => {
    expect(readCallState(value)).toBeUndefined()
  })

  it('knows no CallStateOK: neither the document nor the T-Library nor the SDK spells it so', () => {
    expect(readCallState('CallStateOK')).toBeUndefined()
  })
})

describe('readRole', () => {
  it.each(roles)('reads %i and "%i" as %s, with and without prefix', (number, name) => {
    expect(readRole(number)).toBe(name)
    expect(readRole(String(number))).toBe(name)
    expect(readRole(name)).toBe(name)
    expect(readRole(`Role${name}`)).toBe(name)
  })

  it.each([...unreadable, 'OK', 'Ok', 'Conferenced', 11, '11', 50])('does not read %o', (value) => {
    expect(readRole(value)).toBeUndefined()
  })
})

describe('bareConnID', () => {
  it.each([
    ['1', '1'],
    ['006c02462a161006', '006c02462a161006'],
    ['1@metainformation', '1'],
    ['1@metainformation@more', '1'],
    ['1@', '1'],
    ['@metainformation', ''],
    ['', ''],
    ['1 @', '1 '],
  ])('of %o is %o', (connID, bare) => {
    expect(bareConnID(connID)).toBe(bare)
  })
})

describe('isJudged', () => {
  it.each(['EventReleased', 'EventPartyDeleted', 'EventError'])('judges %s', (name) => {
    expect(isJudged(name)).toBe(true)
  })

  it.each(['EventEstablished', 'EventPartyAdded', 'EventUserEvent', 'eventreleased', '', '65'])(
    'keeps %o for the report',
    (name) => {
      expect(isJudged(name)).toBe(false)
    },
  )
})
