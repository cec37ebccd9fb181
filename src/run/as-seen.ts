/** A finding as it was seen, before it is looked into. */
import type { DN } from '../../oracles/tlib.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { partyCount, stepCount, type Script } from '../plan/script.ts'
import type { Finding } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { shortened } from './shortened.ts'
import { failureName, type Failed } from './trial.ts'

/**
 * @param index the script's number in the run.
 * @param inFlight where it is not known to fail alone: with how many others it was in flight.
 */
export function asSeen(
  script: Script,
  failed: Failed,
  index: number,
  plain: readonly DN[],
  inFlight?: number,
): Finding {
  return {
    ...failureOf(failed),
    fingerprint: fingerprint(failureName(failed), script, plain),
    reproduced: { failed: 0, of: 0 },
    minimal: 'local',
    occurrences: 1,
    script,
    origin: {
      ...{ index, parties: partyCount(script), steps: stepCount(script) },
      ...(inFlight === undefined ? {} : { inFlight }),
    },
    shrinkExecutions: 0,
    ...(failed.wire === undefined ? {} : { wire: failed.wire }),
  }
}

function failureOf({
  history,
  failure,
}: Failed): Pick<Finding, 'kind' | 'rules' | 'history' | 'leftOut' | 'violation' | 'failure'> {
  if (failure instanceof AdapterFailure) {
    const { kind, message, log } = failure
    return { kind, rules: [], ...shortened(history, undefined), failure: { message, log } }
  }
  const rules = [...new Set(failure.breaches.map(({ rule }) => rule))]
  return { kind: 'violation', rules, ...shortened(history, failure) }
}
