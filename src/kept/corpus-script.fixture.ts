/** Scripts of a corpus, as `keep` copies them. */
import { profiles } from '../../oracles/profile.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { plainDN } from '../plan/dns.ts'
import type { Script } from '../plan/script.ts'
import { findingFileText, readFindingFile, type FindingFile } from '../report/finding-file.ts'
import { runWith } from '../report/example-finding.fixture.ts'
import { Connection } from '../run/connection.ts'
import type { Finding } from '../run/finding.ts'
import { investigate, type InvestigateOptions } from '../run/investigate.ts'
import { runAlone } from '../run/run-alone.ts'
import type { CorpusScript } from './corpus.ts'

const plain = Array.from({ length: 20 }, (_, at) => plainDN(at))

/** What a run looks into failures with, on a T-Server of its own. */
export async function lookingInto(adapter: Adapter): Promise<InvestigateOptions> {
  return { connection: await Connection.open(adapter), profile: profiles.default, plain }
}

/** The finding that a script makes on a T-Server. */
export async function findingOf(script: Script, adapter: Adapter): Promise<Finding> {
  const options = await lookingInto(adapter)
  for (let time = 0; time < 100; time++) {
    const tried = await runAlone(script, options)
    if (tried.failed) return investigate(script, tried, 0, options)
  }
  throw new Error('the script is to fail')
}

export function fileOf(finding: Finding): FindingFile {
  const file = readFindingFile(findingFileText(finding, runWith([finding])), 'the fixture')
  if (file instanceof Error) throw file
  return file
}

export async function kept(
  script: Script,
  adapter: Adapter,
  change: Partial<FindingFile> = {},
): Promise<CorpusScript> {
  const finding = fileOf(await findingOf(script, adapter))
  return { file: `${finding.fingerprint}.json`, finding: { ...finding, ...change } }
}
