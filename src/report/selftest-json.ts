/** selftest.json: all that a pipeline wants to know of a selftest. */
import { partyCount, stepCount } from '../plan/script.ts'
import { figuresOf, passed } from '../selftest/figures.ts'
import type { SelftestResult, TriedFault } from '../selftest/selftest.ts'
import { headline } from './headline.ts'
import { jsonText } from './json-text.ts'

export const selftestSchemaId = 'partyline/selftest/1'

/** The text of selftest.json: the same for the same result. */
export function selftestJson(result: SelftestResult): string {
  const figures = figuresOf(result)
  const { scripts, shrinkExecutions, proved, rules } = figures
  return jsonText({
    schema: selftestSchemaId,
    passed: passed(figures),
    interrupted: figures.untried > 0,
    seed: result.seed,
    runs: result.runs,
    found: figures.found.length,
    ...{ scripts, shrinkExecutions, proved },
    correct: result.correct.map(({ adapter, profile, tried }) => ({
      ...{ adapter, profile },
      verdict: tried?.verdict,
      incomplete: tried?.incomplete,
      scripts: tried?.scripts,
      finding: findingEntry(tried),
    })),
    rules,
    faults: result.faults.map(({ name, subject, description, profile, tried }) => ({
      ...{ name, subject, description, profile },
      tried: tried !== undefined,
      scripts: tried?.scripts,
      finding: findingEntry(tried),
    })),
  })
}

function findingEntry(tried: TriedFault['tried']): object | undefined {
  const finding = tried?.finding
  if (finding === undefined) return undefined
  const { kind, rules, reproduced, minimal, smallerScripts, shrinkExecutions, script } = finding
  return {
    ...{ kind, rules, headline: headline(finding), reproduced, minimal, smallerScripts },
    parties: partyCount(script),
    steps: stepCount(script),
    ...{ shrinkExecutions, script },
  }
}
