/**
 * Is a script that fails the smallest one? To know, every smaller one is run: none is left out, and
 * nothing is taken for granted.
 */
import type { Script } from '../plan/script.ts'
import type { Recurrence } from './recurrence.ts'
import type { EveryScriptOptions } from './every-script.ts'
import { countSmallerScripts, smallerScripts } from './smaller-scripts.ts'

/** How much may be done for a proof. */
export type ProofBudget =
  /** Scripts that may be run. Where there are more smaller ones than that, none is. */
  | { readonly executions: number }
  /** For a T-Server that takes its time: the time that running them may take. */
  | { readonly milliseconds: number }

/** What was proved in a run so far: scripts that fail are often shrunk to the same one. */
export type Proofs = Map<string, Proof>

export interface ProveOptions extends EveryScriptOptions {
  readonly budget: ProofBudget
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  /** Called now and then. */
  readonly progress: () => void
  /** By how they fail, and their scripts. */
  readonly proofs: Proofs
}

export interface Proof {
  /** A smaller script that fails by the same name, where there is one. */
  readonly smaller?: Script
  /** Smaller scripts that were run, and all that there are, where they were counted. */
  readonly tried: number
  readonly of?: number
  /** All of them were run, and none fails. */
  readonly proved: boolean
}

/**
 * Executions that are enough for all that is smaller than a call of 5 parties and 3 steps, up to three
 * of them in flight.
 */
export const enoughExecutions = 5_000_000

/** Larger numbers take longer to count than they are worth to know. */
const mostCounted = 10_000_000

/** So many scripts are run at the most between two turns of the event loop, for Ctrl-C. */
const scriptsPerTurn = 256

/**
 * Runs the scripts that are smaller than one that fails each time, the smallest first, each as if it
 * were the first one; once in a run.
 * @throws TServerLost
 */
export async function prove(
  failing: Script,
  recurrence: Recurrence,
  options: ProveOptions,
): Promise<Proof> {
  const { proofs } = options
  const identity = `${recurrence.name} ${JSON.stringify(failing)}`
  const known = proofs.get(identity)
  if (known !== undefined) return known
  const proof = await runSmaller(failing, recurrence, options)
  proofs.set(identity, proof)
  return proof
}

async function runSmaller(
  failing: Script,
  recurrence: Recurrence,
  options: ProveOptions,
): Promise<Proof> {
  const { budget, now } = options
  const executions = 'executions' in budget ? budget.executions : Infinity
  const most = Math.min(executions, mostCounted)
  const counted = countSmallerScripts(failing, options, most)
  const isCounted = counted !== undefined && counted <= most
  const all = isCounted ? { of: counted } : {}
  if (counted !== undefined && counted > executions) return { tried: 0, proved: false }
  const end = 'milliseconds' in budget ? now() + budget.milliseconds : Infinity
  let tried = 0
  for (const script of smallerScripts(failing, options)) {
    if (tried >= executions || now() >= end || recurrence.interrupted)
      return { tried, ...all, proved: false }
    if (tried % scriptsPerTurn === 0) await turn(options)
    tried += 1
    if (await recurrence.fails(script)) return { smaller: script, tried, ...all, proved: false }
  }
  return { tried, of: tried, proved: true }
}

async function turn({ progress }: ProveOptions): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  progress()
}
