import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { main, node, workingDirectory } from './command.fixture.ts'

const missing = spawnSync('python3', ['--version']).error
  ? ' (skipped: there is no python3 on this machine, to make a terminal)'
  : ''

const { path } = workingDirectory()

/** All that a command writes on a terminal of 80 columns. */
async function onTerminal(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const terminal = `import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)`
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...rest } = process.env
  const child = spawn('python3', ['-c', terminal, node, main, ...args], {
    cwd: path(),
    env: { ...rest, TERM: 'xterm-256color', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [written] = await Promise.all([text(child.stdout), once(child, 'close')])
  return written
}

describe.skipIf(missing)(`on a terminal${missing}`, () => {
  it('shows colours, and the progress in a line that is taken away', async () => {
    const written = await onTerminal(['fuzz', '--runs', '20000'], {})
    expect(written).toContain('\x1b[1m')
    expect(written).toMatch(/\r\x1b\[2K\d+ of 20000 scripts/)
    expect(written).toMatch(
      /\r\x1b\[2K\r\n\x1b\[1mClause[^]*\r\n\x1b\[1m\S*partyline-embedded conforms/,
    )
  })

  it('shows no progress with --quiet', async () => {
    const written = await onTerminal(['fuzz', '--runs', '20000', '--quiet'], {})
    expect(written).toContain('conforms')
    expect(written).not.toContain('\x1b[2K')
  })

  it('writes no escape sequence with NO_COLOR', async () => {
    const adapter = ['--adapter', 'embedded:released-twice']
    const written = await onTerminal(['fuzz', '--quiet', ...adapter], { NO_COLOR: '1' })
    expect(written).toContain('EventReleased')
    expect(written).not.toContain('\x1b')
  })
})
