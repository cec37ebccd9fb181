/** report.md: the report for a pull request or an issue, and for the summary of a job. */
import { printable } from '../adapter/printable.ts'
import type { RunResult } from '../run/finding.ts'
import { corpusInWords, corpusLines } from './corpus-in-words.ts'
import { codeCell, codeSpan, escapeMarkdown } from './escape.ts'
import { counted } from './in-words.ts'
import { knownLines } from './known-in-words.ts'
import { coverageBlocks } from './markdown-coverage.ts'
import { findingInShort, wholeFinding } from './markdown-finding.ts'
import { reportFiles } from './report-files.ts'
import { ruleResults, unbrokenInWords } from './rule-results.ts'
import {
  incompleteInWords,
  scriptsInWords,
  statsInWords,
  verdictInWords,
} from './verdict-in-words.ts'

/** GitHub takes no longer comment, in characters, of which no text has more than bytes. */
export const longestComment = 65_536

/** Room for what is said of findings that are cut. */
const pointer = 250

/** Of the corpus and of known failures so many lines have room. */
const mostKeptLines = 20

/**
 * @param directory the report directory, as it was named by the user: for the replay commands.
 * @param limit the longest text, in bytes; where the findings have no room, those to the end stand
 *   there in short, or are counted, and what is said of the run stays whole.
 */
export function reportMarkdown(
  run: RunResult,
  directory: string,
  limit: number = longestComment,
): string {
  const why = incompleteInWords(run)
  const head = [
    `# ${escapeMarkdown(verdictInWords(run))}`,
    ...(why === undefined ? [] : [`**Incomplete:** ${escapeMarkdown(why)}`]),
    `${escapeMarkdown(statsInWords(run))}; ${escapeMarkdown(scriptsInWords(run))}, profile ${codeSpan(printable(run.profile.name, 60))}, adapter ${codeSpan(printable(run.adapter))}.`,
    ...keptBlocks(run),
  ]
  const tail = ['## What was exercised', ...coverageBlocks(run), '## The rules', rulesTable(run)]
  const room = limit - size([...head, ...tail]) - pointer
  return `${[...head, ...findingsWithin(room, run, directory), ...tail].join('\n\n')}\n`
}

/** Of the corpus, and of known failures. */
function keptBlocks(run: RunResult): readonly string[] {
  const corpus = corpusInWords(run)
  const lines = [...(corpus === undefined ? [] : [corpus]), ...corpusLines(run), ...knownLines(run)]
  const some = lines.slice(0, mostKeptLines)
  const more = lines.length - some.length
  const rest = more === 0 ? [] : [`${counted(more, 'more line')}: see ${reportFiles.html}`]
  return some.length === 0
    ? []
    : [[...some, ...rest].map((line) => `- ${escapeMarkdown(line)}.`).join('\n')]
}

/**
 * The findings that have room, each in its place: whole, as long as the others have half of the room
 * left to stand there in short.
 */
function findingsWithin(room: number, run: RunResult, directory: string): readonly string[] {
  const { findings } = run
  const short = findings.map((finding, at) => findingInShort(finding, run, directory, at + 1))
  let reserved = short.reduce((sum, blocks) => sum + size(blocks), 0)
  let used = 0
  let cut = false
  const written: string[] = []
  for (const [at, finding] of findings.entries()) {
    const blocks = short[at] ?? []
    reserved -= size(blocks)
    const whole = wholeFinding(finding, run, directory, at + 1)
    const kept = Math.min(reserved, Math.floor(room / 2))
    const fitting = used + size(whole) + kept <= room ? whole : blocks
    if (used + size(fitting) > room) {
      const rest = counted(findings.length - at, 'more finding')
      return [...written, `**${rest}:** see \`${reportFiles.html}\`.`]
    }
    cut ||= fitting === blocks
    used += size(fitting)
    written.push(...fitting)
  }
  return cut ? [...written, `There was no room for all: see \`${reportFiles.html}\`.`] : written
}

/** In bytes, each block with the empty line behind it. */
function size(blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + Buffer.byteLength(block) + 2, 0)
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
