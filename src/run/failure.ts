/** What is told of a script that failed to who decides whether to look into it. */
import { situationsIn } from '../../oracles/each-situation.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { failureName, type Failed } from './trial.ts'

export interface Failure {
  /** How it failed, before it is shrunk: failures alike are likely to be one bug. */
  readonly likeness: string
  /** Two with the same name are taken for the same bug once they are shrunk. */
  readonly name: string
  /** The adapter failed, so that each script that does so costs a new start, or a time-out. */
  readonly ofAdapter: boolean
}

export function failureOf(failed: Failed): Failure {
  return {
    likeness: likeness(failed),
    name: failureName(failed),
    ofAdapter: failed.failure instanceof AdapterFailure,
  }
}

function likeness({ failure, history }: Failed): string {
  // In flight the same may be sent in many orders, and more often than it takes.
  const kinds = (all: readonly string[] = []): readonly string[] => [...new Set(all)].sort()
  const requestsOf = (round: number): readonly string[] =>
    kinds(history.rounds.at(round)?.actions.map(({ request }) => request))
  if (failure instanceof AdapterFailure) return [failure.kind, ...requestsOf(-1)].join(' ')
  const rules = new Set(failure.breaches.map(({ rule }) => rule))
  const requests = failure.round < 0 ? [] : requestsOf(failure.round)
  const phases = kinds(failure.explanations.at(-1)?.outcomes.map(({ phase }) => phase))
  return [...rules, ...requests, ...phases].join(' ')
}

/** Those of the requests up to the one that failed, and of that as it should have been. */
export function situationsOfFailed({ history, failure }: Failed): readonly number[] {
  if (failure instanceof AdapterFailure) return []
  const outcomes = failure.explanations.flatMap((explanation) => explanation.outcomes)
  return situationsIn(history, outcomes)
}
