/** What a finding says at first sight. */
import { isDeepStrictEqual } from 'node:util'
import type { ExpectedEvent } from '../../oracles/expectation.ts'
import type { Outcome } from '../../oracles/outcome.ts'
import type { Breach, DifferingEvent, Explanation, Violates } from '../../oracles/verdict.ts'
import type { Finding } from '../run/finding.ts'
import {
  capitalized,
  counted,
  dnInWords,
  dnsInWords,
  expectationInWords,
  valueInWords,
} from './in-words.ts'
import { kindInWords } from './kind-in-words.ts'
import { printable } from '../adapter/printable.ts'

/**
 * One printable line, without a full stop: "7001 saw CallState Conferenced in EventPartyDeleted; OK
 * was expected: two parties remain".
 */
export function headline({
  kind,
  violation,
  failure,
}: Pick<Finding, 'kind' | 'violation' | 'failure'>): string {
  if (violation !== undefined) return violationInWords(violation)
  const message = failure === undefined ? '' : `: ${printable(failure.message, 300)}`
  return capitalized(kindInWords[kind] + message)
}

/**
 * The breach that names the finding, told by what came and what was expected where that is one
 * thing; where several things are wrong at that DN, or events came that nobody was to see, in the
 * rule's own words.
 */
function violationInWords({ breaches, explanations }: Violates): string {
  const [breach] = breaches
  const explanation = explanations.at(-1)
  if (breach === undefined) return capitalized(kindInWords.violation)
  const tooMany = explanation?.surplus.some(({ ThisDN }) => ThisDN === breach.thisDN)
  const wrong = explanation === undefined || tooMany ? [] : wrongAt(breach, explanation)
  const [only] = wrong
  return only !== undefined && wrong.length === 1
    ? only
    : `${dnInWords(breach.thisDN)}: ${printable(breach.text)}`
}

/** What is wrong with the events that the breach's DN was to see, each in a sentence. */
function wrongAt({ thisDN }: Breach, explanation: Explanation): readonly string[] {
  const who = dnInWords(thisDN)
  return [
    ...explanation.differing
      .filter(({ event }) => event.ThisDN === thisDN)
      .flatMap((differing) => differencesInWords(differing, explanation)),
    ...explanation.missing
      .filter((missing) => missing.thisDN === thisDN)
      .map(
        ({ expected }) =>
          `${who} did not see the expected ${expected.name}${leaverInWords(expected, explanation)}`,
      ),
  ]
}

function differencesInWords(
  { event, expected, differences }: DifferingEvent,
  explanation: Explanation,
): readonly string[] {
  const who = dnInWords(event.ThisDN)
  const name = event.name + leaverInWords(expected, explanation)
  return differences.map((difference) => {
    const { attribute, seen } = difference
    const came =
      seen === undefined
        ? `${who} saw ${name} without ${attribute}`
        : `${who} saw ${attribute} ${valueInWords(attribute, seen)} in ${name}`
    const why = attribute === 'CallState' ? remainingInWords(expected, explanation) : ''
    return `${came}; ${expectationInWords(difference.expected)} was expected${why}`
  })
}

/** " of 7002": where several requests were in flight, whose departure is told. */
function leaverInWords(expected: ExpectedEvent, explanation: Explanation): string {
  if (expected.name !== 'EventPartyDeleted' || explanation.outcomes.length < 2) return ''
  const departed = outcomeOf(expected, explanation)?.departed ?? []
  return departed.length === 0 ? '' : ` of ${dnsInWords(departed)}`
}

/** What an expected event is expected of. Of two that expect the like, itself says which it is. */
function outcomeOf(expected: ExpectedEvent, { outcomes }: Explanation): Outcome | undefined {
  return (
    outcomes.find(({ cells }) => cells.some(({ event }) => event === expected)) ??
    outcomes.find(({ cells }) => cells.some(({ event }) => isDeepStrictEqual(event, expected)))
  )
}

/** The footnote's count, for an EventPartyDeleted. */
function remainingInWords(expected: ExpectedEvent, explanation: Explanation): string {
  if (expected.name !== 'EventPartyDeleted') return ''
  const outcome = outcomeOf(expected, explanation)
  if (outcome === undefined) return ''
  const count = outcome.call.parties.length
  return count === 2
    ? ': two parties remain'
    : `: ${counted(count, 'party remains', 'parties remain')}`
}
