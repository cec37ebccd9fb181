import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { expectRefusal, hasWritten, workingDirectory } from './command.fixture.ts'

const { partyline, path, files, start } = workingDirectory()

const fixture = fileURLToPath(new URL('../doctor/first-bridge.fixture.mjs', import.meta.url))

const doctor = (mistake: string, ...options: readonly string[]) =>
  partyline(
    'doctor',
    '--adapter',
    `exec:"${process.execPath}" "${fixture}" "${mistake}"`,
    ...options,
  )

describe('partyline doctor', () => {
  it('answers 0 to a bridge that does its part, with a line for each check', async () => {
    const { status, stdout, stderr } = await doctor('right')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^partyline doctor: exec:\S+/)
    expect(stdout.match(/^✓ .*$/gm)?.length).toBe(17)
    expect(stdout).toMatch(/^✓ shutdown +answered; the bridge ended with exit status 0$/m)
    expect(stdout).toMatch(/^The bridge does what the protocol wants, in 17 checks\.$/m)
    expect(stdout).toMatch(/^ {2}npx partyline fuzz --adapter 'exec:/m)
    expect(status).toBe(0)
  })

  it('answers 1 to one that does not, and says what to do', async () => {
    const { status, stdout } = await doctor('ConnID changes')
    expect(stdout).toMatch(/^✗ release +the ConnID of the events is not the one that establish/m)
    expect(stdout).toMatch(/^ {4}→ \{"jsonrpc":"2\.0","id":\d+,"method":"establish"/m)
    expect(stdout).toMatch(/^ {4}← \{"jsonrpc":"2\.0","method":"event"/m)
    expect(stdout).toMatch(/^ {4}To do: {3}Answer establish with the ConnID/m)
    expect(stdout).toMatch(/^✗ delete +the same as in release$/m)
    expect(stdout).toMatch(/\nThe bridge makes 1 mistake\. Mend it, and ask again\.\n$/)
    expect(status).toBe(1)
  })

  it('answers 1 to one that starts and cannot shake hands, with its log', async () => {
    const { status, stdout } = await doctor('dies at start')
    expect(stdout).toMatch(/^✗ start +the bridge ends as soon as it is started$/m)
    expect(stdout).toMatch(/^ {4}Its log: Acme bridge 1\.0\n +fatal: no licence found/m)
    expect(stdout).toMatch(/^\? Left open: establish, /m)
    expect(status).toBe(1)
  })

  it('answers 0 where only the T-Server is wrong, and says so', async () => {
    const { status, stdout } = await partyline('doctor', '--adapter', 'embedded:released-twice')
    expect(stdout).toMatch(/^! release +the adapter does its part; the T-Server differs/m)
    expect(stdout).toMatch(/^The T-Server differs from the document in \d+ checks\./m)
    expect(status).toBe(0)
  })

  it('looks at the T-Server that comes with partyline, unless told', async () => {
    const { status, stdout } = await partyline('doctor')
    expect(stdout).toMatch(/^✓ handshake +partyline-embedded$/m)
    expect(status).toBe(0)
  })

  it('looks at a module', async () => {
    await writeFile(
      path('silent.mjs'),
      `export default { connect: () => ({
        implementation: { name: 'silent' }, capabilities: {}, establish: () => '1',
        send() {}, fence() {}, discard() {}, reset() {}, shutdown() {},
      }) }`,
    )
    const { status, stdout } = await partyline(
      ...['doctor', '--adapter', './silent.mjs', '--timeout', '20ms'],
    )
    expect(stdout).toMatch(/^✗ release +no events are passed on$/m)
    expect(stdout).toMatch(/^ {4}→ send \{"request":"TReleaseCall"/m)
    expect(stdout).toMatch(/^The adapter makes 1 mistake\./m)
    expect(status).toBe(1)
  })

  it('waits so long for an answer', async () => {
    const { status, stdout } = await partyline(
      ...['doctor', '--adapter', 'exec:sleep 1000', '--timeout', '20ms'],
    )
    expect(stdout).toMatch(/^ {4}Seen: {4}The bridge did not answer initialize within 20 ms\.$/m)
    expect(status).toBe(1)
  })

  it('answers 130 to Ctrl-C, whatever it waits for', async () => {
    await writeFile(
      path('deaf.mjs'),
      `export default { connect: () => ({
        implementation: { name: 'deaf' }, capabilities: {},
        establish() { process.stderr.write('asked'); return new Promise(() => undefined) },
        send() {}, fence() {}, discard() {}, reset() {}, shutdown() {},
      }) }`,
    )
    const running = start(['doctor', '--adapter', './deaf.mjs', '--timeout', '8h'])
    await hasWritten(running, 'asked')
    running.child.kill('SIGINT')
    const { status, stdout } = await running.ended
    expect(stdout).toMatch(/^✓ capabilities/m)
    expect(status).toBe(130)
  })

  it('writes no file, and no control sequence', async () => {
    const { stdout } = await doctor('byte order mark')
    expect(stdout).not.toMatch(/[^\P{C}\n]/u)
    expect(await files()).toEqual([])
  })

  it.each([
    ['embedded:nonsense', 'no fault "nonsense"'],
    ['nosuch.mjs', 'there is no file "nosuch.mjs"'],
    ['exec:partyline-no-such-command', 'cannot be started: there is no such command'],
    ['exec:python3 "', 'the double quote at character 9 of the command line is never closed'],
  ])('answers 2 where nothing can be started: %s', async (spec, complaint) => {
    expectRefusal(await partyline('doctor', '--adapter', spec), complaint)
  })

  it('answers 2 to wrong usage', async () => {
    expectRefusal(await partyline('doctor', 'bridge.py'), "too many arguments for 'doctor'")
    expectRefusal(await partyline('doctor', '--timeout', '5'), 'It takes a duration')
  })
})
