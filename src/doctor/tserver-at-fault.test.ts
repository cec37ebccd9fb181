import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { faults } from '../tserver/faults.ts'
import { doctored, having } from './doctored.fixture.ts'

/** Nothing of an embedded T-Server comes later than at once; in milliseconds. */
const noPatience = 5

/**
 * Their events come after the answer to the fence, or after that to discard: a bridge is there to
 * see that they do not.
 */
const forTheBridge = [
  'released-late',
  'party-deleted-again-late',
  'party-deleted-after-fence',
  'released-again-in-next-call',
]

/** From outside these are what bridges do wrong at first; only the T-Server's own log tells. */
const likeABridge: readonly (readonly [fault: string, check: string, mistake: string])[] = [
  ['released-to-unmonitored', 'unmonitored', 'an unmonitored party gets events'],
  ['party-deleted-conn-id-missing', 'unmonitored', 'events have no ConnID'],
  ['release-refused-last-leaves', 'addParty', 'the capability addParty does not work'],
]

/** They end the adapter itself. */
const crashes = faults.map(({ name }) => name).filter((name) => name.startsWith('crash-'))

describe('a fault of the T-Server', () => {
  const others = [...forTheBridge, ...likeABridge.map(([fault]) => fault), ...crashes]
  const its = faults.map(({ name }) => name).filter((name) => !others.includes(name))

  it.each(its)('is not called the adapter’s: %s', async (fault) => {
    const checks = await doctored(`embedded:${fault}`, noPatience)
    expect(having(checks, 'wrong')).toEqual([])
    expect(having(checks, 'not tried')).toEqual([])
  })

  it.each(forTheBridge)('in the time of events is for the bridge to mend: %s', async (fault) => {
    const checks = await doctored(`embedded:${fault}`, noPatience)
    const [problem] = checks.flatMap(({ problems }) => problems)
    expect(problem?.mistake).toBe('events come of a call that is gone')
  })

  it.each(likeABridge)('may look like one of the bridge: %s', async (fault, check, mistake) => {
    const checks = await doctored(`embedded:${fault}`, noPatience)
    expect(having(checks, 'wrong')).toEqual([check])
    const problems = checks.flatMap((one) => one.problems)
    expect(problems.map((problem) => problem.mistake)).toEqual([mistake])
  })

  it('is told in words', async () => {
    const checks = await doctored('embedded:call-state-counts-leaver', noPatience)
    expect(checks.find(({ name }) => name === 'release')).toMatchObject({
      status: 'tserver',
      summary:
        '7002 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
      problems: [],
    })
    // Of a conference of four three remain, and that is Conferenced by the footnote.
    expect(having(checks, 'passed')).toContain('delete')
  })

  it('may be a loss in the bridge where an event is missing', async () => {
    const checks = await doctored('embedded:released-missing', noPatience)
    const release = checks.find(({ name }) => name === 'release')
    expect(release?.status).toBe('tserver')
    expect(release?.notes.join('\n')).toMatch(/own log says.*the bridge lost it/)
  })
})

it.each(['embedded', 'embedded:nondeterministic'])('%s passes all checks', async (spec) => {
  const checks = await doctored(spec, noPatience)
  expect(having(checks, 'not offered')).toEqual(['dns'])
  expect(having(checks, 'passed').length).toBe(checks.length - 1)
})

const missing = spawnSync('python3', ['--version']).error
  ? ' (skipped: there is no python3 on this machine)'
  : ''

const bridge = fileURLToPath(new URL('../../docs/bridges/bridge.py', import.meta.url))

describe.skipIf(missing)(`the Python bridge${missing}`, () => {
  it('passes all checks', async () => {
    const checks = await doctored(`exec:python3 "${bridge}"`)
    expect(having(checks, 'not offered')).toEqual(['dns'])
    expect(having(checks, 'passed').length).toBe(checks.length - 1)
  })

  it('does its part before a T-Server with a fault', async () => {
    const checks = await doctored(`exec:python3 "${bridge}" --fault released-twice`)
    expect(having(checks, 'wrong')).toEqual([])
    expect(having(checks, 'tserver')).toEqual(expect.arrayContaining(['release', 'delete']))
    expect(checks.find(({ name }) => name === 'release')?.summary).toContain('2 EventReleased')
  })
})
