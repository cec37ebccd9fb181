import { describe, expect, it } from 'vitest'
import { crash, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { expectedAndSeen } from './expected-and-seen.ts'
import { ladder } from './ladder.ts'

describe('expectedAndSeen', () => {
  it('sets what was expected beside what came', () => {
    const [, differing] = expectedAndSeen(ladder(wrongCallState))
    expect(differing?.dn).toBe('7001')
    expect(differing?.expected?.attributes).toEqual([
      { text: 'OtherDN exactly 7002', wrong: false },
      { text: 'OtherDNRole exactly DeletedParty', wrong: false },
      { text: 'ThirdPartyDN exactly 7002', wrong: false },
      { text: 'ThirdPartyDNRole exactly DeletedBy', wrong: false },
      { text: 'CallState exactly OK', wrong: true },
    ])
    expect(differing?.seen?.attributes.at(-1)).toEqual({
      text: 'CallState Conferenced',
      wrong: true,
    })
  })

  it('has nothing on the side where nothing was', () => {
    const sides = expectedAndSeen(ladder(manyThings)).map(
      ({ dn, mark, expected, seen }) =>
        `${dn} ${mark} ${expected?.name ?? '-'} ${seen?.name ?? '-'}`,
    )
    expect(sides).toEqual([
      '7003 good EventReleased EventReleased',
      '7001 good EventPartyDeleted EventPartyDeleted',
      '7002 differing EventPartyDeleted EventPartyDeleted',
      '7003 surplus - EventReleased',
      '7004 missing EventPartyDeleted -',
      '7005 missing EventPartyDeleted -',
      '7006 missing EventPartyDeleted -',
      '7005 late - EventPartyDeleted',
    ])
  })

  it('tells an attribute that had to be there and was not', () => {
    const drawing = ladder(wrongCallState)
    const rows = drawing.rows.map((row) =>
      row.row === 'event'
        ? {
            ...row,
            attributes: [
              { name: 'OtherDN', expected: '7002', seen: undefined, wrong: true },
              {
                name: 'OtherDNRole',
                expected: 'absent or DeletedParty',
                seen: undefined,
                wrong: false,
              },
              { name: 'ThirdPartyDN', expected: 'anything', seen: '7009', wrong: false },
            ],
          }
        : row,
    )
    const [first] = expectedAndSeen({ ...drawing, rows })
    expect(first?.expected?.attributes.map(({ text }) => text)).toEqual([
      'OtherDN exactly 7002',
      'OtherDNRole absent or DeletedParty',
    ])
    expect(first?.seen?.attributes.map(({ text }) => text)).toEqual([
      'OtherDN absent',
      'ThirdPartyDN 7009',
    ])
  })

  it('has nothing to compare where nothing was judged', () => {
    expect(expectedAndSeen(ladder(crash))).toEqual([])
  })
})
