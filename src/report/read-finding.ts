/** A finding as it was, from its file: what was expected follows from what was seen. */
import type { History } from '../../oracles/history.ts'
import { judge } from '../../oracles/judge.ts'
import { isWellFormed } from '../adapter/event.ts'
import type { Finding } from '../run/finding.ts'
import type { FindingFile } from './finding-file.ts'

/** @returns an Error, one line long, where the file contradicts itself: what is wrong. */
export function readFinding(file: FindingFile): Finding | Error {
  const {
    schema: _schema,
    headline: _headline,
    inWords: _inWords,
    seed: _seed,
    adapter: _adapter,
    implementation: _implementation,
    capabilities: _capabilities,
    breaches: _breaches,
    expected: _expected,
    sentences: _sentences,
    alike: _alike,
    profile,
    seen,
    origin: { corpus, ...origin },
    variations,
    ...rest
  } = file
  const finding: Omit<Finding, 'history'> = {
    ...rest,
    origin,
    ...(corpus === undefined ? {} : { corpus }),
    ...(variations === undefined
      ? {}
      : { variations: variations.map(({ script, fails }) => ({ script, fails })) }),
  }
  const history = historyOf(seen)
  if (history === undefined) return new Error('seen: there is an event that is none')
  if (finding.kind !== 'violation') return { ...finding, history }
  const violation = judge(history, profile)
  if (violation.verdict !== 'violates' || violation.breaches[0]?.rule !== finding.rules[0])
    return new Error(
      `seen: it does not break the rule ${finding.rules[0] ?? 'that is to be named'}`,
    )
  return { ...finding, history, violation }
}

/** @returns undefined where an event is none. */
function historyOf({ calls, early, rounds }: FindingFile['seen']): History | undefined {
  const events = [...early, ...rounds.flatMap(({ events, late }) => [...events, ...late])]
  if (!events.every(isWellFormed)) return undefined
  return {
    calls,
    early: early.filter(isWellFormed),
    rounds: rounds.map((round) => ({
      ...round,
      events: round.events.filter(isWellFormed),
      late: round.late.filter(isWellFormed),
    })),
  }
}
