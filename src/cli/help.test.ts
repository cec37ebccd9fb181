import { describe, expect, it } from 'vitest'
import { harness } from '../adapter/harness.ts'
import { workingDirectory } from './command.fixture.ts'

const { partyline } = workingDirectory()

const commands = ['fuzz', 'exhaust', 'replay', 'doctor', 'selftest', 'init', 'rules', 'worker']

describe('--help', () => {
  it('of partyline names every command', async () => {
    const { status, stdout, stderr } = await partyline('--help')
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    expect(stdout).toContain('$ partyline fuzz\n')
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it.each(commands)('of %s shows examples of it', async (command) => {
    const { status, stdout, stderr } = await partyline(command, '--help')
    const examples = stdout.split('\nExamples:\n')[1] ?? ''
    expect(examples).toMatch(new RegExp(`^  \\$ partyline ${command}\\b`))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect((await partyline('help', command)).stdout).toBe(stdout)
  })

  it.each([[], ...commands.map((command) => [command])])(
    'fits 80 columns: %s',
    async (...words) => {
      const { stdout } = await partyline(...words, '--help')
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    },
  )
})

it('--version prints the version of the package', async () => {
  const { status, stdout } = await partyline('--version')
  expect(stdout).toBe(`${harness.version}\n`)
  expect(status).toBe(0)
})
