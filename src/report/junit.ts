/**
 * junit.xml: one test case a rule, one a way in which the adapter can fail, one for completeness, which
 * has the time of the whole run: all cases were tested together.
 */
import type { Finding, RunResult } from '../run/finding.ts'
import { flakyInWords, minimalInWords, reproducedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { adapterPromises } from './kind-in-words.ts'
import { knownInWords, mendedLines } from './known-in-words.ts'
import { scriptInWords } from './script-in-words.ts'
import { ladderText } from './ladder-text.ts'
import { ladder } from './ladder.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommand } from './replay-command.ts'
import { ruleResults, rulesOf, unbrokenInWords, type RuleText } from './rule-results.ts'
import { element, textElement } from './xml-element.ts'
import { implementationInWords, incompleteInWords } from './verdict-in-words.ts'

interface TestCase {
  readonly name: string
  /** Known failures among them do not fail the case. */
  readonly findings: readonly Finding[]
  /** What else fails it, a line each. */
  readonly mended?: readonly string[]
  /** Seconds; nothing where it took none of its own. */
  readonly time?: number
  /** Why the case is neither passed nor failed: not all was exercised, or judged. */
  readonly skipped?: string
  /** Why the case could not be decided. */
  readonly error?: string
}

/** @param directory the report directory, as it was named by the user: for the replay commands. */
export function junitXml(run: RunResult, directory: string): string {
  const cases = testCases(run)
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ findings, mended = [] }) => findings.some(isNew) || mended.length > 0)
      .length,
    errors: cases.filter(({ error }) => error !== undefined).length,
    time: seconds(run.stats.seconds),
  }
  const suite = {
    name: `partyline: ${implementationInWords(run.implementation)}`,
    ...counts,
    skipped: cases.filter(isSkipped).length,
  }
  const written = cases.map((testCase) => writtenCase(testCase, run, directory))
  return `<?xml version="1.0" encoding="UTF-8"?>
${element('testsuites', { name: 'partyline', ...counts }, '\n', element('testsuite', suite, '\n', ...written), '\n')}
`
}

const isNew = ({ known }: Finding): boolean => known === undefined

function isSkipped({ findings, skipped }: TestCase): boolean {
  return skipped !== undefined || (findings.length > 0 && !findings.some(isNew))
}

/** Never with an exponent, which Jenkins does not take. */
function seconds(time: number): string {
  return time.toFixed(3)
}

function testCases(run: RunResult): readonly TestCase[] {
  const rules = ruleResults(run.findings).map(({ rule, brokenIn }) => {
    const testCase = { name: `${printable(rule.id)}: ${rule.title}`, findings: brokenIn }
    const { result, words } = unbrokenInWords(rule, run)
    return brokenIn.length > 0 || result === 'held' ? testCase : { ...testCase, skipped: words }
  })
  const failures = Object.entries(adapterPromises).map(([kind, name]) => ({
    name,
    findings: run.findings.filter((finding) => finding.kind === kind),
  }))
  const incomplete =
    incompleteInWords(run) ?? (run.verdict === 'incomplete' ? 'less ran than was asked' : undefined)
  const complete = { name: 'The run is complete', findings: [], time: run.stats.seconds }
  const known = { name: 'No known failure is mended', findings: [], mended: mendedLines(run) }
  return [
    ...rules,
    ...failures,
    ...(run.knownFailures === undefined ? [] : [known]),
    incomplete === undefined ? complete : { ...complete, error: incomplete },
  ]
}

function writtenCase(testCase: TestCase, run: RunResult, directory: string): string {
  const { name, findings, time = 0, mended = [], skipped, error } = testCase
  const attributes = { name, classname: 'partyline', time: seconds(time) }
  const content: string[] = []
  // What fails the case comes first.
  const told = [...findings.filter(isNew), ...findings.filter((finding) => !isNew(finding))]
  const [first] = told
  if (first !== undefined) {
    const text = told.map((finding) => findingText(finding, run, directory)).join('\n\n')
    const known = knownInWords(first)
    content.push(
      known === undefined
        ? textElement('failure', { type: first.kind, message: messageOf(first) }, text)
        : textElement('skipped', { message: `${known}: ${messageOf(first)}` }, text),
    )
  }
  const [fails] = mended
  if (fails !== undefined)
    content.push(textElement('failure', { type: 'mended', message: fails }, mended.join('\n')))
  if (skipped !== undefined) content.push(element('skipped', { message: skipped }))
  if (error !== undefined) content.push(element('error', { type: 'incomplete', message: error }))
  return `${element('testcase', attributes, ...content)}\n`
}

function messageOf(finding: Finding): string {
  const flaky = flakyInWords(finding)
  return headline(finding) + (flaky === undefined ? '' : ` (${flaky})`)
}

function findingText(finding: Finding, run: RunResult, directory: string): string {
  const known = knownInWords(finding)
  const log = finding.failure?.log.map((line) => `log: ${printable(line, 500)}`) ?? []
  return [
    headline(finding),
    ...(known === undefined ? [] : [`${known}.`]),
    ...rulesOf(finding).flatMap(ruleLines),
    `${scriptInWords(finding.script)} It ${reproducedInWords(finding)}.`,
    `${minimalInWords(finding)}.`,
    '',
    ladderText(ladder(finding), 100),
    ...log,
    '',
    replayCommand(directory, finding.fingerprint, run.adapter),
  ].join('\n')
}

function ruleLines({ id, title, section, sentence }: RuleText): readonly string[] {
  const rule = `${printable(id)}: ${title}`
  return sentence === '' ? [rule] : [rule, `  “${sentence}” (${section})`]
}
