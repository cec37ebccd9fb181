import { expect, it } from 'vitest'
import { cell, cellSize, firstWord, optional, outcome, Patterns } from './patterns.ts'
import { toRelease, unknown, whatever } from './patterns.ts'
import { profiles } from './profile.ts'

/** The numbers of a pattern, outcome by outcome. */
function outcomesAt({ numbers }: Patterns, place: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = []
  let at = place + 1
  for (let left = numbers[place] ?? 0; left > 0; left--) {
    const size = numbers[at + outcome.size] ?? 0
    found.push([...numbers.subarray(at, at + size)])
    at += size
  }
  return found
}

it('tell what follows in positions: of three the second releases', () => {
  const patterns = new Patterns(profiles.strict)
  const [only, ...others] = outcomesAt(patterns, patterns.placeOf(3, 0, 1, false, toRelease))
  if (only === undefined) throw new Error('there is always one')
  expect(others).toEqual([])
  expect(only[outcome.events]).toBe(3)
  expect(only[outcome.departed]).toBe(0b010)
  expect(only[outcome.present]).toBeGreaterThanOrEqual(0)
  expect(only[outcome.cells]).toBe(2)
  const word = (value = -1): string | undefined => patterns.words[value - firstWord]
  const cells = [0, 1].map((nth) => only.slice(outcome.cells + 1 + nth * cellSize))
  const [released, deleted] = cells
  expect(word(released?.[cell.name])).toBe('EventReleased')
  expect([released?.[cell.positions], released?.[cell.events]]).toEqual([0b010, 1])
  expect([released?.[cell.OtherDNRole], released?.[cell.isExact]]).toEqual([whatever, 0])
  // "strict": who leaves a conference is told of no other party.
  expect(released?.[cell.OtherDN]).toBe(firstWord + patterns.words.indexOf(undefined))
  expect(word(deleted?.[cell.name])).toBe('EventPartyDeleted')
  expect([deleted?.[cell.positions], deleted?.[cell.events]]).toEqual([0b101, 2])
  // "OtherDN B", "ThirdPartyDN B", "OtherDNRole DeletedParty", "CallState OK".
  expect([deleted?.[cell.OtherDN], deleted?.[cell.ThirdPartyDN]]).toEqual([1, 1])
  expect(word(deleted?.[cell.OtherDNRole])).toBe('DeletedParty')
  expect(word(deleted?.[cell.CallState])).toBe('OK')
  expect(deleted?.[cell.isExact]).toBe(1)
})

it('tell what may be absent, and where it matters who is not there', () => {
  const patterns = new Patterns(profiles.default)
  const [release] = outcomesAt(patterns, patterns.placeOf(2, 0, 0, true, toRelease))
  const values = release?.slice(outcome.cells + 1)
  expect(values?.some((value) => value >= optional)).toBe(true)
  const refused = outcomesAt(patterns, patterns.placeOf(2, 0, 2, false, toRelease))
  expect(refused.map((one) => one[outcome.present])).toEqual([unknown, unknown])
  expect(refused.map((one) => one[outcome.departed])).toEqual([0, 0])
  const ofStranger = outcomesAt(patterns, patterns.placeOf(2, 0, 0, true, 3))
  expect(ofStranger.map((one) => one[outcome.present])).toEqual([unknown, unknown])
})

it('stay where they are, and what they are, however many there are', () => {
  const patterns = new Patterns(profiles.workspace)
  const asked: { readonly ask: () => number; readonly place: number; readonly then: string }[] = []
  for (let parties = 2; parties <= 7; parties++)
    for (const unmonitored of [0, 1 << (parties - 1), 3 << (parties - 2)])
      for (let who = 0; who <= parties; who++)
        for (const isOwner of who < parties ? [false, true] : [false])
          for (const whom of [toRelease, ...Array(parties + 2).keys()]) {
            const ask = () => patterns.placeOf(parties, unmonitored, who, isOwner, whom)
            const place = ask()
            asked.push({ ask, place, then: JSON.stringify(outcomesAt(patterns, place)) })
          }
  expect(new Set(asked.map(({ place }) => place)).size).toBe(asked.length)
  for (const { ask, place, then } of asked) {
    expect(ask()).toBe(place)
    expect(JSON.stringify(outcomesAt(patterns, place))).toBe(then)
  }
})

it('where all are monitored or not, the owner asks or not, are kept apart', () => {
  const patterns = new Patterns(profiles.workspace)
  const [byOwner, byOther, outside] = [
    patterns.placeOf(3, 0, 1, true, 2),
    patterns.placeOf(3, 0, 1, false, 2),
    patterns.placeOf(3, 0b100, 1, true, 2),
  ].map((place) => outcomesAt(patterns, place))
  // Only the owner of the conference may count on being obeyed.
  expect([byOwner?.length, byOther?.length]).toEqual([1, 2])
  expect([byOwner?.[0]?.[outcome.events], outside?.[0]?.[outcome.events]]).toEqual([3, 2])
})
