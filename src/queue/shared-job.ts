/** A job of a campaign's queue: a few ranges in a row. */
import { rangeCount, scriptsPerRange, type Range } from '../run/range.ts'
import type { Stint } from '../run/stint.ts'

/** So many ranges are worth the way to Redis and back, where there are enough of them. */
const usualRanges = 10

/** Everybody has something to do, also in a short campaign. */
const jobsAtLeast = 64

/** A queue does not get longer than this; the jobs get longer. */
const jobsAtMost = 10_000

/** So many scripts are one job, in a campaign of so many. */
export function scriptsPerJob(runs: number): number {
  const ranges = rangeCount(runs)
  const few = Math.min(usualRanges, Math.max(1, Math.floor(ranges / jobsAtLeast)))
  return scriptsPerRange * Math.max(few, Math.ceil(ranges / jobsAtMost))
}

export function jobCount(runs: number): number {
  return Math.ceil(runs / scriptsPerJob(runs))
}

/** The scripts of a job by its place, from 0. */
export function scriptsOfJob(place: number, runs: number): Range {
  const size = scriptsPerJob(runs)
  return { from: place * size, to: Math.min((place + 1) * size, runs) }
}

/** BullMQ wants no plain number. */
export const jobId = (place: number): string => `job-${place}`

/** The place of a job, by its id; undefined where the campaign has no such job. */
export function placeOfJob(id: string | undefined, runs: number): number | undefined {
  const [, digits] = /^job-(0|[1-9]\d{0,6})$/.exec(id ?? '') ?? []
  const place = Number(digits ?? NaN)
  return place < jobCount(runs) ? place : undefined
}

/** The ranges of a job, one after the other. */
export function rangesOf({ from, to }: Range): Stint {
  const count = Math.ceil((to - from) / scriptsPerRange)
  const range = (at: number): Range => {
    const start = from + at * scriptsPerRange
    return { from: start, to: Math.min(start + scriptsPerRange, to) }
  }
  return [range(0), ...Array.from({ length: count - 1 }, (_, at) => range(at + 1))]
}
