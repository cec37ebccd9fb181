import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import {
  crowdFinding,
  oneWrongOneMissing,
  thirtyParties,
  twelveByEight,
} from './crowded-findings.fixture.ts'
import { manyThings, wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { drawnColumns, drawnRows, someDnsInWords } from './ladder-alike.ts'
import { ladder, type Ladder } from './ladder.ts'

function drawnInShort(finding: Finding): readonly string[] {
  return drawnRows(ladder(finding)).flatMap(({ row, dns }) =>
    row.row === 'event' ? [`${row.label} ${row.mark}: ${dns.join(' ')}`] : [],
  )
}

/** What a DN sees, and what it does, from top to bottom. */
function ofDn(
  rows: Ladder['rows'],
  drawn: (at: number) => readonly string[],
  dn: string,
): readonly string[] {
  return rows.flatMap((row, at) => {
    if (row.row !== 'event') return [row.row]
    return drawn(at).includes(dn) ? [`${row.label} ${row.mark} ${row.text}`] : []
  })
}

describe('rows that are drawn once', () => {
  it('are the events that say the same of several DNs', () => {
    expect(drawnInShort(lostUpdate)).toEqual([
      'EventPartyDeleted 7002 good: 7001 7003 7004',
      'EventReleased good: 7002',
      'EventReleased good: 7001',
      'EventPartyDeleted 7001 good: 7003',
      'EventPartyDeleted 7001 differing: 7004',
    ])
  })

  it('are not put over a request that was sent in between', () => {
    expect(
      drawnInShort(swapped).filter((line) => line.startsWith('EventPartyDeleted 7005')),
    ).toEqual([
      'EventPartyDeleted 7005 good: 7001',
      'EventPartyDeleted 7005 good: 7002 7003',
      'EventPartyDeleted 7005 missing: 7004',
      'EventPartyDeleted 7005 out-of-order: 7004',
    ])
  })

  it('find each other when the events come DN by DN', () => {
    const rows = drawnInShort(twelveByEight)
    expect(rows.filter((row) => row.includes(' good: '))).toHaveLength(16)
    expect(rows).toContain(
      'EventPartyDeleted 7002 good: 7003 7004 7005 7006 7007 7008 7009 7010 7011 7012',
    )
  })

  it.each([
    ['one', wrongCallState],
    ['many things', manyThings],
    ['in flight', lostUpdate],
    ['out of order', swapped],
    ['several calls', leak],
    ['one call after the other', keptFromEarlierCall],
    ['a crowd in flight', twelveByEight],
    ['a large conference', thirtyParties],
  ])('leave to each DN all that it saw, in its order: %s', (_, finding) => {
    const whole = ladder(finding)
    const drawn = drawnRows(whole)
    const rows = drawn.map(({ row }) => row)
    for (const { dn } of whole.parties) {
      const before = ofDn(
        whole.rows,
        (at) => [whole.rows[at]].flatMap((row) => (row?.row === 'event' ? [row.dn] : [])),
        dn,
      )
      expect(before.length).toBeGreaterThan(2)
      expect(ofDn(rows, (at) => drawn[at]?.dns ?? [], dn)).toEqual(before)
    }
  })
})

describe('columns that are drawn once', () => {
  const columns = (finding: Finding): readonly string[] => {
    const whole = ladder(finding)
    return drawnColumns(whole, drawnRows(whole)).map(
      ({ name, caption, dns }) => `${name} ${caption}: ${dns.length}`,
    )
  }

  it('are those of many to whom the same happens', () => {
    expect(columns(thirtyParties)).toEqual([
      '7001 : 1',
      '23 parties alike: 23',
      '7009 : 1',
      '7017 : 1',
      '4 parties unmonitored: 4',
    ])
    expect(columns(twelveByEight)).toHaveLength(10)
  })

  it('are none of a few parties', () => {
    const eight = { leavers: 1, distort: oneWrongOneMissing('7002', '7003') }
    expect(columns(crowdFinding({ ...eight, parties: 8 }))).toHaveLength(8)
    expect(columns(crowdFinding({ ...eight, parties: 9 }))).toHaveLength(4)
  })

  it('are none of those who do something', () => {
    const whole = ladder(thirtyParties)
    const { rows } = whole
    const request = rows.find((row) => row.row === 'request')
    if (request === undefined) throw new Error('the example has a request')
    const asking = { ...whole, rows: [...rows, { ...request, dn: '7005' }] }
    const shared = drawnColumns(asking, drawnRows(asking)).find(({ dns }) => dns.length > 4)
    expect(shared?.dns).toHaveLength(22)
    expect(shared?.dns).not.toContain('7005')
  })
})

it('names some of many DNs', () => {
  expect(someDnsInWords(['1', '2', '3'], 3)).toBe('1, 2, 3')
  expect(someDnsInWords(['1', '2', '3', '4'], 3)).toBe('1, 2 and 2 more')
})
