/** A finding for programs: in report.json, and among the properties of its result in report.sarif. */
import { partyCount, stepCount } from '../plan/script.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { sinceOf } from '../run/past-run.ts'
import { headline } from './headline.ts'
import { replayCommand } from './replay-command.ts'
import { findingPath } from './report-files.ts'
import { scriptInWords } from './script-in-words.ts'
import { shapeInWords } from './shape-in-words.ts'

/** @param directory the report directory, as it was named by the user: for the replay command. */
export function findingEntry(finding: Finding, run: RunResult, directory: string): object {
  return {
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    rules: finding.rules,
    headline: headline(finding),
    inWords: scriptInWords(finding.script),
    reproduced: finding.reproduced,
    minimal: finding.minimal,
    smallerScripts: finding.smallerScripts,
    parties: partyCount(finding.script),
    steps: stepCount(finding.script),
    shape: shapeInWords(finding.script),
    known: finding.known !== undefined,
    knownFailure: finding.known,
    since: run.history && sinceOf(finding.fingerprint, run.history),
    corpus: finding.corpus,
    occurrences: finding.occurrences,
    shrinkExecutions: finding.shrinkExecutions,
    file: findingPath(finding.fingerprint),
    replay: replayCommand(directory, finding.fingerprint, run.adapter),
    script: finding.script,
  }
}
