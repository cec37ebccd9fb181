/** What all reports say of a finding, in the same words. All of it printable, each on one line. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding } from '../run/finding.ts'
import { counted, sizeInWords } from './in-words.ts'

/** "failed 3 of 5 times when it was run again". */
export function reproducedInWords({ reproduced: { failed, of } }: Finding): string {
  if (of === 0) return 'was not run again'
  if (failed === 0) return `never failed again in ${counted(of, 'run')}: its whole history is shown`
  return `failed ${failed} of ${counted(of, 'time')} when it was run again`
}

/** "2 parties and 1 step; every smaller script was tried and none fails the same rule". */
export function minimalInWords({ script, minimal }: Finding): string {
  const size = sizeInWords({ parties: partyCount(script), steps: stepCount(script) })
  return minimal === 'proved'
    ? `${size}; every smaller script was tried, and none fails in this way`
    : `${size}; no smaller script was found that fails in this way`
}

/** "script 17 of seed 7 (6 parties and 9 steps), made smaller in 31 runs; seen in 41 scripts". */
export function originInWords(
  { origin, shrinkExecutions, occurrences }: Finding,
  seed: number,
): string {
  const found = `script ${origin.index} of seed ${seed} (${sizeInWords(origin)})`
  return `${found}, made smaller in ${counted(shrinkExecutions, 'run')}; seen in ${counted(occurrences, 'script')}`
}
