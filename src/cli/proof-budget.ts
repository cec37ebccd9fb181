/** How much is done to prove that a finding is the smallest, by `--prove` and by the adapter. */
import { parseAdapterSpec, type AdapterSpec } from '../adapter/adapter-spec.ts'
import { enoughExecutions, type ProofBudget } from '../run/prove.ts'

/**
 * The same on every machine where each script costs next to nothing; elsewhere it costs round trips, or
 * nobody knows what.
 */
const defaultProof: Readonly<Record<AdapterSpec['kind'], ProofBudget>> = {
  embedded: { executions: enoughExecutions },
  module: { milliseconds: 60_000 },
  exec: { milliseconds: 10_000 },
  tcp: { milliseconds: 10_000 },
}

/**
 * @param prove as `--prove` has it; undefined where it is not told.
 * @param adapter as for `--adapter`.
 * @returns undefined where nothing is to be proved.
 */
export function proofFor(
  prove: ProofBudget | 'none' | undefined,
  adapter: string,
): ProofBudget | undefined {
  return prove === 'none' ? undefined : (prove ?? defaultProof[parseAdapterSpec(adapter).kind])
}
