/** Workflow commands of GitHub, which show the findings of a run above its log. */
import { printable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { escapeCommandProperty, escapeCommandText, escapeWorkflowCommands } from './escape.ts'
import { reproducedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { counted } from './in-words.ts'
import { knownInWords, mendedLines } from './known-in-words.ts'
import { replayCommand } from './replay-command.ts'
import { rulesOf } from './rule-results.ts'
import { scriptInWords } from './script-in-words.ts'
import { incompleteInWords, statsInWords, verdictInWords } from './verdict-in-words.ts'

/** GitHub shows no more of one kind that a step prints. */
const mostOfAKind = 10

/** Of what may be long: GitHub folds the rest away. */
const longestPart = 1000

/**
 * An error for each finding and for each known failure that is mended, a warning for each known one and for an incomplete run, and the verdict as
 * a notice; where there are too many, the last one counts those that are left out.
 * @param directory the report directory, as it was named by the user: for the replay commands.
 * @returns lines, each with its line feed; what a T-Server sent is no command of its own in them.
 */
export function annotations(run: RunResult, directory: string): string {
  const { findings } = run
  const told = (finding: Finding): string => findingInWords(finding, run, directory)
  const errors = [
    ...mendedLines(run).map((text) => ({ title: 'partyline: no longer a failure', text })),
    ...findings
      .filter(({ known }) => known === undefined)
      .map((finding) => ({ title: titleOf(finding), text: told(finding) })),
  ]
  const known = findings
    .filter((finding) => finding.known !== undefined)
    .map((finding) => ({ title: titleOf(finding), text: told(finding) }))
  const why = incompleteInWords(run)
  const incomplete = why === undefined ? [] : [{ title: 'partyline: incomplete', text: why }]
  return [
    ...atMost(errors, 'finding').map((one) => command('error', one)),
    ...atMost([...incomplete, ...known], 'known failure').map((one) => command('warning', one)),
    command('notice', {
      title: 'partyline',
      text: `${verdictInWords(run)}.\n${statsInWords(run)}.`,
    }),
  ].join('')
}

interface Annotation {
  readonly title: string
  readonly text: string
}

function atMost(all: readonly Annotation[], noun: string): readonly Annotation[] {
  if (all.length <= mostOfAKind) return all
  const rest = all.length - mostOfAKind + 1
  const text = `${counted(rest, `more ${noun}`)}: see the reports of the run.`
  return [...all.slice(0, mostOfAKind - 1), { title: 'partyline', text }]
}

function titleOf({ rules: [rule], kind, fingerprint }: Finding): string {
  return `partyline: ${printable(rule ?? kind, 100)} (${fingerprint})`
}

function findingInWords(finding: Finding, run: RunResult, directory: string): string {
  const known = knownInWords(finding)
  return [
    headline(finding),
    ...(known === undefined ? [] : [known]),
    ...rulesOf(finding).map(({ id, title }) => `${printable(id)}: ${title}`),
    `${printable(scriptInWords(finding.script), longestPart)} It ${reproducedInWords(finding)}.`,
    replayCommand(directory, finding.fingerprint, run.adapter),
  ].join('\n')
}

function command(name: 'error' | 'warning' | 'notice', { title, text }: Annotation): string {
  const [property, data] = [title, text].map(escapeWorkflowCommands)
  return `::${name} title=${escapeCommandProperty(property ?? '')}::${escapeCommandText(data ?? '')}\n`
}
