/** What came of trying a T-Server, as tests need it. */
import { wrongCallState } from '../report/example-finding.fixture.ts'
import type { Finding } from '../run/finding.ts'
import type { SelftestResult, Tried, TriedFault } from './selftest.ts'

/** Found after so many scripts, with the rules that the finding breaks. */
export function caught(scripts: number, rules: readonly string[], more?: Partial<Finding>): Tried {
  return { verdict: 'violates', scripts, finding: { ...wrongCallState, rules, ...more } }
}

export const passedAll: Tried = { verdict: 'conforms', scripts: 5000 }

export function fault(name: string, tried?: Tried, subject = 'What the events say'): TriedFault {
  const known = { name, description: `It has the fault ${name}.`, profile: 'default', subject }
  return tried === undefined ? known : { ...known, tried }
}

export const correct = {
  adapter: 'embedded',
  profile: 'default',
  seed: 1,
  runs: 5000,
  prove: 0,
  tried: passedAll,
} as const

export function resultWith(
  faults: readonly TriedFault[],
  more: Partial<SelftestResult> = {},
): SelftestResult {
  return { seed: 1, runs: 5000, correct: [correct], faults, ...more }
}
