/** A finding as a test for vitest: to be pasted into a project that has partyline. */
import { isDeepStrictEqual } from 'node:util'
import { profiles } from '../../oracles/profile.ts'
import { isPrintable } from '../adapter/printable.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { isSteady, mostRepetitions, repetitionsFor } from '../run/recurrence.ts'
import { headline } from './headline.ts'
import { jsonLine } from './json-text.ts'
import { scriptInWords } from './script-in-words.ts'

/**
 * The text of a whole file. The test runs the finding's script against its adapter, and fails as long
 * as the T-Server is wrong.
 */
export function vitestTest(finding: Finding, run: Pick<RunResult, 'adapter' | 'profile'>): string {
  const { script, rules, kind, fingerprint } = finding
  const options = Object.entries(optionsOf(finding, run))
  const last = options.length === 0 ? [] : [`${literal(Object.fromEntries(options))},`]
  return [
    `// ${headline(finding)}`,
    `// Finding ${fingerprint} of partyline: ${rules[0] ?? kind}.`,
    `import { assertConforms } from 'partyline'`,
    `import { test } from 'vitest'`,
    '',
    '// No time limit: how long an answer may take is an option of assertConforms, timeoutMs.',
    `test(${literal(scriptInWords(script))}, { timeout: 0 }, async () => {`,
    '  await assertConforms(',
    '    {',
    ...listed('calls', script.calls),
    ...listed('rounds', script.rounds),
    '    },',
    ...[`${literal(run.adapter)},`, ...last].map((argument) => `    ${argument}`),
    '  )',
    '})',
    '',
  ].join('\n')
}

/** What is not as it would be anyway. */
function optionsOf({ reproduced }: Finding, { profile }: Pick<RunResult, 'profile'>) {
  const named = Object.values(profiles).some((one) => isDeepStrictEqual(one, profile))
  const never = reproduced.failed === 0
  const times = never ? mostRepetitions : repetitionsFor(reproduced)
  return {
    ...(named && profile.name === 'default' ? {} : { profile: named ? profile.name : profile }),
    ...(isSteady(reproduced) && !never ? {} : { times }),
  }
}

function listed(name: string, values: readonly unknown[]): readonly string[] {
  if (values.length === 0) return [`      ${name}: [],`]
  return [`      ${name}: [`, ...values.map((value) => `        ${literal(value)},`), '      ],']
}

/** JSON as people write it in TypeScript; nothing invisible in it. */
function literal(value: unknown): string {
  if (typeof value === 'string' && isPrintable(value) && !/['\\]/.test(value)) return `'${value}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return jsonLine(value)
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${literal(field)}`)
  return `{ ${fields.join(', ')} }`
}
