/** report.json: all that a pipeline wants to know of a run. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { headline } from './headline.ts'
import { jsonText } from './json-text.ts'
import { findingPath } from './report-files.ts'

export const reportSchemaId = 'partyline/report/1'

/** The text of report.json: the same for the same result. */
export function reportJson(run: RunResult): string {
  return jsonText({
    schema: reportSchemaId,
    verdict: run.verdict,
    incomplete: run.incomplete,
    implementation: run.implementation,
    capabilities: run.capabilities,
    adapter: run.adapter,
    profile: run.profile.name,
    seed: run.seed,
    exhaust: run.exhaust,
    shard: run.shard ?? { index: 1, count: 1 },
    options: run.options,
    stats: run.stats,
    undecided: run.undecided,
    coverage: run.coverage,
    transitions: run.transitions,
    findings: run.findings.map(findingEntry),
  })
}

function findingEntry(finding: Finding): object {
  return {
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    rules: finding.rules,
    headline: headline(finding),
    reproduced: finding.reproduced,
    minimal: finding.minimal,
    smallerScripts: finding.smallerScripts,
    parties: partyCount(finding.script),
    steps: stepCount(finding.script),
    known: false,
    occurrences: finding.occurrences,
    shrinkExecutions: finding.shrinkExecutions,
    file: findingPath(finding.fingerprint),
    script: finding.script,
  }
}
