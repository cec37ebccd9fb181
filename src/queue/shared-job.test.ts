import { expect, test } from 'vitest'
import { rangeAt, rangeCount } from '../run/range.ts'
import { jobCount, jobId, placeOfJob, rangesOf, scriptsOfJob, scriptsPerJob } from './shared-job.ts'

const sizes = [1, 99, 100, 101, 1000, 6400, 12_800, 64_000, 200_000, 1_000_001, 1_000_000_000]

test.each(sizes)('the jobs of %d scripts have each of its ranges once, in order', (runs) => {
  const last = jobCount(runs) - 1
  expect(scriptsOfJob(0, runs).from).toBe(0)
  expect(scriptsOfJob(last, runs).to).toBe(runs)
  expect(jobCount(runs)).toBeLessThanOrEqual(10_000)
  for (const place of [0, 1, last - 1].filter((one) => one >= 0 && one < last))
    expect(scriptsOfJob(place + 1, runs).from).toBe(scriptsOfJob(place, runs).to)
  const ranges = [0, last].flatMap((place) => rangesOf(scriptsOfJob(place, runs)))
  expect(ranges[0]).toEqual(rangeAt(0, runs))
  expect(ranges.at(-1)).toEqual(rangeAt(rangeCount(runs) - 1, runs))
})

test('a short campaign has jobs for many, a long one has long jobs', () => {
  expect(scriptsPerJob(1000)).toBe(100)
  expect(scriptsPerJob(200_000)).toBe(1000)
  expect(scriptsPerJob(1_000_000_000)).toBe(100_000)
})

test('a job is known by its id, and another one is none of the campaign', () => {
  expect(placeOfJob(jobId(0), 1000)).toBe(0)
  expect(placeOfJob(jobId(9), 1000)).toBe(9)
  for (const id of [jobId(10), 'job-01', 'job--1', '3', 'job-1 ', undefined])
    expect(placeOfJob(id, 1000)).toBe(undefined)
})
