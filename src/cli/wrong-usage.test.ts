import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectRefusal, telling, workingDirectory, type Ended } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

describe('wrong usage is told in one line', () => {
  it.each([
    ['nosuch', "unknown command 'nosuch' (see --help)"],
    ['fuz', "unknown command 'fuz' (Did you mean fuzz?)"],
    ['fuzz --rns 3', "unknown option '--rns' (Did you mean --runs?)"],
    ['fuzz --qqqqqq', "unknown option '--qqqqqq' (see --help)"],
    ['fuzz extra', "too many arguments for 'fuzz'"],
    ['fuzz --seed', "option '--seed <n>' argument missing"],
    ['fuzz --seed x', "'--seed <n>' argument 'x' is invalid. It takes a whole number from -"],
    ['fuzz --seed 4294967296', "argument '4294967296' is invalid"],
    ['fuzz --runs 0', "'--runs <n>' argument '0' is invalid. It takes a whole number of 1 or more"],
    ['fuzz --runs 1.5', "'--runs <n>' argument '1.5' is invalid"],
    ['fuzz --max-parties 1', "'--max-parties <n>' argument '1' is invalid. It takes a whole"],
    ['fuzz --max-steps 0', "'--max-steps <n>' argument '0' is invalid"],
    ['fuzz --max-findings 0', "'--max-findings <n>' argument '0' is invalid"],
    ['fuzz --time 5', "'--time <d>' argument '5' is invalid. It takes a duration such as 500ms"],
    ['fuzz --timeout soon', "'--timeout <d>' argument 'soon' is invalid. It takes a duration"],
    [
      'fuzz --prove x',
      "'--prove <n|d>' argument 'x' is invalid. It takes a number of scripts such",
    ],
    [
      'exhaust --parties 1',
      "'--parties <n>' argument '1' is invalid. It takes a whole number from 2",
    ],
    [
      'exhaust --steps -1',
      "'--steps <n>' argument '-1' is invalid. It takes a whole number from 0",
    ],
    ['exhaust --calls 0', "'--calls <n>' argument '0' is invalid. It takes a whole number from 1"],
    ['exhaust --shard 3/2', "'--shard <i/n>' argument '3/2' is invalid. It takes a shard and how"],
    ['replay', "missing required argument 'file' (see --help)"],
    ['replay --times 0 a.json', "'--times <k>' argument '0' is invalid"],
    ['rules late', "too many arguments for 'rules'"],
  ])('partyline %s', async (line, complaint) => {
    expectRefusal(await partyline(...line.split(' ')), complaint)
    expect(await files()).toEqual([])
  })

  it('with the help, where no command is named', async () => {
    const { status, stdout, stderr } = await partyline()
    expect(stderr).toMatch(/^Usage: partyline .*\bfuzz\b/s)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  it('without what a terminal would obey', async () => {
    expectRefusal(await partyline('fuzz', '--\x1b[2J\n'), "unknown option '--\\x1b[2J\\x0a'")
    expectRefusal(await partyline('fuzz', '--profile', '\x1b[2J\n'), 'profile \\x1b[2J\\x0a: ')
  })
})

describe('an adapter that there is not', () => {
  it.each([
    ['embedded:released-twise', '"released-twise"; close to it: released-missing, released-twice'],
    ['embedded:nonsense', 'no fault "nonsense"; partyline selftest --list lists those'],
    ['nosuch.mjs', 'there is no file "nosuch.mjs"'],
    ['nothing.mjs', 'the module "nothing.mjs" has no default export: write export default define'],
    ['broken.mjs', 'the module "broken.mjs" cannot be imported: Unexpected'],
    ['exec:partyline-no-such-command', '"partyline-no-such-command" cannot be started: there is'],
    ['exec:python3 "', 'the double quote at character 9 of the command line is never closed'],
    ['exec:sh -c "echo no licence >&2; exit 3"', 'ended with exit status 3 before it answered'],
    [
      'tcp://127.0.0.1',
      'the adapter "tcp://127.0.0.1" names no host and port: write tcp://HOST:PORT',
    ],
  ])('%s', async (spec, complaint) => {
    await writeFile(path('nothing.mjs'), 'export const adapter = {}\n')
    await writeFile(path('broken.mjs'), 'export default {\n')
    expectRefusal(await partyline('fuzz', '--adapter', spec), complaint)
    expect(await files()).toEqual(['broken.mjs', 'nothing.mjs'])
  })

  it('is told of a bridge that does not answer for so long', async () => {
    const silent = ['fuzz', '--adapter', 'exec:sleep 1000', '--timeout', '20ms']
    expectRefusal(await partyline(...silent), 'within 20 ms')
  })

  it('leaves no report directory behind', async () => {
    await partyline('fuzz', '--adapter', 'embedded:nonsense')
    expect(await readdir(path())).toEqual([])
  })

  it('is told with the last words of a bridge', async () => {
    const spec = 'exec:sh -c "echo no licence >&2; exit 3"'
    expectRefusal(await partyline('fuzz', '--adapter', spec), 'its log ends: no licence')
  })
})

describe('a profile that there is not', () => {
  it.each([
    [
      'stict',
      'no profile of that name (there are default, strict, answering, sip-server, workspace)',
    ],
    ['key.json', 'key.json is not a profile: there is no selfDelete; close to it: self'],
    ['value.json', 'value.json is not a profile: refusal: Invalid option'],
    ['list.json', 'list.json is not a profile: Invalid input: expected object'],
    ['empty.json', 'empty.json is not a profile: Unexpected end of JSON input'],
  ])('%s', async (profile, complaint) => {
    await writeFile(path('key.json'), '{"selfDelete": "any"}')
    await writeFile(path('value.json'), '{"refusal": "maybe"}')
    await writeFile(path('list.json'), '[]')
    await writeFile(path('empty.json'), '')
    expectRefusal(await partyline('fuzz', '--profile', profile), complaint)
  })
})

describe('a report directory that cannot be written', () => {
  const fuzz = (): Promise<Ended> => partyline('fuzz', '--adapter', telling, '--max-findings', '1')

  it('is told before a script has been run', async () => {
    await writeFile(path('reports'), 'a file')
    expectRefusal(await fuzz(), 'the reports cannot be written to reports: ')
  })

  it('is told before a script has been run, where one report cannot be replaced', async () => {
    await mkdir(path('reports', 'report.html'), { recursive: true })
    expectRefusal(await fuzz(), 'report.html is a directory')
  })

  it('is the only thing that keeps that adapter from being used', async () => {
    const { status, stderr } = await fuzz()
    expect(stderr).toMatch(/^connected\n/)
    expect(status).toBe(1)
  })
})
