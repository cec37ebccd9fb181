/** report.sarif: the findings in SARIF 2.1.0, for code scanning on GitHub and other viewers. */
import { harness } from '../adapter/harness.ts'
import { printable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { codeSpan, escapeMarkdown } from './escape.ts'
import { findingEntry } from './finding-entry.ts'
import { minimalInWords, reproducedInWords } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { jsonText } from './json-text.ts'
import { adapterPromises } from './kind-in-words.ts'
import { knownInWords, mendedLines } from './known-in-words.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { ruleResults, rulesOf, type RuleText } from './rule-results.ts'
import { scriptInWords } from './script-in-words.ts'
import { incompleteInWords, scriptsInWords, verdictInWords } from './verdict-in-words.ts'

/**
 * The text of report.sarif: the same for the same result.
 * @param directory the report directory, as it was named by the user: for the replay commands.
 */
export function reportSarif(run: RunResult, directory: string): string {
  const rules = rulesOfRun(run)
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: harness.name,
            version: harness.version,
            rules: rules.map(reportingDescriptor),
          },
        },
        // Runs of one T-Server follow one another; those of another one stand beside them.
        automationDetails: { id: `${harness.name}/${printable(run.implementation.name, 100)}/` },
        invocations: [invocation(run)],
        columnKind: 'utf16CodeUnits',
        results: run.findings.map((finding) => result(finding, run, directory, rules)),
        properties: {
          verdict: run.verdict,
          implementation: run.implementation,
          adapter: run.adapter,
          profile: run.profile.name,
          scripts: scriptsInWords(run),
        },
      },
    ],
  })
}

/** All rules of the document, and what an adapter has to keep, whose id is the kind of finding. */
function rulesOfRun({ findings }: RunResult): readonly RuleText[] {
  const ofDocument = ruleResults(findings).map(({ rule }) => rule)
  const ofAdapter = Object.entries(adapterPromises).map(([id, title]) => ({
    id,
    title: `${title}.`,
    section: '',
    sentence: '',
  }))
  return [...ofDocument, ...ofAdapter]
}

function reportingDescriptor({ id, title, section, sentence }: RuleText): object {
  const ofDocument = sentence !== ''
  const source = `“${sentence}” (${section})`
  const markdown = `> “${escapeMarkdown(sentence)}” (${escapeMarkdown(section)})`
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: ofDocument ? source : title },
    help: ofDocument
      ? {
          text: `${title} The document "Releasing calls" says: ${source}`,
          markdown: `${escapeMarkdown(title)} The document “Releasing calls” says:\n\n${markdown}`,
        }
      : { text: title },
    defaultConfiguration: { level: 'error' },
  }
}

/** "PartyDeletedCallState". */
function pascalCase(id: string): string {
  return printable(id)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** The exit status is not told: when this is written, the command has not ended. */
function invocation(run: RunResult): object {
  const why =
    incompleteInWords(run) ?? (run.verdict === 'incomplete' ? verdictInWords(run) : undefined)
  return {
    executionSuccessful: why === undefined,
    toolExecutionNotifications: [
      ...(why === undefined ? [] : [`incomplete: ${why}`]),
      ...mendedLines(run),
    ].map((text) => ({ level: 'error', message: { text } })),
  }
}

function result(
  finding: Finding,
  run: RunResult,
  directory: string,
  rules: readonly RuleText[],
): object {
  const { fingerprint, known, occurrences } = finding
  const ruleId = finding.rules[0] ?? finding.kind
  const ruleIndex = rules.findIndex(({ id }) => id === ruleId)
  return {
    ruleId,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: 'fail',
    level: known === undefined ? 'error' : 'warning',
    message: message(finding, run, directory),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: findingPath(fingerprint) },
          region: { startLine: 1 },
        },
      },
    ],
    ...(occurrences > 0 ? { occurrenceCount: occurrences } : {}),
    partialFingerprints: {
      'partyline/v1': fingerprint,
      // The name under which GitHub looks: without it, every upload would be a new alert.
      primaryLocationLineHash: `${fingerprint}:1`,
    },
    suppressions:
      known === undefined
        ? []
        : [{ kind: 'external', status: 'accepted', justification: knownInWords(finding) }],
    properties: findingEntry(finding, run, directory),
  }
}

function message(finding: Finding, run: RunResult, directory: string): object {
  const known = knownInWords(finding)
  const replay = replayCommand(directory, finding.fingerprint, run.adapter)
  const sentences = [
    scriptInWords(finding.script),
    `It ${reproducedInWords(finding)}.`,
    `${minimalInWords(finding)}.`,
  ]
  const rules = rulesOf(finding).map(({ id, title }) => ({ id: printable(id), title }))
  return {
    text: escapeSarif(
      [
        `${headline(finding)}.`,
        ...(known === undefined ? [] : [`${known}.`]),
        ...rules.map(({ id, title }) => `${id}: ${title}`),
        ...sentences,
        `To see it again: ${replay}`,
      ].join('\n'),
    ),
    markdown: [
      `**${escapeMarkdown(headline(finding))}**`,
      ...(known === undefined ? [] : [escapeMarkdown(`${known}.`)]),
      ...rules.map(({ id, title }) => `${codeSpan(id)} ${escapeMarkdown(title)}`),
      escapeMarkdown(sentences.join(' ')),
      `To see it again: ${codeSpan(replay)}`,
    ].join('\n\n'),
  }
}

/** In SARIF's plain text, `{0}` is a placeholder and `[text](address)` a link. */
function escapeSarif(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '\\$&')
}
