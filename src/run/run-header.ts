/** What all shards of a run have in common, and a run with the one that it goes on from. */
import { isDeepStrictEqual } from 'node:util'
import type { RunResult } from './finding.ts'

/** A run that knows of no shards is the only one. */
export const alone = { index: 1, count: 1 }

export type RunHeader = Pick<
  RunResult,
  | 'adapter'
  | 'capabilities'
  | 'exhaust'
  | 'implementation'
  | 'options'
  | 'profile'
  | 'seed'
  | 'shard'
>

/** By the names under which it is told. */
function namesOf(run: RunHeader): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['number of shards', (run.shard ?? alone).count],
    ['seed', run.seed],
    ['number of scripts', run.options.runs],
    ['most parties', run.options.maxParties],
    ['most steps', run.options.maxSteps],
    ['enumeration', run.exhaust ?? 'none'],
    ['profile', run.profile],
    ['adapter', run.adapter],
    ['implementation', run.implementation],
    ['capabilities', run.capabilities],
  ])
}

/** "its seed is 8, and not 7"; undefined where they are of one run. */
export function differenceOf(run: RunHeader, first: RunHeader): string | undefined {
  const expected = namesOf(first)
  for (const [name, value] of namesOf(run)) {
    const other = expected.get(name)
    if (isDeepStrictEqual(value, other)) continue
    const short = [value, other]
      .map((one) => JSON.stringify(one))
      .every(({ length }) => length < 80)
    return short
      ? `its ${name} is ${JSON.stringify(value)}, and not ${JSON.stringify(other)}`
      : `its ${name} is another one`
  }
  return undefined
}
