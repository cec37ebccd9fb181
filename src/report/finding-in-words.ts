/** What all reports say of a finding, in the same words. All of it printable, each on one line. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding } from '../run/finding.ts'
import { counted, sizeInWords } from './in-words.ts'

/** "failed 5 of 5 times when it was run again". */
export function reproducedInWords({ reproduced: { failed, of } }: Finding): string {
  if (of === 0) return 'was not run again'
  if (failed === 0)
    return `never failed again in ${counted(of, 'run')}; this is what was seen the one time`
  return `failed ${failed} of ${counted(of, 'time')} when it was run again`
}

/** Of one that does not always fail: "fails 3 of 10 times". */
export function flakyInWords({ reproduced: { failed, of } }: Finding): string | undefined {
  if (failed === of) return undefined
  return failed === 0
    ? `never failed again in ${counted(of, 'run')}`
    : `fails ${failed} of ${counted(of, 'time')}`
}

/** Nothing smaller was tried: one that does not fail again cannot be made smaller. */
function asSeen({ minimal, shrinkExecutions }: Finding): boolean {
  return minimal === 'local' && shrinkExecutions === 0
}

/** The heading of a finding's script. */
export function scriptTitle(finding: Finding): string {
  return asSeen(finding) ? 'The script, as it was seen' : 'The smallest script'
}

/** "2 parties and 1 step; every smaller script was tried and none fails the same rule". */
export function minimalInWords(finding: Finding): string {
  const { script, minimal } = finding
  const size = sizeInWords({ parties: partyCount(script), steps: stepCount(script) })
  if (asSeen(finding)) return `${size}, as it was seen`
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
  const shrunk =
    shrinkExecutions === 0
      ? 'not made smaller'
      : `made smaller in ${counted(shrinkExecutions, 'run')}`
  return `${found}, ${shrunk}; seen in ${counted(occurrences, 'script')}`
}
