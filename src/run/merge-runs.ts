/** The results of shards, as the result of the whole run. */
import { drawing } from '../plan/drawing.ts'
import { withVerdict } from './conclusion.ts'
import type { Finding, RunResult } from './finding.ts'
import { asOne } from './findings.ts'
import { alone, differenceOf } from './run-header.ts'
import type { RequiredCoverage } from './required-coverage.ts'

/** What was read of a shard, or why it was not. */
export interface ReadShard {
  /** How it is named in messages. */
  readonly where: string
  readonly run: RunResult | Error
}

interface WholeShard extends ReadShard {
  readonly run: RunResult
}

/**
 * Shards that are missing, doubled, of another run or not to be read make the result incomplete.
 * @returns undefined where none of them could be read.
 */
export function mergeRuns(
  shards: readonly ReadShard[],
  {
    requiredCoverage,
    isNew = () => true,
  }: {
    readonly requiredCoverage?: RequiredCoverage | undefined
    /** Is a finding not known yet? Others do not decide the verdict. */
    readonly isNew?: (finding: Finding) => boolean
  } = {},
): RunResult | undefined {
  const first = shards.find(isWhole)
  if (first === undefined) return undefined
  const { sound, problems } = sorted(shards, first)
  const runs = sound.map(({ run }) => run)
  const cuts = runs.flatMap(({ cut, shard }) => (cut === undefined ? [] : [{ ...cut, shard }]))
  const reasons = [
    ...problems,
    ...cuts.map(({ why, shard = alone }) => `shard ${shard.index} of ${shard.count}: ${why}`),
  ]
  const ends = runs.flatMap(({ atItsEnd, shard = alone }) =>
    atItsEnd === undefined ? [] : [`shard ${shard.index} of ${shard.count}: ${atItsEnd}`],
  )
  const outweighs = problems.length > 0 || cuts.some((cut) => cut.outweighs)
  const { implementation, capabilities, adapter, profile, seed, exhaust, options } = first.run
  const findings = findingsOf(runs, first.run)
  return withVerdict(
    {
      ...(reasons.length === 0 ? {} : { cut: { why: reasons.join('; '), outweighs } }),
      ...(ends.length === 0 ? {} : { atItsEnd: ends.join('; ') }),
      undecided: sum(runs.map(({ undecided }) => undecided)),
      implementation,
      capabilities,
      adapter,
      profile,
      seed,
      ...(exhaust === undefined ? {} : { exhaust }),
      options,
      ...added(runs, first.run),
      findings,
    },
    { requiredCoverage, found: findings.filter(isNew).length },
  )
}

function isWhole(shard: ReadShard): shard is WholeShard {
  return !(shard.run instanceof Error)
}

/** The shards that count, in their order, and what is wrong with the others. */
function sorted(
  shards: readonly ReadShard[],
  first: WholeShard,
): { readonly sound: readonly WholeShard[]; readonly problems: readonly string[] } {
  const sound = new Map<number, WholeShard>()
  const problems: string[] = []
  const { count } = first.run.shard ?? alone
  for (const shard of shards) {
    if (!isWhole(shard)) {
      problems.push(shard.run instanceof Error ? shard.run.message : '')
      continue
    }
    const { index } = shard.run.shard ?? alone
    const other = sound.get(index)
    const difference = differenceOf(shard.run, first.run) ?? otherLists(shard.run, first.run)
    if (difference !== undefined)
      problems.push(`${shard.where} is of another run than ${first.where}: ${difference}`)
    else if (other !== undefined)
      problems.push(`${shard.where} is shard ${index} of ${count} once more, as ${other.where}`)
    else sound.set(index, shard)
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((at) => !sound.has(at))
  if (missing.length > 0) problems.push(missingInWords(missing, count))
  const inOrder = [...sound].toSorted(([one], [other]) => one - other)
  return { sound: inOrder.map(([, shard]) => shard), problems }
}

/** Of another version of partyline. */
function otherLists(run: RunResult, first: RunResult): string | undefined {
  const names = ({ coverage, transitions }: RunResult): string =>
    [...coverage.map(({ clause }) => clause), ...transitions.map((one) => one.transition)].join(' ')
  return names(run) === names(first) ? undefined : 'it counts other clauses or transitions'
}

const mostNamed = 10

function missingInWords(missing: readonly number[], count: number): string {
  const named = missing.slice(0, mostNamed).join(', ')
  const more = missing.length > mostNamed ? ` and ${missing.length - mostNamed} more` : ''
  return missing.length === 1
    ? `shard ${named} of ${count} is missing`
    : `shards ${named}${more} of ${count} are missing`
}

function added(
  runs: readonly RunResult[],
  first: RunResult,
): Pick<RunResult, 'stats' | 'coverage' | 'transitions'> {
  const stat = (name: keyof RunResult['stats']): number => sum(runs.map(({ stats }) => stats[name]))
  return {
    stats: {
      scripts: stat('scripts'),
      requests: stat('requests'),
      events: stat('events'),
      seconds: Math.round(stat('seconds') * 1000) / 1000,
    },
    coverage: first.coverage.map((clause, at) => ({
      ...clause,
      exercised: sum(runs.map(({ coverage }) => coverage[at]?.exercised ?? 0)),
    })),
    transitions: first.transitions.map((transition, at) => ({
      ...transition,
      exercised: sum(runs.map(({ transitions }) => transitions[at]?.exercised ?? 0)),
    })),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** What comes from the corpus stands first, as in a run. */
const placeOf = ({ corpus, origin }: Finding): number => (corpus === undefined ? origin.index : -1)

/** In the order of the scripts in which they came up; those with one fingerprint are one. */
function findingsOf(runs: readonly RunResult[], first: RunResult): readonly Finding[] {
  const { plain } = drawing(first.capabilities, first.options.maxParties, first.profile)
  const all = new Map<string, Finding>()
  const inOrder = runs
    .flatMap(({ findings }) => findings)
    .toSorted((one, other) => placeOf(one) - placeOf(other))
  for (const finding of inOrder) {
    const known = all.get(finding.fingerprint)
    all.set(finding.fingerprint, known === undefined ? finding : asOne(known, finding, plain))
  }
  return [...all.values()]
}
