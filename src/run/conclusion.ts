/** What a run comes to, by all that it did. */
import type { RunResult } from './finding.ts'
import { listed, missingInWords, type RequiredCoverage } from './required-coverage.ts'
import { scriptCount } from './range.ts'
import { undecidedInWords } from './tally.ts'

export interface Judging {
  readonly requiredCoverage?: RequiredCoverage | undefined
  /** Findings that are not known; all of them where it is not told. */
  readonly found?: number
}

/** The result of a run with its verdict, and with the reasons why less was run or judged than asked. */
export function withVerdict(
  run: Omit<RunResult, 'verdict' | 'incomplete'>,
  { requiredCoverage, found = run.findings.length }: Judging = {},
): RunResult {
  const { cut, atItsEnd, undecided } = run
  const reasons = [
    cut === undefined ? missingCoverage(run, found, requiredCoverage) : cut.why,
    undecided === 0 ? undefined : undecidedInWords(undecided),
    atItsEnd,
  ].filter((reason) => reason !== undefined)
  const incomplete = cut?.outweighs === true || (found === 0 && reasons.length > 0)
  return {
    verdict: incomplete ? 'incomplete' : found > 0 ? 'violates' : 'conforms',
    ...(reasons.length === 0 ? {} : { incomplete: reasons.join('; ') }),
    ...run,
  }
}

/** What ought to have been exercised, in words; undefined where nothing is missing. */
function missingCoverage(
  { exhaust, shard, options, stats, coverage, transitions }: Omit<RunResult, 'verdict'>,
  found: number,
  requiredCoverage: RequiredCoverage | undefined,
): string | undefined {
  // That every script was run is as much as can be asked for.
  if (exhaust !== undefined && stats.scripts === scriptCount(options.runs, shard)) return undefined
  if (requiredCoverage !== undefined) {
    const missing = missingInWords(requiredCoverage, { coverage, transitions })
    if (missing !== undefined) return missing
  }
  const unexercised = coverage.filter(({ exercised, applicable }) => applicable && exercised === 0)
  return found === 0 && unexercised.length > 0
    ? `nothing exercised ${listed(unexercised.map(({ clause }) => clause))}`
    : undefined
}
