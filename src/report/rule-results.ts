/** The rules of the document with what a run says of each. */
import type { Rule } from '../../oracles/rule.ts'
import { rules } from '../../oracles/rules.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { coverageLines } from './coverage-in-words.ts'
import type { Exercised } from './exercised.ts'
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

export interface Unbroken {
  /** `untested`: it might have been tested, and was not. */
  readonly result: 'held' | 'untested' | 'not-applicable'
  readonly sign: string
  readonly words: string
}

/**
 * What is said of a rule that no finding breaks. What was not exercised, or not judged, may break it
 * all the same.
 */
export function unbrokenInWords(rule: RuleText, run: RunResult): Unbroken {
  const exercised = exercisedOfRule(rule, run)
  if (exercised === 'not-applicable')
    return { result: exercised, sign: '·', words: 'not applicable' }
  if (exercised === 'never') return { result: 'untested', sign: '·', words: 'not exercised' }
  if (run.undecided === 0) return { result: 'held', sign: '✓', words: 'held' }
  const scripts = counted(run.undecided, 'script')
  return { result: 'untested', sign: '·', words: `not broken; ${scripts} not judged` }
}

/** A rule speaks of the clauses that its section names; of all where it names none. */
function exercisedOfRule({ section }: RuleText, run: RunResult): Exercised {
  const lines = coverageLines(run)
  const parts = section.split('; ')
  const named = lines.filter(({ title }) => parts.some((part) => title.startsWith(part)))
  const states = (named.length === 0 ? lines : named).map(({ exercised }) => exercised)
  if (states.includes('exercised')) return 'exercised'
  return states.includes('never') ? 'never' : 'not-applicable'
}

/** The rules that a finding breaks, the most telling first. */
export function rulesOf(finding: Finding): readonly RuleText[] {
  return finding.rules.map((id) => rules.find((rule) => rule.id === id) ?? unknownRule(id))
}

function unknownRule(id: string): RuleText {
  return { id, title: 'A rule that this version does not know.', section: '', sentence: '' }
}
