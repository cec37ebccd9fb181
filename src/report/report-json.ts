/** report.json: all that a pipeline wants to know of a run. */
import type { Profile } from '../../oracles/profile.ts'
import type { RunResult } from '../run/finding.ts'
import { dayOf } from '../run/past-run.ts'
import { explained } from './explained.ts'
import { findingEntry } from './finding-entry.ts'
import { jsonText } from './json-text.ts'
import { ruleResults, unbrokenInWords, type RuleResult } from './rule-results.ts'

export const reportSchemaId = 'partyline/report/1'

/**
 * The text of report.json: the same for the same result.
 * @param directory the report directory, as it was named by the user: for the replay commands.
 */
export function reportJson(run: RunResult, directory: string): string {
  return jsonText({
    schema: reportSchemaId,
    verdict: run.verdict,
    incomplete: run.incomplete,
    cut: run.cut,
    atItsEnd: run.atItsEnd,
    implementation: run.implementation,
    capabilities: run.capabilities,
    adapter: run.adapter,
    profile: run.profile.name,
    choices: choicesOf(run.profile),
    seed: run.seed,
    exhaust: run.exhaust,
    shard: run.shard ?? { index: 1, count: 1 },
    options: run.options,
    stats: run.stats,
    environment: run.environment,
    undecided: run.undecided,
    coverage: run.coverage,
    transitions: run.transitions,
    corpus: run.corpus,
    knownFailures: run.knownFailures?.map(({ entry, ...state }) => ({ ...entry, ...state })),
    history: historyEntry(run),
    rules: ruleResults(run.findings).map((result) => ruleEntry(result, run)),
    findings: run.findings.map((finding) => ({
      ...findingEntry(finding, run, directory),
      ...explained(finding, run),
    })),
  })
}

/** The runs themselves stand in history.jsonl. */
function historyEntry({ history }: RunResult): object | undefined {
  const [oldest] = history?.runs ?? []
  if (history === undefined || oldest === undefined || history.runs.length < 2) return undefined
  return { runs: history.runs.length, since: dayOf(oldest), leftOut: history.leftOut }
}

/** All of them, in their order, each with what the run says of it. */
function ruleEntry({ rule, brokenIn }: RuleResult, run: RunResult): object {
  const { id, title, section, sentence } = rule
  const result = brokenIn.length > 0 ? 'broken' : unbrokenInWords(rule, run).result
  return { id, title, section, sentence, result }
}

/** What the profile makes of what the document leaves open. */
function choicesOf({ name: _, ...choices }: Profile): Omit<Profile, 'name'> {
  return choices
}
