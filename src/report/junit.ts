/** junit.xml: one test case a rule, one a way in which the adapter can fail, one for completeness. */
import type { Finding, RunResult } from '../run/finding.ts'
import { flakyInWords, reproducedInWords, triedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { adapterPromises } from './kind-in-words.ts'
import { scriptInWords } from './script-in-words.ts'
import { ladderText } from './ladder-text.ts'
import { ladder } from './ladder.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommand } from './replay-command.ts'
import { ruleResults, unbrokenInWords } from './rule-results.ts'
import { element, textElement } from './xml-element.ts'
import { implementationInWords, incompleteInWords } from './verdict-in-words.ts'

interface TestCase {
  readonly name: string
  readonly failures: readonly Finding[]
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
    failures: cases.filter(({ failures }) => failures.length > 0).length,
    errors: cases.filter(({ error }) => error !== undefined).length,
    time: run.stats.seconds,
  }
  const suite = {
    name: `partyline: ${implementationInWords(run.implementation)}`,
    ...counts,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  }
  const written = cases.map((testCase) => writtenCase(testCase, run, directory))
  return `<?xml version="1.0" encoding="UTF-8"?>
${element('testsuites', { name: 'partyline', ...counts }, '\n', element('testsuite', suite, '\n', ...written), '\n')}
`
}

function testCases(run: RunResult): readonly TestCase[] {
  const rules = ruleResults(run.findings).map(({ rule, brokenIn }) => {
    const testCase = { name: `${printable(rule.id)}: ${rule.title}`, failures: brokenIn }
    const { result, words } = unbrokenInWords(rule, run)
    return brokenIn.length > 0 || result === 'held' ? testCase : { ...testCase, skipped: words }
  })
  const failures = Object.entries(adapterPromises).map(([kind, name]) => ({
    name,
    failures: run.findings.filter((finding) => finding.kind === kind),
  }))
  const incomplete =
    incompleteInWords(run) ?? (run.verdict === 'incomplete' ? 'less ran than was asked' : undefined)
  const complete = { name: 'The run is complete', failures: [] }
  return [
    ...rules,
    ...failures,
    incomplete === undefined ? complete : { ...complete, error: incomplete },
  ]
}

function writtenCase(
  { name, failures, skipped, error }: TestCase,
  run: RunResult,
  directory: string,
): string {
  const [first] = failures
  const attributes = { name, classname: 'partyline' }
  const content: string[] = []
  if (first !== undefined) {
    const texts = failures.map((finding) => failureText(finding, run, directory))
    const flaky = flakyInWords(first)
    const message = headline(first) + (flaky === undefined ? '' : ` (${flaky})`)
    const failure = { type: first.kind, message }
    content.push(textElement('failure', failure, texts.join('\n\n')))
  }
  if (skipped !== undefined) content.push(element('skipped', { message: skipped }))
  if (error !== undefined) content.push(element('error', { type: 'incomplete', message: error }))
  return `${element('testcase', attributes, ...content)}\n`
}

function failureText(finding: Finding, run: RunResult, directory: string): string {
  const tried = triedInWords(finding)
  const log = finding.failure?.log.map((line) => `log: ${printable(line, 500)}`) ?? []
  return [
    headline(finding),
    `${scriptInWords(finding.script)} It ${reproducedInWords(finding)}.`,
    ...(tried === undefined ? [] : [`${tried}.`]),
    '',
    ladderText(ladder(finding), 100),
    ...log,
    '',
    replayCommand(directory, finding.fingerprint, run.adapter),
  ].join('\n')
}
