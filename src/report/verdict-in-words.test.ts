import { describe, expect, it } from 'vitest'
import { runWith } from './example-finding.fixture.ts'
import { scriptsInWords } from './verdict-in-words.ts'

const run = runWith([])

describe('where the scripts came from', () => {
  it('is a seed', () => {
    expect(scriptsInWords(run)).toBe('seed 7')
  })

  it('is every script up to a size', () => {
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 1000 }
    expect(scriptsInWords({ ...run, exhaust })).toBe(
      'every script of up to 4 parties and 3 steps: 1,000',
    )
    expect(scriptsInWords({ ...run, exhaust: { ...exhaust, calls: 2 } })).toBe(
      'every script of up to 2 calls, 4 parties and 3 steps: 1,000',
    )
  })

  it('is a shard of them', () => {
    expect(scriptsInWords({ ...run, shard: { index: 2, count: 4 } })).toBe('seed 7, shard 2 of 4')
    expect(scriptsInWords({ ...run, shard: { index: 1, count: 1 } })).toBe('seed 7')
  })

  it('is some of them where the run ended early', () => {
    const exhaust = { parties: 4, steps: 3, calls: 1, scripts: 12_345 }
    expect(scriptsInWords({ ...run, exhaust })).toBe(
      '1,000 of the 12,345 scripts of up to 4 parties and 3 steps',
    )
  })
})
