/** From a script that failed to a finding: run again, made smaller, named. */
import type { DN } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { asSeen } from './as-seen.ts'
import type { Finding, Variation } from './finding.ts'
import { fingerprint, fingerprintOfSometimes } from './fingerprint.ts'
import { tooMuchAsked } from './playable.ts'
import {
  isSteady,
  Recurrence,
  repetitionsFor,
  type Rate,
  type RecurrenceOptions,
} from './recurrence.ts'
import { prove, type ProveOptions } from './prove.ts'
import { runAlone } from './run-alone.ts'
import { shrink } from './shrink.ts'
import type { Failed } from './trial.ts'
import { upToRound } from './up-to-round.ts'
import { vary, type KnownVariations } from './variations.ts'

/** The most scripts that are run in order to make one smaller. */
const shrinkBudget = 2000

/** The same where each of them costs a new start of the T-Server, or a time-out. */
const shrinkBudgetOfFailures = 60

export interface InvestigateOptions extends RecurrenceOptions {
  /** Names for DNs, plainest first. */
  readonly plain: readonly DN[]
  /**
   * The script together with others of the run, which were there before it or at the same time: tried
   * one after the other, where it never fails again alone.
   */
  readonly inCompany?: readonly Script[] | undefined
  /** Where it failed in flight, and not alone: with so many others. */
  readonly inFlight?: number | undefined
  /** How the smallest script is to be proved to be that; not where it is not told. */
  readonly proof?: Pick<ProveOptions, 'budget' | 'now' | 'progress' | 'proofs'> | undefined
  /** What is like the smallest script is run too; not where it is not told. */
  readonly variations?: VariationOptions | undefined
}

interface VariationOptions {
  readonly known: KnownVariations
  /** Called when they begin. */
  readonly progress: () => void
}

/** A script that fails again, each time or not. */
interface Recurring {
  readonly script: Script
  readonly rate: Rate
}

/**
 * @param first how the script failed; the T-Server has been brought back since.
 * @param index the script's number in the run.
 * @throws TServerLost
 */
export async function investigate(
  script: Script,
  first: Failed,
  index: number,
  options: InvestigateOptions,
): Promise<Finding> {
  const { plain } = options
  const own = new Recurrence(first, options)
  const alone = { script, rate: await own.rate(script) }
  const company = comesAgain(alone) ? undefined : await inCompany(own, options)
  const recurring = company ?? (comesAgain(alone) ? alone : undefined)
  const recurrence = company?.recurrence ?? own
  const smallest =
    recurring === undefined
      ? { ...alone, minimal: 'local' as const, shrinkExecutions: 0 }
      : await proved(await smaller(recurring, recurrence, options), recurrence, options)
  const { inFlight } = recurring === alone ? {} : options
  const { origin } = asSeen(script, first, index, plain, inFlight)
  const variations = await varied(smallest, recurrence, options)
  return {
    ...asSeen(smallest.script, recurrence.latest, index, plain),
    fingerprint: isSteady(smallest.rate)
      ? fingerprint(recurrence.name, smallest.script, plain)
      : fingerprintOfSometimes(recurrence.name),
    reproduced: smallest.rate,
    origin,
    minimal: smallest.minimal,
    ...(smallest.smallerScripts === undefined ? {} : { smallerScripts: smallest.smallerScripts }),
    shrinkExecutions: smallest.shrinkExecutions,
    ...(variations === undefined ? {} : { variations }),
  }
}

/** Of what fails each time; not where each that fails costs a new start of the T-Server. */
async function varied(
  { script, rate }: Recurring,
  { name, latest }: Recurrence,
  options: InvestigateOptions,
): Promise<readonly Variation[] | undefined> {
  const { variations } = options
  const costsRestart = latest.failure instanceof AdapterFailure
  if (variations === undefined || rate.of === 0 || !isSteady(rate) || costsRestart) return undefined
  variations.progress()
  return vary(script, name, { ...options, known: variations.known })
}

/** One that was interrupted before it could be run again is taken at its word. */
function comesAgain({ rate }: Recurring): boolean {
  return rate.failed > 0 || rate.of === 0
}

interface RecurringInCompany extends Recurring {
  readonly recurrence: Recurrence
}

/**
 * What an earlier script left behind may be what it takes, or what others do at the same time. Seen with
 * them, the same may break another rule: what one call misses may be too much in another one.
 */
async function inCompany(
  own: Recurrence,
  options: InvestigateOptions,
): Promise<RecurringInCompany | undefined> {
  const { inCompany: scripts = [], inFlight, connection, profile } = options
  const { capabilities } = connection.tserver
  for (const script of scripts) {
    if (tooMuchAsked(script, capabilities, profile) !== undefined) continue
    const rate = await own.rate(script)
    if (rate.failed > 0) return { script, rate, recurrence: own }
    if (inFlight === undefined || own.interrupted) continue
    const trial = await runAlone(script, options)
    if (!trial.failed) continue
    const recurrence = new Recurrence(trial, options)
    const another = { script, rate: await recurrence.rate(script), recurrence }
    if (comesAgain(another)) return another
  }
  return undefined
}

type Shrunk = Recurring & Pick<Finding, 'shrinkExecutions'>

/**
 * Runs what is smaller than the smallest, as long as that fails each time. Where one of them fails,
 * the shrinker has missed it, and goes on from there.
 */
async function proved(
  shrunk: Shrunk,
  recurrence: Recurrence,
  options: InvestigateOptions,
): Promise<Shrunk & Pick<Finding, 'minimal' | 'smallerScripts'>> {
  const { proof, profile, connection } = options
  if (proof === undefined || shrunk.rate.of === 0 || !isSteady(shrunk.rate))
    return { ...shrunk, minimal: 'local' }
  const { capabilities } = connection.tserver
  const found = await prove(shrunk.script, recurrence, { ...proof, profile, capabilities })
  if (found.smaller !== undefined) {
    const again = await smaller({ ...shrunk, script: found.smaller }, recurrence, options)
    const shrinkExecutions = shrunk.shrinkExecutions + again.shrinkExecutions
    return proved({ ...again, shrinkExecutions }, recurrence, options)
  }
  const { tried, of } = found
  const smallerScripts = of === undefined ? { tried } : { tried, of }
  return { ...shrunk, minimal: found.proved ? 'proved' : 'local', smallerScripts }
}

/** Each candidate is run once where the script fails each time, and else until it has failed. */
async function smaller(
  { script, rate }: Recurring,
  recurrence: Recurrence,
  { connection, profile, plain }: InvestigateOptions,
): Promise<Shrunk> {
  const times = repetitionsFor(rate)
  const fails = (candidate: Script): Promise<boolean> => recurrence.failsWithin(candidate, times)
  const cut = await cutOff(script, recurrence.latest, fails)
  const before = recurrence.executions
  const budget =
    recurrence.latest.failure instanceof AdapterFailure ? shrinkBudgetOfFailures : shrinkBudget
  const shrunk = await shrink(cut, {
    plain,
    profile,
    limits: connection.tserver.capabilities,
    fails,
    stopped: () => recurrence.interrupted || recurrence.executions - before >= budget,
    budget,
  })
  const shrinkExecutions = recurrence.executions - before
  const exact = await recurrence.exactRate(shrunk.script, isSteady(rate))
  return { script: shrunk.script, rate: exact, shrinkExecutions }
}

/** Without what came after the round that failed, where that had no part in it. */
async function cutOff(
  script: Script,
  { history, failure }: Failed,
  fails: (script: Script) => Promise<boolean>,
): Promise<Script> {
  const rounds = failure instanceof AdapterFailure ? history.rounds.length : failure.round + 1
  const cut = upToRound(script, rounds)
  return rounds < script.rounds.length && (await fails(cut)) ? cut : script
}
