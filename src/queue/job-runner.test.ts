/** What a worker makes of a job while nobody tells it what is known. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { campaign } from '../run/campaign.fixture.ts'
import { Connection } from '../run/connection.ts'
import { Findings } from '../run/findings.ts'
import { RangeRunner } from '../run/range-runner.ts'
import { embedded } from '../tserver/embedded.ts'
import { JobRunner } from './job-runner.ts'
import type { JobResult } from './job-result.ts'
import type { SharedKnown } from './shared-campaign.ts'

const scripts = { seed: 1, profile: profiles.default, maxParties: 8, maxSteps: 12 }
const nothing: SharedKnown = { likenesses: [], sometimes: [] }

async function jobs(fault: string, count: number): Promise<readonly JobResult[]> {
  const connection = await Connection.open(embedded(fault))
  const runner = new JobRunner({
    runner: new RangeRunner(scripts, connection),
    known: () => Promise.resolve(nothing),
    over: () => false,
    interrupted: () => false,
    found: () => undefined,
    progress: () => undefined,
    now: () => 0,
  })
  const results: JobResult[] = []
  for (let job = 0; job < count; job++) {
    const ended = await runner.run({ from: 500 * job, to: 500 * (job + 1) })
    if (ended.end !== 'done') throw new Error(`the job ${job} is ${ended.end}`)
    results.push(ended.result)
  }
  await connection.close()
  return results
}

/** Takes a job in as whoever has begun the campaign does. */
function settle(result: JobResult, findings: Findings): void {
  for (const { done, failure, finding, eachTime = true } of result) {
    for (const [likeness, times] of done.known) findings.countKnown(likeness, times)
    if (failure === undefined) continue
    const known = findings.known.has(failure.likeness)
    if (known) findings.countKnown(failure.likeness, 1)
    else if (finding !== undefined && (eachTime || !findings.isKnownSometimes(failure)))
      findings.add(finding, failure)
    else findings.countSometimes(failure)
  }
}

describe.each([
  'refused-delete-told',
  'call-state-always-conferenced',
  'released-again-in-next-call',
  'one-event-in-fifty-lost',
])('with %s', (fault) => {
  test('counts as known what is known by the time the job is settled, and nothing else', async () => {
    const findings = new Findings([])
    for (const result of await jobs(fault, 2)) settle(result, findings)
    const alone = await campaign({ adapter: embedded(fault), runs: 1000, maxFindings: 1000 })
    const told = findings.all.map(({ fingerprint, occurrences }) => ({ fingerprint, occurrences }))
    expect(told).not.toEqual([])
    expect(told).toEqual(
      alone.findings.map(({ fingerprint, occurrences }) => ({ fingerprint, occurrences })),
    )
  })
})

test('looks into three failures alike, and counts the others', async () => {
  for (const result of await jobs('refused-delete-told', 2)) {
    const likenesses = result.flatMap(({ failure }) => failure?.likeness ?? [])
    const alike = [...Map.groupBy(likenesses, (likeness) => likeness).values()]
    expect(Math.max(...alike.map(({ length }) => length))).toBe(3)
    expect(result.flatMap(({ done }) => [...done.known])).not.toEqual([])
  }
})
