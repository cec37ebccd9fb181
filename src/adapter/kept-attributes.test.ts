import { describe, expect, it } from 'vitest'
import { leftOut, mostKept, withoutLongAttributes } from './kept-attributes.ts'

const judged = {
  name: 'EventPartyDeleted',
  ConnID: '1'.repeat(1024),
  ThisDN: '2'.repeat(1024),
  OtherDN: '3'.repeat(1024),
  OtherDNRole: 'DeletedParty',
  ThirdPartyDN: '4'.repeat(1024),
  ThirdPartyDNRole: 6,
  CallState: 0,
}

describe('attributes that nobody judges', () => {
  it('are kept as long as they fit, and so are all that are judged', () => {
    const event = { ...judged, UserData: 'x'.repeat(mostKept - 'UserData'.length - 2) }
    expect(withoutLongAttributes(event)).toBe(event)
  })

  it('are left out where they do not, and the event says how many and how long', () => {
    const event = { Long: 'x'.repeat(mostKept), ...judged, CallType: 2, Also: ['y'.repeat(5000)] }
    expect(withoutLongAttributes(event)).toEqual({
      ...judged,
      CallType: 2,
      [leftOut]: `attributes: 2, characters: ${4 + mostKept + 2 + 4 + 5000 + 4}`,
    })
  })

  it('count by their names, too', () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`attribute${at}`, at]),
    )
    const kept = withoutLongAttributes({ ...many, ...judged })
    expect(kept).toMatchObject(judged)
    expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(judged).length + 3 * mostKept)
  })

  it('called as an object has methods are attributes like others', () => {
    const event: unknown = JSON.parse(
      '{"toString":1,"constructor":{"prototype":2},"hasOwnProperty":3}',
    )
    const kept = withoutLongAttributes({ ...Object(event), ...judged, Long: 'x'.repeat(5000) })
    expect(Object.keys(kept)).toEqual(expect.arrayContaining(['toString', 'constructor']))
  })
})
