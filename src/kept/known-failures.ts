/** Which findings the configuration knows, and what becomes of its entries in a run. */
import type { Script } from '../plan/script.ts'
import { scriptInWords } from '../report/script-in-words.ts'
import { shapeInWords } from '../report/shape-in-words.ts'
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { Finding } from '../run/finding.ts'
import type { KnownFailure, KnownState } from '../run/known-failure.ts'
import type { CorpusScript } from './corpus.ts'

/** What an entry looks at, of a finding or of its file. */
export interface Recognizable {
  readonly fingerprint: string
  readonly kind: Finding['kind']
  readonly rules: readonly string[]
  readonly script: Script
}

/** The rule that a violation breaks first; the kind of any other failure. */
export function nameOf({ kind, rules }: Pick<Recognizable, 'kind' | 'rules'>): string {
  return rules[0] ?? kind
}

export function answersTo(finding: Recognizable, entry: KnownFailure): boolean {
  if (entry.fingerprint !== undefined) return entry.fingerprint === finding.fingerprint
  if (entry.shape === undefined || entry.rule !== nameOf(finding)) return false
  const shape = plainly(entry.shape)
  return [shapeInWords(finding.script), scriptInWords(finding.script)].map(plainly).includes(shape)
}

/** Line breaks, as a terminal makes them, and the last full stop do not matter. */
function plainly(sentence: string): string {
  return sentence.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
}

/** Entries whose last day is over count for nothing. */
export function isOver({ until }: KnownFailure, today: string): boolean {
  return until !== undefined && until < today
}

/** The first entry that counts today and that the finding answers to. */
export function knownAs(
  finding: Recognizable,
  known: readonly KnownFailure[],
  today: string,
): KnownFailure | undefined {
  return known.find((entry) => !isOver(entry, today) && answersTo(finding, entry))
}

export interface AfterRun {
  readonly findings: readonly Finding[]
  /** The scripts of the corpus, each with what became of it; or why the corpus was not run. */
  readonly corpus: readonly RanScript[] | string
  /** Less ran than was asked: nothing is taken for mended. */
  readonly incomplete: boolean
  readonly today: string
}

export interface RanScript {
  readonly script: CorpusScript
  readonly entry: CorpusEntry
}

export function knownStates(
  known: readonly KnownFailure[],
  after: AfterRun,
): readonly KnownState[] {
  return known.map((entry) => {
    const findings = after.findings.filter((finding) => answersTo(finding, entry))
    const ran = typeof after.corpus === 'string' ? [] : after.corpus
    const own = ran.filter(({ script }) => answersTo(script.finding, entry))
    const told = {
      entry,
      findings: findings.map(({ fingerprint }) => fingerprint),
      corpus: own.map(({ script }) => script.file),
    }
    if (isOver(entry, after.today)) return { ...told, state: 'ended' }
    if (findings.length > 0) return { ...told, state: 'fails' }
    const why = whyUnclear(entry, own, after)
    return why === undefined ? { ...told, state: 'mended' } : { ...told, state: 'unclear', why }
  })
}

/** Only a script that was run tells that it does not fail any more. */
function whyUnclear(
  { fingerprint }: KnownFailure,
  own: readonly RanScript[],
  { corpus, incomplete }: AfterRun,
): string | undefined {
  if (incomplete) return 'the run is incomplete'
  if (typeof corpus === 'string') return corpus
  if (own.length === 0)
    return `it was not met, and its script is not in the corpus: when it is met again, keep it with npx partyline keep ${fingerprint ?? 'FINGERPRINT'}`
  for (const { script, entry } of own) {
    const where = `corpus/${script.file}`
    if (entry.result === 'fails')
      return `${where} fails in another way (${entry.finding ?? 'not looked into'})`
    if (entry.why !== undefined) return `${where}: ${entry.why}`
  }
  return undefined
}
