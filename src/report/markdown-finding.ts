/** One finding in report.md: whole, or in short where there is no room for it. */
import { printable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
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
import { sinceInWords } from './history-in-words.ts'
import { capitalized } from './in-words.ts'
import { knownInWords } from './known-in-words.ts'
import { ladderMermaid } from './ladder-mermaid.ts'
import { ladderText } from './ladder-text.ts'
import { ladder, type Ladder } from './ladder.ts'
import { markSigns } from './mark-signs.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { rulesOf, type RuleText } from './rule-results.ts'
import { scriptInWords } from './script-in-words.ts'

/** Longest script in words of a finding in short. */
const longestScript = 1000

/**
 * A finding with its diagram, and all that is to be said of it.
 * @param directory the report directory, as it was named by the user: for the replay command.
 * @param number its place among the findings of the run, from 1.
 */
export function wholeFinding(
  finding: Finding,
  run: RunResult,
  directory: string,
  number: number,
): readonly string[] {
  const { fingerprint, failure } = finding
  const since = sinceInWords(finding, run)
  const drawing = ladder(finding)
  return [
    ...opening(finding, number),
    ...rulesOf(finding).map(ruleBlock),
    `**${scriptTitle(finding)}.** ${escapeMarkdown(scriptInWords(finding.script))}`,
    ...ladderBlocks(drawing),
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
      ...(since === undefined ? [] : [`- ${escapeMarkdown(since)}.`]),
      `- Everything that was sent and seen: ${codeSpan(findingPath(fingerprint))}`,
    ].join('\n'),
    'To see it again:',
    fencedBlock(replayCommand(directory, fingerprint, run.adapter), 'sh'),
  ]
}

/** The same without what takes much room: diagram, table, log, and the sentences of the rules. */
export function findingInShort(
  finding: Finding,
  run: RunResult,
  directory: string,
  number: number,
): readonly string[] {
  const { fingerprint, rules } = finding
  const named = rules.map((id) => codeSpan(printable(id)))
  return [
    ...opening(finding, number),
    [
      ...(named.length === 0 ? [] : [`- Breaks ${named.join(', ')}.`]),
      `- ${escapeMarkdown(printable(scriptInWords(finding.script), longestScript))}`,
      `- It ${escapeMarkdown(reproducedInWords(finding))}.`,
      `- To see it again: ${codeSpan(replayCommand(directory, fingerprint, run.adapter))}`,
    ].join('\n'),
  ]
}

function opening(finding: Finding, number: number): readonly string[] {
  const known = knownInWords(finding)
  const flaky = flakyInWords(finding)
  return [
    `## ${number}. ${escapeMarkdown(headline(finding))}`,
    ...(known === undefined ? [] : [`**${escapeMarkdown(capitalized(known))}.**`]),
    ...(flaky === undefined ? [] : [`**It ${escapeMarkdown(flaky)}.**`]),
  ]
}

function ruleBlock({ id, title, section, sentence }: RuleText): string {
  const rule = `> ${codeSpan(printable(id))} ${escapeMarkdown(title)}`
  return sentence === ''
    ? rule
    : `${rule}\n>\n> “${escapeMarkdown(sentence)}” (${escapeMarkdown(section)})`
}

/** Drawn by Mermaid, with the text folded below; the text alone where there is too much to draw. */
function ladderBlocks(drawing: Ladder): readonly string[] {
  const mermaid = ladderMermaid(drawing)
  const text = fencedBlock(ladderText(drawing, 100), 'text')
  if (mermaid === undefined) return [text]
  return [
    fencedBlock(mermaid, 'mermaid'),
    '<details><summary>The same as text</summary>',
    text,
    '</details>',
  ]
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
