import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { isPrintable } from '../adapter/printable.ts'
import { hostileFinding, runWith, wrongCallState } from './example-finding.fixture.ts'
import { flaky, neverAgain } from './in-flight-findings.fixture.ts'
import { shownRun } from './shown-output.fixture.ts'
import { vitestTest } from './vitest-test.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const faulty = 'embedded:call-state-counts-leaver'

/** A project of a user's: what it imports as `partyline` is the sources. */
let project = ''
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'partyline-vitest-'))
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
  const alias = JSON.stringify({ partyline: join(root, 'src/index.ts') })
  writeFileSync(join(project, 'package.json'), '{"type": "module"}')
  writeFileSync(
    join(project, 'vitest.config.js'),
    `export default { resolve: { alias: ${alias} }, server: { fs: { strict: false } } }`,
  )
})
afterAll(() => rmSync(project, { recursive: true }))

/** Runs the text as the one test file of the project. */
function run(text: string) {
  mkdirSync(join(project, 'tests'), { recursive: true })
  writeFileSync(join(project, 'tests', 'finding.test.ts'), text)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, output: stdout + stderr }
}

describe('the test of a finding', () => {
  it('fails with its ladder as long as the T-Server is wrong, and passes when it is not', async () => {
    const result = await shownRun(faulty, {})
    const [finding] = result.findings
    if (finding === undefined) throw new Error('the fault is to be found')
    const text = vitestTest(finding, result)
    const failing = run(text)
    expect(failing.output).toContain('7002 saw CallState Conferenced in EventPartyDeleted; OK was')
    expect(failing.output).toContain('In a conference of 7001, 7002, 7003: 7001 releases.')
    expect(failing.output).toContain('├── EventPartyDeleted ────┼────►│     │    ✗ differs')
    expect(failing.output).toContain('1 failed')
    expect(failing.status).toBe(1)
    expect(text).toContain(`'${faulty}'`)
    const passing = run(text.replace(`'${faulty}'`, "'embedded'"))
    expect(passing.output).toContain('1 passed')
    expect(passing.status).toBe(0)
  })

  it('is a whole file that reads well', () => {
    expect(vitestTest(wrongCallState, runWith([wrongCallState])))
      .toBe(`// 7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain
// Finding b1946ac92492 of partyline: party-deleted-call-state.
import { assertConforms } from 'partyline'
import { test } from 'vitest'

// No time limit: how long an answer may take is an option of assertConforms, timeoutMs.
test('In a conference of 7001, 7002, 7003: 7002 releases.', { timeout: 0 }, async () => {
  await assertConforms(
    {
      calls: [
        { dns: ['7001', '7002', '7003'], unmonitored: [] },
      ],
      rounds: [
        [{ do: 'TReleaseCall', call: 0, thisDN: '7002' }],
      ],
    },
    'exec:python3 bridge.py',
  )
})
`)
  })

  it('runs more often what does not fail each time', () => {
    // 3 of 10 fail: nine runs miss it once in 25 times; eight more often than once in 20.
    expect(vitestTest(flaky, runWith([flaky]))).toContain('    { times: 9 },\n')
    expect(vitestTest(neverAgain, runWith([neverAgain]))).toContain('    { times: 20 },\n')
  })

  it('names the profile, or has its choices', () => {
    const withProfile = (profile: (typeof profiles)['default']): string =>
      vitestTest(wrongCallState, { adapter: 'embedded', profile })
    expect(withProfile(profiles.strict)).toContain("    { profile: 'strict' },\n")
    expect(withProfile({ ...profiles.default, name: 'ours.json', refusal: 'error' })).toContain(
      "{ profile: { selfDelete: 'any', twoPartyDelete: 'any', refusal: 'error', deleteBy: 'anyone', leaverOtherDN: 'any', name: 'ours.json' } },\n",
    )
  })

  it('has nothing invisible in it, and is code that means what it says, whatever the values are', () => {
    const finding = hostileFinding()
    const adapter = 'exec:it\'s "\\" ${1}`\u2028\u202e'
    const text = vitestTest(finding, { ...runWith([finding]), adapter })
    for (const line of text.split('\n')) expect(isPrintable(line), line).toBe(true)
    const seen: unknown[] = []
    const body = text.replace(/^import .*$/gm, '')
    new Function('assertConforms', 'test', body)(
      (...given: unknown[]) => void seen.push(...given),
      (_: string, __: object, run: () => unknown) => run(),
    )
    expect(seen.slice(0, 2)).toEqual([finding.script, adapter])
  })
})
