/** Scripts a second with one worker and with two, which take turns; and what it takes to merge shards. */
import { z } from 'zod'
import { figure, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5
const scripts = 1_000_000
const shards = 100
const scriptsOfShard = 100_000

const rateSchema = z.object({ rate: z.number() })
const mergeSchema = z.object({
  seconds: z.number(),
  processor: z.number(),
  mebibytes: z.number(),
  findings: z.number(),
})

export function benchScale(progress: Progress): Measured {
  const ratios: number[] = []
  const rates: Record<1 | 2, number[]> = { 1: [], 2: [] }
  for (let seed = 1; seed <= turns; seed++) {
    for (const workers of [1, 2] as const) {
      progress(`scale: turn ${seed} of ${turns}, workers: ${workers}`)
      rates[workers].push(turnOf(rateSchema, 'scale-job.ts', 'run', workers, scripts, seed).rate)
    }
    ratios.push((rates[2].at(-1) ?? NaN) / (rates[1].at(-1) ?? NaN))
  }
  progress('scale: merge')
  const merged = turnOf(mergeSchema, 'scale-job.ts', 'merge', shards, scriptsOfShard)
  return {
    title: `scale: ${scripts} scripts a turn, ${turns} turns; medians (least to most)`,
    rows: [
      { name: '1 worker', figures: { 'scripts/s': figure(rates[1]) } },
      { name: '2 workers', figures: { 'scripts/s': figure(rates[2]) } },
      { name: '2 workers / 1', figures: { 'by scripts': figure(ratios) } },
      {
        name: `merge of ${shards} shards of ${scriptsOfShard} scripts`,
        figures: {
          findings: merged.findings,
          seconds: merged.seconds,
          'seconds of a processor': merged.processor,
          'MiB at the most': merged.mebibytes,
        },
      },
    ],
  }
}
