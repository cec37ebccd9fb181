/** The order in which a report shows its findings: the most telling first. */
import { rules } from '../../oracles/rules.ts'
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding, FindingKind } from '../run/finding.ts'

/** Findings that break the same rule first, or fail in the same way. */
export interface FindingGroup {
  /** The rule that names them; undefined where it is no rule. */
  readonly rule: string | undefined
  /** The most telling first; at least one. */
  readonly findings: readonly Finding[]
}

/** What breaks a rule tells of the T-Server; the rest may tell of the bridge alone. */
const kinds: readonly FindingKind[] = ['violation', 'crash', 'hang', 'protocol-error']

/** One that only another version knows comes last. */
const places = new Map(rules.map(({ id }, at) => [id, at]))

/**
 * Findings that are not known before those that are. Then broken rules in the order of the rules, as the
 * rules are listed by how telling they are; crashes, hangs and breaches of the protocol. Of one rule,
 * what fails each time before what fails sometimes; then the smaller script, what is proved, what was
 * seen more often; at last the fingerprint, so that the order is always the same.
 */
export function mostTellingFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, rank: rankOf(finding) }))
    .toSorted((one, other) => compared(one.rank, other.rank))
    .map(({ finding }) => finding)
}

/** In the same order: those that are known make groups of their own. */
export function groupedByRule(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(mostTellingFirst(findings), (finding) =>
    JSON.stringify([isKnown(finding), finding.kind, finding.rules[0] ?? null]),
  )
  return [...groups.values()].map((members) => ({ rule: members[0]?.rules[0], findings: members }))
}

function isKnown({ known }: Finding): boolean {
  return known !== undefined
}

function rankOf(finding: Finding): readonly (number | string)[] {
  const { kind, rules: broken, reproduced, script, minimal, occurrences, fingerprint } = finding
  const [rule = ''] = broken
  return [
    isKnown(finding) ? 1 : 0,
    kinds.indexOf(kind),
    places.get(rule) ?? places.size,
    rule,
    1 - (reproduced.of === 0 ? 0 : reproduced.failed / reproduced.of),
    partyCount(script) + stepCount(script),
    minimal === 'proved' ? 0 : 1,
    -occurrences,
    fingerprint,
  ]
}

function compared(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [at, value] of one.entries()) {
    const against = other[at] ?? value
    if (value !== against) return value < against ? -1 : 1
  }
  return 0
}
