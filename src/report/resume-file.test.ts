/** A run that was ended or killed goes on, and ends as if nothing had happened. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { campaign } from '../run/campaign.fixture.ts'
import { AnotherCampaign, type CampaignState } from '../run/campaign-state.ts'
import type { CampaignOptions } from '../run/campaign-settings.ts'
import type { RunResult } from '../run/finding.ts'
import { readResume, writeResume } from './resume-file.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-resume-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function run(
  adapterSpec: string,
  options: Partial<CampaignOptions> = {},
): Promise<RunResult> {
  const adapter = await openAdapter(adapterSpec, { timeoutMs: 5000 })
  return campaign({ adapter, adapterSpec, runs: 700, ...options })
}

/** All that such a run keeps, whenever ranges have been run and at every finding, and what it leaves at its end. */
async function kept(adapterSpec: string, options: Partial<CampaignOptions> = {}) {
  const states: CampaignState[] = []
  const results: RunResult[] = []
  let left: CampaignState | undefined
  const keep = {
    every: 0,
    write: async (result: RunResult, state: CampaignState) => {
      results.push(result)
      states.push(state)
    },
    end: async (state: CampaignState | undefined) => void (left = state),
  }
  const result = await run(adapterSpec, { ...options, keep })
  return { states, results, left, result }
}

/** The state as it comes out of its file. */
async function fromFile(state: CampaignState | undefined): Promise<CampaignState> {
  await writeResume(state, directory)
  const read = await readResume(directory)
  if (read instanceof Error) throw read
  return read
}

describe('a run that goes on', () => {
  test.each([
    ['embedded', 1],
    ['embedded:call-state-always-conferenced', 1],
    ['embedded:one-event-in-fifty-lost', 1],
    ['embedded:crash-last-party-deletes', 2],
  ])('from anywhere ends as if it had not been killed: %s', async (adapter, workers) => {
    const { states, result, left } = await kept(adapter)
    expect(left).toBeUndefined()
    expect(result).toEqual(await run(adapter))
    expect(states.length).toBeGreaterThan(3)
    for (const at of [0, 3, states.length - 1]) {
      const resume = await fromFile(states[at])
      expect(await run(adapter, { resume, workers })).toEqual(result)
    }
  })

  test('after it was interrupted ends as if it had not been', async () => {
    let asked = 0
    const adapter = 'embedded:released-missing'
    const { left, result } = await kept(adapter, { interrupted: () => ++asked > 40 })
    expect(result.incomplete).toContain('interrupted')
    expect(left?.ranges).toBeLessThan(7)
    expect(await run(adapter, { resume: await fromFile(left) })).toEqual(await run(adapter))
  })

  test('adds up seconds', async () => {
    const { states } = await kept('embedded')
    const state = await fromFile(states.at(-1))
    const { stats } = await run('embedded', { resume: { ...state, seconds: 12.5 } })
    expect(stats.seconds).toBe(12.5)
  })

  test('is refused where it is another run', async () => {
    const { states } = await kept('embedded')
    const resume = await fromFile(states.at(-1))
    const refused = async (options: Partial<CampaignOptions>, why: string): Promise<void> => {
      const going = run('embedded', { resume, ...options })
      await expect(going).rejects.toThrow(AnotherCampaign)
      await expect(run('embedded', { resume, ...options })).rejects.toThrow(why)
    }
    await refused({ seed: 2 }, 'its seed is 1, and not 2')
    await refused({ runs: 800 }, 'its number of scripts is 700, and not 800')
    await refused({ maxFindings: 3 }, 'its most findings are 10, and not 3')
    await refused({ adapterSpec: 'mine' }, 'its adapter is "embedded", and not "mine"')
  })
})

test('while it runs, a run is incomplete, and has what it has found', async () => {
  const { results } = await kept('embedded:released-missing')
  for (const { verdict, incomplete } of results)
    expect({ verdict, incomplete }).toEqual({
      verdict: 'incomplete',
      incomplete: 'it has not come to its end',
    })
  expect(results.at(-1)?.findings).toHaveLength(1)
})

describe('the file', () => {
  test('is taken away where nothing is left to be run', async () => {
    const { states } = await kept('embedded')
    await writeResume(states[0], directory)
    expect(await readdir(directory)).toEqual(['resume.json'])
    await writeResume(undefined, directory)
    expect(await readdir(directory)).toEqual([])
  })

  test.each([
    [undefined, 'ENOENT'],
    ['{"schema":', 'JSON'],
    ['{"schema":"partyline/resume/9"}', 'schema'],
    ['{"schema":"partyline/resume/1"}', 'header'],
  ])('that holds %j is refused in one line', async (text, why) => {
    if (text !== undefined) await writeFile(join(directory, 'resume.json'), text)
    const read = await readResume(directory)
    const message = read instanceof Error ? read.message : ''
    expect(message).toContain('tells of no run to go on with')
    expect(message).toContain(why)
    expect(message).not.toContain('\n')
  })
})
