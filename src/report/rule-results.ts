/** The rules of the document with what a run says of each. */
import type { Rule } from '../../oracles/rule.ts'
import { rules } from '../../oracles/rules.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { counted } from './in-words.ts'

/** What reports tell of a rule. */
export type RuleText = Pick<Rule, 'id' | 'title' | 'section' | 'sentence'>

export interface RuleResult {
  readonly rule: RuleText
  /** The findings in which it is broken. */
  readonly brokenIn: readonly Finding[]
}

/** In the order of the rules; one that only a finding names comes last, so that nothing is lost. */
export function ruleResults(findings: readonly Finding[]): readonly RuleResult[] {
  const named = new Set(findings.flatMap((finding) => finding.rules))
  const known = new Set(rules.map(({ id }) => id))
  const unknown = [...named].filter((id) => !known.has(id)).map(unknownRule)
  return [...rules, ...unknown].map((rule) => ({
    rule,
    brokenIn: findings.filter((finding) => finding.rules.includes(rule.id)),
  }))
}

/** What is said of a rule that no finding breaks: what was not judged may break it all the same. */
export function heldInWords({ undecided }: RunResult): {
  readonly sign: string
  readonly words: string
} {
  return undecided === 0
    ? { sign: '✓', words: 'held' }
    : { sign: '·', words: `not broken; ${counted(undecided, 'script')} not judged` }
}

/** The rules that a finding breaks, the most telling first. */
export function rulesOf(finding: Finding): readonly RuleText[] {
  return finding.rules.map((id) => rules.find((rule) => rule.id === id) ?? unknownRule(id))
}

function unknownRule(id: string): RuleText {
  return { id, title: 'A rule that this version does not know.', section: '', sentence: '' }
}
