import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { drawing } from './drawing.ts'

const drawn = (capabilities: Parameters<typeof drawing>[0], maxParties = 8) =>
  drawing(capabilities, maxParties, profiles.default)

describe('the most parties of a call', () => {
  test.each([
    ['what is wanted', {}, 5, 5],
    ['eight, where the adapter does not tell', {}, 100, 8],
    ['what the adapter can', { maxParties: 3 }, 8, 3],
    ['what is wanted, where the adapter can more', { maxParties: 1000 }, 20, 20],
    ['as many as the adapter has DNs', { maxParties: 1000, dns: ['11', '12', '13'] }, 20, 3],
  ] as const)('are %s', (_, capabilities, wanted, most) => {
    expect(drawn(capabilities, wanted).decode.maxParties).toBe(most)
  })
})

describe('DNs', () => {
  test('are two more in each family than parties', () => {
    const { decode, plain } = drawn({}, 4)
    expect(decode.families.length).toBeGreaterThan(1)
    for (const family of decode.families) expect(family).toHaveLength(6)
    expect(plain).toEqual(['7001', '7002', '7003', '7004', '7005', '7006'])
  })

  test('are more where there may be several calls: four parties and two others for each', () => {
    for (const [capabilities, parties, size] of [
      [{ maxCalls: 2 }, 8, 10 + 6],
      [{ maxCalls: 3 }, 3, 5 + 2 * 5],
    ] as const) {
      const { decode, plain } = drawn(capabilities, parties)
      for (const family of decode.families) expect(family).toHaveLength(size)
      expect(plain).toHaveLength(size)
    }
  })

  test("are the adapter's, where it names them", () => {
    const dns = ['11', '12', '13', '14', '15', '16']
    const { decode, plain } = drawn({ dns, maxParties: 2 })
    expect(decode.families).toEqual([dns])
    expect(plain).toEqual(dns)
  })
})

describe('what the adapter can', () => {
  test('is nothing, unless it says so', () => {
    expect(drawn({}).decode).toMatchObject({
      addParty: false,
      unmonitored: false,
      maxCalls: 1,
      sharedParties: false,
      concurrent: false,
    })
  })

  test('is what it says', () => {
    const capabilities = {
      addParty: true,
      unmonitored: true,
      maxCalls: 2,
      sharedParties: true,
      concurrent: true,
    }
    expect(drawn(capabilities).decode).toMatchObject(capabilities)
  })

  test('is not used for more than three calls at once', () => {
    expect(drawn({ maxCalls: 1_000_000 }).decode.maxCalls).toBe(3)
  })
})

test('deletes are certain unless only the owner may delete', () => {
  expect(drawing({}, 8, profiles['sip-server']).decode.deletesAreCertain).toBe(true)
  expect(drawing({}, 8, profiles.workspace).decode.deletesAreCertain).toBe(false)
})
