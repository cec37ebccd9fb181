import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { hostile } from './example-finding.fixture.ts'
import { isPrintable } from '../adapter/printable.ts'
import { replayCommand, shellQuoted } from './replay-command.ts'

const noBash = spawnSync('bash', ['-c', 'true']).status !== 0

describe('replayCommand', () => {
  it('names the file in the report directory, and the adapter', () => {
    expect(replayCommand('reports', 'b1946ac92492', 'embedded:released-twice')).toBe(
      'npx partyline replay reports/findings/b1946ac92492.json --adapter embedded:released-twice',
    )
  })

  it('quotes what a shell would take apart', () => {
    expect(replayCommand('my reports/', 'b1946ac92492', "exec:python3 it's.py")).toBe(
      `npx partyline replay 'my reports/findings/b1946ac92492.json' --adapter 'exec:python3 it'\\''s.py'`,
    )
  })
})

describe('shellQuoted', () => {
  const words = [
    '',
    'a b',
    "it's",
    '$(id)',
    '`id`',
    '*',
    '!!',
    '~',
    'é\u0301\u001b',
    ...Object.values(hostile),
  ]

  it('is printable', () => {
    expect(words.map(shellQuoted).filter((word) => !isPrintable(word))).toEqual([])
  })

  it.skipIf(noBash)('means the word itself to a shell (needs bash)', () => {
    // A lone surrogate has no bytes of its own.
    const possible = words.filter((word) => word.isWellFormed())
    const { stdout } = spawnSync(
      'bash',
      ['-c', `printf '%s\\0' ${possible.map(shellQuoted).join(' ')}`],
      {
        encoding: 'utf8',
        env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] ?? '' },
      },
    )
    expect(stdout.split('\0').slice(0, -1)).toEqual(possible)
  })
})
