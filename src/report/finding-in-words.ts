/** What all reports say of a finding, in the same words. All of it printable, each on one line. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { corpusFile } from './corpus-in-words.ts'
import { counted, sizeInWords } from './in-words.ts'
import { scriptInWords } from './script-in-words.ts'
import { variationInWords } from './variation-in-words.ts'

/** "failed 5 of 5 times when it was run again". */
export function reproducedInWords({ reproduced, origin: { inFlight } }: Finding): string {
  const again = againInWords(reproduced)
  if (inFlight === undefined) return again
  const others = `${counted(inFlight, 'other script')} in flight`
  if (reproduced.of === 0) return `${again}, and was seen with ${others}`
  return reproduced.failed === 0
    ? `${again}, with ${others}`
    : `${again}. It is about calls in flight together: the script in which it was seen passed alone, and failed with ${others}`
}

function againInWords({ failed, of }: Finding['reproduced']): string {
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
function asSeen({ minimal, smallerScripts, shrinkExecutions }: Finding): boolean {
  return minimal === 'local' && smallerScripts === undefined && shrinkExecutions === 0
}

/** The heading of a finding's script. */
export function scriptTitle(finding: Finding): string {
  if (asSeen(finding)) return 'The script, as it was seen'
  return finding.minimal === 'proved' ? 'The smallest script' : 'The smallest script found'
}

/** "3 parties and 1 step", with what is known of smaller scripts. */
export function minimalInWords(finding: Finding): string {
  const { script } = finding
  const size = sizeInWords({ parties: partyCount(script), steps: stepCount(script) })
  if (asSeen(finding)) return `${size}, as it was seen`
  return `${size}. ${triedInWords(finding) ?? 'It is not proved to be the smallest'}`
}

/**
 * "No smaller script fails so: all 1,234 were tried". Undefined where nothing was tried beyond
 * shrinking.
 */
export function triedInWords({ minimal, smallerScripts }: Finding): string | undefined {
  if (minimal === 'proved')
    return `No smaller script fails so: ${allInWords(smallerScripts?.tried)}`
  if (smallerScripts === undefined || smallerScripts.tried === 0) return undefined
  const { tried, of } = smallerScripts
  const some = of === undefined ? '' : `${tried.toLocaleString('en-US')} of `
  const scripts = counted(of ?? tried, 'smaller script')
  return `${some}${scripts} ${tried === 1 ? 'was tried and does' : 'were tried and do'} not fail so`
}

function allInWords(tried: number | undefined): string {
  if (tried === undefined) return 'all were tried'
  if (tried === 0) return 'there is none'
  return tried === 1 ? 'the only one was tried' : `all ${tried.toLocaleString('en-US')} were tried`
}

/**
 * What the failure hangs on: "The nearest that passes (with 4 parties instead of 3): In a conference of
 * 7001, 7002, 7003, 7004: 7001 releases." Undefined where none is known, or only that in which nothing
 * is sent.
 */
export function nearestPassingInWords({ script, variations }: Finding): string | undefined {
  const nearest = variations?.find((one) => !one.fails && one.script.rounds.length > 0)
  if (nearest === undefined) return undefined
  const differs = variationInWords(nearest.script, script)
  const how = differs === undefined ? '' : ` (${differs})`
  return `The nearest that passes${how}: ${scriptInWords(nearest.script)}`
}

/**
 * "script 17 of seed 7 (6 parties and 9 steps), made smaller in 31 runs; seen in 41 scripts"; of one
 * that was kept "corpus/b1946ac92492.json (…".
 */
export function originInWords(
  { origin, corpus, shrinkExecutions, occurrences }: Finding,
  { seed, exhaust }: Pick<RunResult, 'seed' | 'exhaust'>,
): string {
  const where = exhaust === undefined ? `seed ${seed}` : 'the enumeration'
  const script =
    corpus === undefined ? `script ${origin.index} of ${where}` : corpusFile({ file: corpus })
  const found = `${script} (${sizeInWords(origin)})`
  const shrunk =
    shrinkExecutions === 0
      ? 'not made smaller'
      : `made smaller in ${counted(shrinkExecutions, 'run')}`
  return `${found}, ${shrunk}; seen in ${counted(occurrences, 'script')}`
}
