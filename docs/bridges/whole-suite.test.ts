/** Each example bridge against all that partyline checks, and its deliberate faults too. */
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { campaign } from '../../src/run/campaign.fixture.ts'
import { describeExamples, type Started } from './example-bridges.fixture.ts'

const properties = new URL('../../properties/', import.meta.url)

/** The files of the suite that a user runs with `PARTYLINE_ADAPTER`. */
const suite = readdirSync(properties).filter(
  (file) => file.endsWith('.test.ts') && file !== 'adapter-under-test.test.ts',
)

it('the suite is there', () => {
  expect(suite).toContain('release.test.ts')
})

describeExamples(({ language, open, start }) => {
  let started: Started
  beforeAll(async () => {
    started = await start()
  })
  afterAll(() => started.end())

  describe.each(suite)('%s', async (file) => {
    beforeAll(() => void vi.stubEnv('PARTYLINE_ADAPTER', started.spec))
    // A module of its own for each example: importing it is what declares its tests.
    await import(new URL(`${file}?${language}`, properties).href)
  })

  it('conforms in a campaign', async () => {
    const { verdict, incomplete, findings, stats } = await campaign({
      adapter: await open(),
      runs: 500,
    })
    expect({ verdict, incomplete, findings }).toEqual({
      verdict: 'conforms',
      incomplete: undefined,
      findings: [],
    })
    expect(stats.scripts).toBe(500)
  })

  it.each([
    ['call-state-off-by-one', ['party-deleted-call-state']],
    ['released-twice', ['released-once']],
    ['third-party-dn-missing', ['release-third-party-dn', 'delete-third-party-dn']],
  ])('a campaign finds its fault %s, and names it', async (fault, rules) => {
    const { findings } = await campaign({ adapter: await open(fault), maxFindings: 1 })
    expect(findings).toMatchObject([{ kind: 'violation', reproduced: { failed: 5, of: 5 } }])
    expect(rules).toContain(findings[0]?.rules[0])
  })

  it('a campaign finds its fault crash-on-delete, with what it told of it', async () => {
    // Interrupted before it is made smaller: each run of it would cost a start of the program.
    let found = false
    const { findings } = await campaign({
      adapter: await open('crash-on-delete'),
      progress: ({ busy }) => void (found ||= busy === 'shrinking'),
      interrupted: () => found,
    })
    expect(findings).toMatchObject([{ kind: 'crash', rules: [] }])
    const { message = '', log = [] } = findings[0]?.failure ?? {}
    expect(message).toContain('TDeleteFromConference')
    expect([message, ...log].join('\n')).toContain('the deliberate fault crash-on-delete')
  })
})
