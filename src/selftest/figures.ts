/** What a selftest comes to, in numbers. */
import { rules } from '../../oracles/rules.ts'
import type { SelftestResult, TriedCorrect, TriedFault } from './selftest.ts'

/** The median of some numbers, and the largest one with the fault that it is of. */
export interface Spread {
  readonly median: number
  readonly most: number
  readonly mostOf: string
}

export interface RuleCount {
  readonly id: string
  /** Faults whose finding it names. */
  readonly named: number
  /** Faults whose finding breaks it, those too that it names. */
  readonly broken: number
}

export interface SelftestFigures {
  readonly found: readonly TriedFault[]
  readonly missed: readonly TriedFault[]
  /** Found, and yet no rule was broken: the T-Server crashed, for one. */
  readonly unnamed: readonly TriedFault[]
  /** Correct T-Servers that were accused of something, or could not be acquitted. */
  readonly accused: readonly TriedCorrect[]
  /** T-Servers that were not tried to their end. */
  readonly untried: number
  /** Found, and every smaller script was tried. */
  readonly proved: number
  /** Scripts until a fault was found; missing where none was. */
  readonly scripts?: Spread
  /** Scripts that were run in order to make the finding smaller; missing where none was found. */
  readonly shrinkExecutions?: Spread
  /** In the order of the rules. */
  readonly rules: readonly RuleCount[]
}

export function figuresOf({ faults, correct }: SelftestResult): SelftestFigures {
  const found = faults.filter(({ tried }) => tried?.finding !== undefined)
  const scripts = spread(found, ({ tried }) => tried?.scripts)
  const shrinkExecutions = spread(found, ({ tried }) => tried?.finding?.shrinkExecutions)
  return {
    found,
    missed: faults.filter(({ tried }) => tried !== undefined && tried.finding === undefined),
    unnamed: found.filter(({ tried }) => tried?.finding?.rules.length === 0),
    accused: correct.filter(({ tried }) => tried !== undefined && tried.verdict !== 'conforms'),
    untried: [...correct, ...faults].filter(({ tried }) => tried === undefined).length,
    proved: found.filter(({ tried }) => tried?.finding?.minimal === 'proved').length,
    ...(scripts === undefined ? {} : { scripts }),
    ...(shrinkExecutions === undefined ? {} : { shrinkExecutions }),
    rules: rules.map(({ id }) => ({
      id,
      named: found.filter(({ tried }) => tried?.finding?.rules[0] === id).length,
      broken: found.filter(({ tried }) => tried?.finding?.rules.includes(id)).length,
    })),
  }
}

/** Was every fault found, and no correct T-Server accused? */
export function passed({ missed, accused, untried }: SelftestFigures): boolean {
  return missed.length === 0 && accused.length === 0 && untried === 0
}

function spread(
  faults: readonly TriedFault[],
  valueOf: (fault: TriedFault) => number | undefined,
): Spread | undefined {
  const sorted = faults
    .flatMap((fault) => {
      const value = valueOf(fault)
      return value === undefined ? [] : [{ name: fault.name, value }]
    })
    .toSorted((one, other) => one.value - other.value)
  const last = sorted.at(-1)
  if (last === undefined) return undefined
  const middle = sorted.slice(
    Math.floor((sorted.length - 1) / 2),
    Math.floor(sorted.length / 2) + 1,
  )
  const median = middle.reduce((sum, { value }) => sum + value, 0) / middle.length
  return { median, most: last.value, mostOf: last.name }
}
