/** Mistakes of a first bridge, and what the doctor is to say of them. */
import { expect } from 'vitest'
import type { Check, Problem } from './check.ts'

/** A mistake, the check that finds it, what the implementer is told to do, and what is shown. */
export type Mistake = readonly [mistake: string, check: string, toDo: RegExp, shown?: RegExp]

export const asCase = ([mistake, check, toDo, shown = /^/]: Mistake) => ({
  mistake,
  check,
  toDo,
  shown,
})

/** The first complaint, which is the one that the reader is told to begin with. */
export function firstWrong(checks: readonly Check[]): { check: string; problem: Problem } {
  const wrong = checks.find(({ status }) => status === 'wrong')
  const [problem] = wrong?.problems ?? []
  if (wrong === undefined || problem === undefined) throw new Error('The doctor is content.')
  return { check: wrong.name, problem }
}

export function expectMistake(
  checks: readonly Check[],
  { check, toDo, shown }: ReturnType<typeof asCase>,
): void {
  const wrong = firstWrong(checks)
  expect(wrong.check).toBe(check)
  expect(wrong.problem.toDo).toMatch(toDo)
  expect(wrong.problem.wanted).toMatch(/^.+\.$/)
  const lines = wrong.problem.lines.map(({ text }) => text).join('\n')
  expect(lines).toMatch(new RegExp(shown.source, `${shown.flags}m`))
}
