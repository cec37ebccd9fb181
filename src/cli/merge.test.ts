import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectRefusal, workingDirectory } from './command.fixture.ts'

const { partyline, path } = workingDirectory()

const seeded = ['--adapter', 'embedded:released-missing', '--seed', '1', '--runs', '300']
const run = (...args: readonly string[]) => partyline('fuzz', ...seeded, '--quiet', ...args)

/** The report in a directory, without the time it took, its directory, and the runs before it. */
async function report(directory: string): Promise<unknown> {
  const text = await readFile(path(directory, 'report.json'), 'utf8')
  const {
    history: _,
    stats,
    ...rest
  } = JSON.parse(text.replaceAll(`replay ${directory}/`, 'replay '))
  return { ...rest, stats: { ...stats, seconds: 0 } }
}

describe('merge', () => {
  it('makes one report of the shards, and says where one is missing', async () => {
    await run('--shard', '1/2', '--report-dir', 'one')
    await run('--shard', '2/2', '--report-dir', 'two')
    await run('--report-dir', 'whole', '--workers', '2')
    const merged = await partyline('merge', 'two', 'one', '--report-dir', 'merged')
    expect(merged.status).toBe(1)
    expect(merged.stdout).toContain('violates the document: 1 finding')
    expect(await report('merged')).toEqual(await report('whole'))
    const partial = await partyline('merge', 'two', '--report-dir', 'partial')
    expect(partial.status).toBe(3)
    expect(partial.stdout).toContain('shard 1 of 2 is missing')
    expect(await report('partial')).toMatchObject({ verdict: 'incomplete' })
  })

  it('refuses what is no report, and to write over one of the shards', async () => {
    expectRefusal(await partyline('merge', 'nowhere'), 'there is nothing to merge: nowhere')
    expectRefusal(
      await partyline('merge', 'one', '--report-dir', './one'),
      'the result would take its place',
    )
  })
})

describe('fuzz', () => {
  it('refuses a shard without a seed, and to go on with nothing', async () => {
    expectRefusal(await partyline('fuzz', '--shard', '1/2'), '--shard needs --seed')
    expectRefusal(
      await partyline('fuzz', '--resume'),
      '--resume: reports/resume.json tells of no run',
    )
  })

  it('goes on where a run ended, and says where it is another one', async () => {
    const whole = ['--seed', '1', '--runs', '2000', '--quiet']
    await partyline('fuzz', ...whole, '--report-dir', 'whole')
    const ended = await partyline('fuzz', ...whole, '--time', '1ms', '--report-dir', 'ended')
    expect(ended.status).not.toBe(1)
    const going = ['--runs', '2000', '--quiet', '--resume', '--report-dir', 'ended']
    expectRefusal(await partyline('fuzz', ...going, '--seed', '2'), 'its seed is 1, and not 2')
    expect((await partyline('fuzz', ...going)).status).toBe(0)
    expect(await report('ended')).toEqual(await report('whole'))
    expectRefusal(await partyline('fuzz', ...going), 'tells of no run to go on with')
  })
})
