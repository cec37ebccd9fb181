import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { expectRefusal, telling, workingDirectory } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

/** A run on the adapter with one finding. @returns the path of the finding. */
async function found(adapter: string, ...options: readonly string[]): Promise<string> {
  const run = ['--adapter', adapter, '--max-findings', '1', '--seed', '1', ...options]
  await partyline('fuzz', ...run)
  const [name] = await readdir(path('reports', 'findings'))
  const file = `kept-${name}`
  await rename(path('reports', 'findings', `${name}`), path(file))
  return file
}

const finding = 'finding.json'
let findingText = ''

beforeEach(async () => {
  // The same for all tests, and so found by the first of them.
  findingText ||= await readFile(path(await found('embedded:released-twice')), 'utf8')
  await writeFile(path(finding), findingText)
})

describe('partyline replay', () => {
  it('answers 1 where the finding still fails, and 0 on a T-Server without the fault', async () => {
    const again = await partyline('replay', finding)
    expect(again.stderr).toBe('')
    expect(again.stdout).toMatch(new RegExp(`^FAILS 5 of 5  ${finding}\n`))
    expect(again.stdout).toContain('released-once')
    expect(again.stdout).toMatch(/\n1 finding replayed: 1 still failing, 0 passing\n$/)
    expect(again.status).toBe(1)
    const mended = await partyline('replay', finding, '--adapter', 'embedded', '--times', '2')
    expect(mended.stdout).toMatch(new RegExp(`^passes 2 of 2  ${finding}\n`))
    expect(mended.stdout).toMatch(/\n1 finding replayed: 0 still failing, 1 passing\n$/)
    expect(mended.status).toBe(0)
  })

  it('takes several files, each on the T-Server that it was found on', async () => {
    const other = await found('embedded:call-state-always-ok')
    const { status, stdout } = await partyline('replay', finding, other)
    expect(stdout).toContain(`FAILS 5 of 5  ${finding}\n`)
    expect(stdout).toContain(`FAILS 5 of 5  ${other}\n`)
    expect(stdout).toMatch(/\n2 findings replayed: 2 still failing, 0 passing\n$/)
    expect(status).toBe(1)
  })

  it('answers 1 where one of several still fails', async () => {
    const other = await found('embedded:call-state-always-ok')
    const { status, stdout } = await partyline(
      ...['replay', finding, other, '--adapter', 'embedded:call-state-always-ok'],
    )
    expect(stdout).toMatch(/\n2 findings replayed: 1 still failing, 1 passing\n$/)
    expect(status).toBe(1)
  })

  it('judges by the profile that the finding was made with, or by another one', async () => {
    // The embedded T-Server answers what it refuses with EventError.
    await writeFile(path('silent.json'), '{"refusal": "silent"}')
    const file = await found('embedded', '--profile', 'silent.json')
    await rm(path('silent.json'))
    expect((await partyline('replay', file)).status).toBe(1)
    expect((await partyline('replay', file, '--profile', 'default')).status).toBe(0)
  })

  it('waits so long for an answer', async () => {
    const silent = ['--adapter', 'exec:sleep 1000', '--timeout', '20ms']
    expectRefusal(await partyline('replay', finding, ...silent), 'within 20 ms')
  })

  it('blames no T-Server for what its adapter cannot do', async () => {
    const file = await found('embedded:party-deleted-missing-added')
    await writeFile(
      path('small.mjs'),
      `export default { connect: () => ({
        implementation: { name: 'small' }, capabilities: {}, establish: () => '1',
        send() {}, fence() {}, discard() {}, reset() {}, shutdown() {},
      }) }`,
    )
    const replayed = await partyline('replay', file, '--adapter', './small.mjs')
    expectRefusal(replayed, 'the adapter lacks the capability addParty')
  })

  it('writes nothing', async () => {
    const before = await files()
    await partyline('replay', finding)
    expect(await files()).toEqual(before)
  })

  it('runs nothing that a file names, but what comes with partyline', async () => {
    const elsewhere = await found(telling)
    const unnamed = await partyline('replay', finding, elsewhere)
    expectRefusal(unnamed, `${elsewhere} was found on ${telling}: name the T-Server with --adapter`)
    const named = await partyline('replay', elsewhere, '--adapter', telling)
    expect(named.stderr).toMatch(/^connected\n/)
    expect(named.status).toBe(1)
  })

  it('answers 3 where the T-Server is lost', async () => {
    // It starts once, and dies of the first call.
    await writeFile(
      path('once.sh'),
      `[ -e started ] && exit 1
       touch started
       read -r line
       echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":1,"implementation":{"name":"once"},"capabilities":{}}}'
       read -r line`,
    )
    const lost = await partyline('replay', finding, '--adapter', 'exec:sh once.sh')
    expect(lost.stderr).toMatch(/^partyline: the T-Server could not be started again [^\n]+\n$/)
    expect(lost.status).toBe(3)
  })

  it.each([
    ['missing.json', undefined, 'missing.json cannot be read (ENOENT)'],
    ['empty.json', '', "empty.json is not a finding's file: it is empty"],
    ['cut.json', '{"schema": "partyline/find', "cut.json is not a finding's file: it is not JSON"],
    ['report.json', '{"schema": "partyline/report/1"}', 'its schema is "partyline/report/1", and'],
    ['list.json', '[]', 'it names no schema, and "partyline/finding/1" is needed'],
    ['poor.json', '{"schema": "partyline/finding/1"}', "poor.json is not a finding's file: finger"],
  ])('refuses %s, and runs none of the others', async (name, content, complaint) => {
    if (content !== undefined) await writeFile(path(name), content)
    expectRefusal(await partyline('replay', finding, name), complaint)
  })

  it('refuses a file that names a T-Server which there is not', async () => {
    const text = await readFile(path(finding), 'utf8')
    await writeFile(path('odd.json'), text.replaceAll('embedded:released-twice', 'embedded:odd'))
    expectRefusal(await partyline('replay', 'odd.json'), 'no fault "odd"')
  })
})
