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

const size = 300

/** The results of jobs by their places, run by one worker one after the other. */
async function jobs(fault: string, places: readonly number[]): Promise<Map<number, JobResult>> {
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
  const results = new Map<number, JobResult>()
  for (const place of places) {
    const ended = await runner.run({ from: size * place, to: size * (place + 1) })
    if (ended.end !== 'done') throw new Error(`the job ${place} is ${ended.end}`)
    results.set(place, ended.result)
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

describe.each(['refused-delete-told', 'released-again-in-next-call', 'one-event-in-fifty-lost'])(
  'with %s',
  (fault) => {
    test('counts as known what is known by the time the job is settled, and nothing else', async () => {
      // The last job was given back by another worker.
      const results = new Map([...(await jobs(fault, [0, 3, 2])), ...(await jobs(fault, [1]))])
      const findings = new Findings([])
      for (const place of [0, 1, 2, 3]) settle(results.get(place) ?? [], findings)
      const alone = await campaign({ adapter: embedded(fault), runs: 4 * size, maxFindings: 1000 })
      const told = findings.all.map(({ fingerprint, occurrences }) => ({
        fingerprint,
        occurrences,
      }))
      expect(told).not.toEqual([])
      expect(told).toEqual(
        alone.findings.map(({ fingerprint, occurrences }) => ({ fingerprint, occurrences })),
      )
    })
  },
)

test('looks into three failures alike, and counts the others, also in later jobs', async () => {
  const fault = 'call-state-always-conferenced'
  const [first = [], second = []] = (await jobs(fault, [0, 1])).values()
  const likenesses = first.flatMap(({ failure }) => failure?.likeness ?? [])
  const alike = [...Map.groupBy(likenesses, (likeness) => likeness).values()]
  expect(Math.max(...alike.map(({ length }) => length))).toBe(3)
  expect(second.length).toBeLessThan(first.length)
})
