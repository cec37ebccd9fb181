/** What else of a run fails the same way. */
import type { Finding, RunResult } from '../run/finding.ts'

/**
 * The other findings of the run that break the same rule first, or fail in the same other way: likely
 * one bug that shows in several places.
 */
export function findingsAlike(
  finding: Finding,
  { findings }: Pick<RunResult, 'findings'>,
): readonly Finding[] {
  const name = nameOf(finding)
  return findings.filter(
    (other) => other.fingerprint !== finding.fingerprint && nameOf(other) === name,
  )
}

const nameOf = ({ rules: [rule], kind }: Finding): string => rule ?? kind
