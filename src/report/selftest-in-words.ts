/** What all reports say of a selftest, in the same words. Each on one line, without a full stop. */
import { passed, type SelftestFigures, type Spread } from '../selftest/figures.ts'
import type { KnownFault, SelftestResult, TriedCorrect, TriedFault } from '../selftest/selftest.ts'
import { headline } from './headline.ts'
import { counted, listInWords } from './in-words.ts'
import { incompleteInWords, shortNumber } from './verdict-in-words.ts'

/** "All 78 faults were found, and no correct T-Server was accused". */
export function selftestInWords({ faults }: SelftestResult, figures: SelftestFigures): string {
  const { found, missed, accused, untried } = figures
  if (untried > 0)
    return `The selftest was interrupted: ${found.length} of ${counted(faults.length, 'fault')} found so far`
  const all = faults.length === 1 ? 'The fault was found' : `All ${faults.length} faults were found`
  if (passed(figures)) return `${all}, and no correct T-Server was accused`
  const faultsFound =
    missed.length === 0
      ? all
      : `${missed.length} of ${counted(faults.length, 'fault')} ${missed.length === 1 ? 'was' : 'were'} not found`
  return accused.length === 0
    ? faultsFound
    : `A correct T-Server was accused; ${lowered(faultsFound)}`
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "embedded conforms (5,000 scripts)", or what it is accused of. */
export function correctInWords({ adapter, profile, tried }: TriedCorrect): string {
  const who = profile === 'default' ? adapter : `${adapter} under the profile ${profile}`
  if (tried === undefined) return `${who} was not tried to the end`
  const scripts = counted(tried.scripts, 'script')
  if (tried.finding !== undefined)
    return `${who} is accused after ${scripts}: ${headline(tried.finding)}`
  if (tried.verdict === 'conforms') return `${who} conforms (${scripts})`
  return `${who} could not be acquitted (${scripts}): ${incompleteInWords(tried) ?? tried.verdict}`
}

/** What a fault is: "It does something wrong. Under the profile strict." */
export function faultInWords({ description, profile = 'default' }: KnownFault): string {
  return profile === 'default' ? description : `${description} Under the profile ${profile}.`
}

/** Of a fault that has no finding: "not found in 5,000 scripts". */
export function notFoundInWords({ tried }: TriedFault): string {
  if (tried === undefined) return 'not tried to the end'
  return `not found in ${counted(tried.scripts, 'script')}`
}

/** What there is to say beside the matrix, each in a sentence. */
export function remarks(
  { faults }: SelftestResult,
  { missed, unnamed, rules }: SelftestFigures,
): readonly string[] {
  const names = (some: readonly TriedFault[]): string => listInWords(some.map(({ name }) => name))
  const idle = rules.filter(({ broken }) => broken === 0).map(({ id }) => id)
  return [
    ...(missed.length === 0 ? [] : [`Not found: ${names(missed)}`]),
    ...(unnamed.length === 0 ? [] : [`Found, but named by no rule: ${names(unnamed)}`]),
    ...(idle.length === 0
      ? []
      : [
          `${counted(idle.length, 'rule')} of ${rules.length} ${idle.length === 1 ? 'catches' : 'catch'} none of ${
            faults.length === 1 ? 'it' : `these ${faults.length} faults`
          }: ${listInWords(idle)}`,
        ]),
  ]
}

/** "median 2.5, at most 292 (in-flight-unmonitored-not-removed)". */
export function spreadInWords({ median, most, mostOf }: Spread): string {
  return `median ${shortNumber(median)}, at most ${shortNumber(most)} (${mostOf})`
}
