/** Scripts a second with one worker and with two, which take turns; and what it takes to merge shards. */
import { z } from 'zod'
import { median, turnOf, type Progress } from './turns.ts'

const turns = 5
const scripts = 200_000
const shards = 100
const scriptsOfShard = 100_000

const rateSchema = z.object({ rate: z.number() })
const mergeSchema = z.object({
  seconds: z.number(),
  processor: z.number(),
  mebibytes: z.number(),
  findings: z.number(),
})

/** Prints what it has measured. */
export function benchScale(progress: Progress): void {
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
  progress('')
  console.log(`scale: ${scripts} scripts, ${turns} turns; medians (least to most)`)
  for (const workers of [1, 2] as const)
    console.log(`  workers: ${workers}  ${spread(rates[workers], 0)} scripts/s`)
  console.log(`  2 workers / 1: ${spread(ratios, 2)}`)
  console.log(
    `  merge of ${shards} shards of ${scriptsOfShard} scripts with ${merged.findings} findings: ` +
      `${merged.seconds.toFixed(1)} s (${merged.processor.toFixed(1)} s of a processor), ` +
      `${merged.mebibytes.toFixed(0)} MiB at the most`,
  )
}

function spread(numbers: readonly number[], digits: number): string {
  const [middle, least, most] = [median(numbers), Math.min(...numbers), Math.max(...numbers)].map(
    (number) => number.toFixed(digits),
  )
  return `${middle} (${least} to ${most})`
}
