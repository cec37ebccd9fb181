/** report.md: the report for a pull request or an issue. */
import type { Finding, RunResult } from '../run/finding.ts'
import {
  coverageInWords,
  coverageLines,
  neverInWords,
  notApplicableInWords,
} from './coverage-in-words.ts'
import { codeCell, codeSpan, escapeMarkdown, fencedBlock } from './escape.ts'
import { expectedAndSeen, type ComparedEvent, type DescribedEvent } from './expected-and-seen.ts'
import {
  flakyInWords,
  minimalInWords,
  originInWords,
  reproducedInWords,
  scriptTitle,
} from './finding-in-words.ts'
import { headline } from './headline.ts'
import { scriptInWords } from './script-in-words.ts'
import { ladderText } from './ladder-text.ts'
import { ladder, type Ladder } from './ladder.ts'
import { markSigns } from './mark-signs.ts'
import { printable } from '../adapter/printable.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { ruleResults, rulesOf, unbrokenInWords, type RuleText } from './rule-results.ts'
import {
  sumsByCircumstance,
  sumsByMove,
  transitionTable,
  type SumRow,
  type TransitionSum,
} from './transition-table.ts'
import {
  incompleteInWords,
  scriptsInWords,
  statsInWords,
  verdictInWords,
} from './verdict-in-words.ts'

/** @param directory the report directory, as it was named by the user: for the replay commands. */
export function reportMarkdown(run: RunResult, directory: string): string {
  const why = incompleteInWords(run)
  const blocks = [
    `# ${escapeMarkdown(verdictInWords(run))}`,
    ...(why === undefined ? [] : [`**Incomplete:** ${escapeMarkdown(why)}`]),
    `${escapeMarkdown(statsInWords(run))}; ${escapeMarkdown(scriptsInWords(run))}, profile ${codeSpan(printable(run.profile.name, 60))}, adapter ${codeSpan(printable(run.adapter))}.`,
    ...run.findings.flatMap((finding, at) => findingBlocks(finding, run, directory, at + 1)),
    '## What was exercised',
    ...coverageBlocks(run),
    '## The rules',
    rulesTable(run),
  ]
  return `${blocks.join('\n\n')}\n`
}

function findingBlocks(
  finding: Finding,
  run: RunResult,
  directory: string,
  number: number,
): readonly string[] {
  const { fingerprint, failure } = finding
  const drawing = ladder(finding)
  const flaky = flakyInWords(finding)
  return [
    `## ${number}. ${escapeMarkdown(headline(finding))}`,
    ...(flaky === undefined ? [] : [`**It ${escapeMarkdown(flaky)}.**`]),
    ...rulesOf(finding).map(ruleBlock),
    `**${scriptTitle(finding)}.** ${escapeMarkdown(scriptInWords(finding.script))}`,
    fencedBlock(ladderText(drawing, 100), 'text'),
    ...comparedTable(drawing),
    ...(failure === undefined || failure.log.length === 0
      ? []
      : [
          "The end of the adapter's log:",
          fencedBlock(failure.log.map((line) => printable(line, 500)).join('\n'), 'text'),
        ]),
    [
      `- It ${escapeMarkdown(reproducedInWords(finding))}.`,
      `- ${escapeMarkdown(minimalInWords(finding))}.`,
      `- Found in ${escapeMarkdown(originInWords(finding, run))}.`,
      `- Everything that was sent and seen: [\`${findingPath(fingerprint)}\`](${findingPath(fingerprint)})`,
    ].join('\n'),
    'To see it again:',
    fencedBlock(replayCommand(directory, fingerprint, run.adapter), 'sh'),
  ]
}

function ruleBlock({ id, title, section, sentence }: RuleText): string {
  const rule = `> ${codeSpan(printable(id))} ${escapeMarkdown(title)}`
  return sentence === ''
    ? rule
    : `${rule}\n>\n> “${escapeMarkdown(sentence)}” (${escapeMarkdown(section)})`
}

function comparedTable(drawing: Ladder): readonly string[] {
  const events = expectedAndSeen(drawing)
  if (events.length === 0) return []
  const rows = events.map(
    ({ dn, mark, expected, seen }: ComparedEvent) =>
      `| ${codeCell(dn)} | ${described(expected)} | ${described(seen)} | ${markSigns[mark].sign} ${markSigns[mark].word} |`,
  )
  return [['| DN | Expected | Seen | |', '|---|---|---|---|', ...rows].join('\n')]
}

function described(event: DescribedEvent | undefined): string {
  if (event === undefined) return 'nothing'
  const attributes = event.attributes.map(({ text, wrong }) =>
    wrong ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text),
  )
  return [codeCell(event.name), ...attributes].join('<br>')
}

/** So many of the transitions that were never exercised are named; report.json has them all. */
const named = 20

function coverageBlocks(run: RunResult): readonly string[] {
  const never = neverInWords(run, named)
  const notApplicable = notApplicableInWords(run)
  return [
    `${escapeMarkdown(coverageInWords(run))}.`,
    clausesTable(run),
    ...transitionTables(run),
    ...(never === undefined ? [] : [`\\* some of it ${escapeMarkdown(never)}.`]),
    ...(notApplicable === undefined ? [] : [`\\- ${escapeMarkdown(notApplicable)}.`]),
  ]
}

function clausesTable(run: RunResult): string {
  const rows = coverageLines(run).map(
    ({ title, exercised, inWords }) =>
      `| ${escapeMarkdown(title)} | ${exercised === 'never' ? `**${inWords}**` : inWords} |`,
  )
  return ['| Clause of the document | Exercised |', '|---|---:|', ...rows].join('\n')
}

/** Moves by parties, and circumstances by parties. */
function transitionTables(run: RunResult): readonly string[] {
  const table = transitionTable(run.transitions)
  const parties = table.parties.map(escapeMarkdown)
  const written = (head: string, rows: readonly SumRow[]): string =>
    [
      `| ${[head, ...parties].join(' | ')} |`,
      `|---|${parties.map(() => '---:|').join('')}`,
      ...rows.map(({ name, sums }) => `| ${[codeCell(name), ...sums.map(sumCell)].join(' | ')} |`),
    ].join('\n')
  return [
    written('Move by parties', sumsByMove(table)),
    written('Circumstance by parties', sumsByCircumstance(table)),
  ]
}

function sumCell({ state, exercised, hasGap }: TransitionSum): string {
  switch (state) {
    case 'exercised':
      return `${exercised.toLocaleString('en-US')}${hasGap ? '\\*' : ''}`
    case 'never':
      return '**never**'
    case 'not-applicable':
      return '-'
    case 'impossible':
      return ''
  }
}

function rulesTable(run: RunResult): string {
  const rows = ruleResults(run.findings).map(({ rule, brokenIn }) => {
    const broken = brokenIn.map(({ fingerprint }) => codeCell(fingerprint)).join(' ')
    const { sign, words } = unbrokenInWords(rule, run)
    const result = brokenIn.length === 0 ? `${sign} ${words}` : `✗ **broken** ${broken}`
    return `| ${codeCell(printable(rule.id))} | ${escapeMarkdown(rule.title)} | ${result} |`
  })
  return ['| Rule | | In this run |', '|---|---|---|', ...rows].join('\n')
}
