import { describe, expect, test } from 'vitest'
import { Recording } from '../../oracles/recording.ts'
import type { Script } from '../plan/script.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { EndedScripts } from './ended-scripts.ts'
import { released } from './fake-tserver.fixture.ts'

const script: Script = call('A B', release('A'))

function recording(connIDs: readonly string[], events = 0): Recording {
  return Recording.of({
    calls: connIDs.map((connID) => ({ connID, dns: ['A', 'B'], unmonitored: [] })),
    early: [],
    rounds: [
      { actions: [], events: Array.from({ length: events }, () => released('A')), late: [] },
    ],
  })
}

/** Scripts from number 0 on, of one call whose ConnID is the number. */
function ended(count: number, whole: boolean, events = 0): EndedScripts {
  const scripts = new EndedScripts()
  if (whole) scripts.keepWhole()
  for (let index = 0; index < count; index++)
    scripts.add(script, recording([`${index}`], events), index)
  return scripts
}

describe('scripts that ended', () => {
  test('are found by the ConnID of any of their calls, without its metainformation', () => {
    const scripts = new EndedScripts()
    scripts.add(script, recording(['1@x', '2']), 7)
    scripts.add(script, recording(['3']), undefined)
    expect(scripts.withConnID('2@y')).toMatchObject({ index: 7, connIDs: ['1@x', '2'] })
    expect(scripts.withConnID('1')).toMatchObject({ index: 7 })
    expect(scripts.withConnID('3')).toMatchObject({ index: undefined, connIDs: ['3'] })
    expect(scripts.withConnID('4')).toBeUndefined()
  })

  test('are found by a DN that was a party, stood outside, or was named by a step', () => {
    const scripts = new EndedScripts()
    scripts.add(call('A B outside C', remove('Y', 'Z')), recording(['1']), 1)
    for (const dn of ['A', 'B', 'C', 'Y', 'Z'])
      expect(scripts.withDN(dn)).toMatchObject({ index: 1 })
    expect(scripts.withDN('D')).toBeUndefined()
  })

  test('are found as the last one of that ConnID, or DN', () => {
    const scripts = new EndedScripts()
    for (const index of [1, 2]) scripts.add(script, recording(['1']), index)
    expect(scripts.withConnID('1')).toMatchObject({ index: 2 })
    expect(scripts.withDN('A')).toMatchObject({ index: 2 })
  })

  test('have a last one', () => {
    expect(ended(0, false).last).toBeUndefined()
    expect(ended(513, false).last).toMatchObject({ index: 512, number: 512 })
  })

  test('are forgotten', () => {
    const scripts = ended(3, true)
    scripts.clear()
    expect([scripts.last, scripts.withConnID('2'), scripts.withDN('A')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    scripts.add(script, recording(['4']), 4)
    expect(scripts.last).toMatchObject({ index: 4 })
    expect(scripts.withConnID('2')).toBeUndefined()
  })
})

describe('of the scripts that ended', () => {
  test('the last 512 are found by ConnID, and no older one', () => {
    const scripts = ended(512 + 10, false)
    expect(scripts.withConnID('10')).toMatchObject({ index: 10 })
    expect(scripts.withConnID('9')).toBeUndefined()
  })

  test('the last 8 are kept whole', () => {
    const scripts = ended(100, false)
    expect(scripts.withConnID('92')?.whole).toEqual({
      script,
      history: recording(['92']).history,
    })
    expect(scripts.withConnID('91')?.whole).toBeUndefined()
  })

  test('all are kept whole where that is wanted', () => {
    const scripts = ended(512 + 10, true)
    expect(scripts.withConnID('10')?.whole).toEqual({
      script,
      history: recording(['10']).history,
    })
  })

  test('fewer are kept whole where they are large, and at least the last one', () => {
    const scripts = ended(10, true, 6_000)
    expect(scripts.withConnID('8')?.whole).toBeDefined()
    expect(scripts.withConnID('7')?.whole).toBeUndefined()
    expect(ended(2, true, 20_000).last?.whole).toBeDefined()
  })
})
