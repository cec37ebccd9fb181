/**
 * What else fails the same way, and what passes: scripts that differ from the smallest one by a single
 * edit are run, which tells an engineer what the failure hangs on.
 */
import type { DN } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import type { Variation } from './finding.ts'
import { tooMuchAsked } from './playable.ts'
import { runAlone, type RunAloneOptions } from './run-alone.ts'
import { dnsOf, shapeOf } from './script-order.ts'
import { nothingSent, singleEdits } from './single-edits.ts'
import { failureName } from './trial.ts'

/** So many scripts are run, of each kind of edit as many. */
const most = 24

/** So many more where none of those passes, until one does. */
const mostUntilOnePasses = 200

/** Each is run so often; one that does not come out the same each time tells nothing. */
const repetitions = 3

/** What was run so far: scripts that fail are often shrunk to the same one. By names, and scripts. */
export type KnownVariations = Map<string, readonly Variation[]>

export interface VaryOptions extends RunAloneOptions {
  /** Names for DNs, plainest first. */
  readonly plain: readonly DN[]
  /** Once it is true, nothing is run any more. */
  readonly interrupted?: (() => boolean) | undefined
  readonly known: KnownVariations
}

/**
 * @param failing a script that fails each time.
 * @param name how it fails; see `failureName`.
 * @returns the nearest first. Left out: what fails in another way, or not each time, or is undecided.
 * @throws TServerLost
 */
export async function vary(
  failing: Script,
  name: string,
  options: VaryOptions,
): Promise<readonly Variation[]> {
  const identity = `${name} ${JSON.stringify(failing)}`
  const known = options.known.get(identity)
  if (known !== undefined) return known
  const varied = await runVariations(failing, name, options)
  options.known.set(identity, varied)
  return varied
}

async function runVariations(
  failing: Script,
  name: string,
  options: VaryOptions,
): Promise<readonly Variation[]> {
  const { near, others } = variationsOf(failing, options)
  const varied: Variation[] = []
  for (const [at, script] of [...near, ...others].entries()) {
    if (options.interrupted?.()) break
    if (at >= near.length && varied.some(({ fails }) => !fails)) break
    const fails = await failsBy(name, script, options)
    if (fails !== undefined) varied.push({ script, fails })
  }
  return varied
}

/** Does it fail by that name? Undefined where that cannot be said. */
async function failsBy(
  name: string,
  script: Script,
  options: RunAloneOptions,
): Promise<boolean | undefined> {
  let first: boolean | undefined
  for (let time = 0; time < repetitions; time++) {
    const trial = await runAlone(script, options)
    const passes = !trial.failed && trial.verdict.verdict === 'conforms'
    const fails = trial.failed && failureName(trial) === name
    if (passes === fails || (first !== undefined && fails !== first)) return undefined
    first = fails
  }
  return first
}

interface Edited {
  /** Scripts of all kinds of edits, as many of each as there is room for. */
  readonly near: readonly Script[]
  readonly others: readonly Script[]
}

/** What can be played of the scripts that a single edit makes, up to renaming of the DNs. */
function variationsOf(failing: Script, { plain, profile, connection }: VaryOptions): Edited {
  const { capabilities } = connection.tserver
  // What fails under names of its own is not the same under plain ones.
  const special = dnsOf(failing).filter((dn, at) => dn !== plain[at])
  const identityOf = (script: Script): string => {
    const names = dnsOf(script).map((dn) => (special.includes(dn) ? dn : ''))
    return JSON.stringify([shapeOf(script), names])
  }
  const seen = new Set([identityOf(failing)])
  const isNew = (script: Script): boolean => {
    const identity = identityOf(script)
    if (seen.has(identity) || tooMuchAsked(script, capabilities, profile) !== undefined)
      return false
    seen.add(identity)
    return true
  }
  const kinds = singleEdits.map((edits) =>
    [...edits(failing, plain)].filter((script) => script.rounds.length > 0 && isNew(script)),
  )
  const counts = inTurn(kinds)
  const near = kinds.flatMap((scripts, kind) => scripts.slice(0, counts[kind]))
  const others = kinds.flatMap((scripts, kind) => scripts.slice(counts[kind]))
  const last = [nothingSent(failing)].filter(isNew)
  return { near, others: [...others.slice(0, mostUntilOnePasses), ...last] }
}

/** How many of each kind are run, where one of each is taken in turn. */
function inTurn(kinds: readonly (readonly Script[])[]): readonly number[] {
  const counts = kinds.map(() => 0)
  let left = most
  for (let turn = 0; left > 0 && kinds.some(({ length }) => length > turn); turn++)
    for (const [kind, { length }] of kinds.entries())
      if (turn < length && left > 0) {
        counts[kind] = turn + 1
        left -= 1
      }
  return counts
}
