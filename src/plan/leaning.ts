/**
 * Draws the scripts of a run, and leans towards what is exercised least. Most transitions of a call
 * come up by themselves in every few scripts, others once in ten thousand: somebody has left, has come
 * back, and is to be deleted in a call of two. So a pilot, a fixed lot of plans, finds out which ones
 * are rare here; and now and then a script is not of a plan drawn at random, but of a descendant of a
 * plan of the pilot that promises rare ones.
 *
 * The pilot tells what a plan promises by its script alone, without a T-Server. So the script of a
 * number depends on nothing that has run before, and anybody can draw it again.
 */
import { situationOf } from '../../oracles/situation.ts'
import { transitionsIn } from '../../oracles/transitions.ts'
import { decode, type DecodeOptions } from './decode.ts'
import { foresee } from './foresight.ts'
import { planAt, planHead, type Plan } from './plan.ts'
import type { Script } from './script.ts'

/** The last of so many scripts leans. */
const leaningEvery = 8

/** None of the first so many: a run that is over by then does not pay for the pilot. */
const leaningFrom = 256

/** So many plans, and so many numbers in them, are in the pilot at the most. */
const pilotPlans = 1024
const pilotNumbers = 16_384
const pilotSeed = 0

/** So many of them, the most promising, have descendants. */
const mostAncestors = 128

export interface DrawnScripts {
  /** The script of a number, from 0: the same whatever was drawn before. */
  at(index: number): Script
}

/** @param maxSteps the most steps in a script. */
export function drawnScripts(seed: number, maxSteps: number, options: DecodeOptions): DrawnScripts {
  const [drawn, descended] = [usedAgain(maxSteps), usedAgain(maxSteps)]
  let pilot: Pilot | undefined
  return {
    at(index) {
      const plan = planAt(maxSteps, seed, index, drawn)
      if (!isLeaning(index)) return decode(plan, options)
      pilot ??= pilotOf((number) => planAt(maxSteps, pilotSeed, number), options)
      return decode(descendant(plan, pilot, descended), options)
    },
  }
}

/** Longer plans are rare, and their scripts cost so much that a list more is nothing. */
const longestUsedAgain = 64

/** Lists of each length for plans that are decoded at once: the next one takes the place of the last. */
function usedAgain(maxSteps: number): readonly number[][] {
  const lengths = planHead + Math.min(maxSteps, longestUsedAgain) + 1
  return Array.from({ length: lengths }, (_, length) => Array<number>(length).fill(0))
}

/** Does the script of that number lean? */
export function isLeaning(index: number): boolean {
  return index >= leaningFrom && index % leaningEvery === leaningEvery - 1
}

interface Ancestor {
  readonly plan: Plan
  readonly promise: number
}

interface Pilot {
  /** The most promising first. */
  readonly ancestors: readonly Ancestor[]
  /** Of all of them together. */
  readonly promise: number
}

/** A plan promises the more the rarer the transitions are that it is likely to exercise. */
function pilotOf(planOf: (at: number) => Plan, options: DecodeOptions): Pilot {
  const transitionsOf = transitionsOfNumbers()
  const pilot: { readonly plan: Plan; readonly transitions: readonly string[] }[] = []
  const counts = new Map<string, number>()
  for (let numbers = 0; pilot.length < pilotPlans && numbers < pilotNumbers;) {
    const plan = planOf(pilot.length)
    const found: string[] = []
    foresee(decode(plan, options), (situation) => {
      for (const id of transitionsOf(situation)) if (!found.includes(id)) found.push(id)
    })
    for (const id of found) counts.set(id, (counts.get(id) ?? 0) + 1)
    pilot.push({ plan, transitions: found })
    numbers += plan.length
  }
  const ancestors = pilot
    .map(({ plan, transitions }) => ({ plan, promise: promiseOf(transitions, counts) }))
    .toSorted((one, other) => other.promise - one.promise)
    .slice(0, mostAncestors)
  return { ancestors, promise: ancestors.reduce((sum, { promise }) => sum + promise, 0) }
}

/** By the square: of a rare transition all plans together promise more than of a common one. */
function promiseOf(transitions: readonly string[], counts: ReadonlyMap<string, number>): number {
  let promise = 0
  for (const id of transitions) {
    const count = counts.get(id) ?? 1
    promise += 1 / (count * count)
  }
  return promise
}

/** The same situations come again and again: each is unpacked once. */
function transitionsOfNumbers(): (situation: number) => readonly string[] {
  const known = new Map<number, readonly string[]>()
  return (situation) => {
    let found = known.get(situation)
    if (found === undefined) {
      found = transitionsIn(situationOf(situation))
      known.set(situation, found)
    }
    return found
  }
}

/**
 * A plan of the pilot, each in proportion to what it promises, with other DNs and a quarter of its
 * steps drawn anew.
 * @param drawn numbers that were drawn for it: the first two choose, the others take their places.
 * @param into takes it, as for `planAt`.
 */
function descendant(
  drawn: Plan,
  { ancestors, promise: all }: Pilot,
  into: readonly number[][],
): Plan {
  const [which = 0, where = 0, names = 0] = drawn
  let left = (which / 0x80000000) * all
  const { plan } = ancestors.find(({ promise }) => (left -= promise) < 0) ?? { plan: drawn }
  const made = into[plan.length] ?? plan.slice()
  for (let position = 0; position < plan.length; position++) {
    const isDrawnAnew = position >= planHead && ((where >>> (2 * (position % 15))) & 3) === 0
    const number = plan[position] ?? 0
    made[position] = isDrawnAnew ? (drawn[position] ?? number) : number
  }
  made[2] = names
  return made
}
