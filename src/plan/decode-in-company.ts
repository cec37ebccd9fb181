/** Scripts of several calls, at once or one after the other, and of requests in flight. */
import type { DecodeOptions } from './decode.ts'
import { decodeRound } from './decode-round.ts'
import { at, Digits } from './digits.ts'
import { generationOf } from './generation.ts'
import type { Company } from './kinds.ts'
import { planHead, type Plan } from './plan.ts'
import type { Script, Step } from './script.ts'

export function decodeInCompany(plan: Plan, company: Company, options: DecodeOptions): Script {
  const names = new Digits(plan[2] ?? 0)
  const family = at(options.families, names.take(options.families.length))
  const first = names.take(family.length)
  const head = new Digits(plan[0] ?? 0)
  const steps = Math.max(0, plan.length - planHead)
  // Rarely three: two are enough for most of what one leaves behind for the next.
  const wanted = company.inTurn ? 2 + (names.take(8) === 7 ? 1 : 0) : 1
  const generations = Math.max(1, Math.min(wanted, steps))
  const calls: Script['calls'][number][] = []
  const rounds: Step[][] = []
  let number = planHead
  for (let generation = 0; generation < generations; generation++) {
    const end = planHead + Math.ceil((steps * (generation + 1)) / generations)
    if (generation > 0 && number >= end) continue
    const from = rounds.length
    // Those of the next generation are called as those before, or nearly so.
    const start = generation === 0 ? first : first + names.take(3)
    const atOnce = company.atOnce
      ? Math.min(2 + (names.take(3) === 2 ? 1 : 0), options.maxCalls)
      : 1
    const there = generationOf(calls.length, atOnce, family, start, { head, names }, options)
    for (const { dns, unmonitored } of there)
      calls.push(from === 0 ? { dns, unmonitored } : { dns, unmonitored, from })
    while (number < end) {
      const round = decodeRound(plan, number, end, there, company, options)
      if (round.length === 0) break
      rounds.push(round)
      number += round.length
    }
  }
  return { calls, rounds }
}
