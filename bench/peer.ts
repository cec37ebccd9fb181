/**
 * Scripts a second of the full path, beside the same job done with `fc.commands` and beside the bare
 * T-Server. The three take turns; medians and ratios are printed.
 */
import { z } from 'zod'
import { median, turnOf, type Progress } from './turns.ts'

const scriptsATurn = 200_000
const turns = 7
const jobs = ['full path', 'fc.commands', 'bare T-Server'] as const

type Job = (typeof jobs)[number]

const ratesSchema = z.object({ scripts: z.number(), events: z.number() })

type Rates = z.infer<typeof ratesSchema>

/** A median with the least and the most, in thousands. */
function spread(rates: readonly number[]): string {
  const thousands = [median(rates), Math.min(...rates), Math.max(...rates)].map((rate) =>
    (rate / 1000).toFixed(0),
  )
  return `${thousands[0]} (${thousands[1]} to ${thousands[2]})`
}

/** Prints what it has measured. */
export function benchPeer(progress: Progress): void {
  const rates: Record<Job, Rates[]> = { 'full path': [], 'fc.commands': [], 'bare T-Server': [] }
  for (let seed = 1; seed <= turns; seed++)
    for (const job of jobs) {
      progress(`peer: turn ${seed} of ${turns}, ${job}`)
      rates[job].push(turnOf(ratesSchema, 'peer-job.ts', job, scriptsATurn, seed))
    }
  progress('')
  console.log(
    `peer: ${scriptsATurn} scripts a turn, ${turns} turns; medians (least to most) in thousands`,
  )
  for (const job of jobs) {
    const scripts = spread(rates[job].map((rate) => rate.scripts))
    const events = spread(rates[job].map((rate) => rate.events))
    console.log(`  ${job.padEnd(14)} ${scripts} scripts/s, ${events} events/s`)
  }
  for (const peer of jobs.slice(1)) {
    const ratio = (unit: keyof Rates): string =>
      median(
        rates['full path'].map((own, at) => own[unit] / (rates[peer][at]?.[unit] ?? NaN)),
      ).toFixed(2)
    console.log(
      `  full path / ${peer}: ${ratio('scripts')} by scripts, ${ratio('events')} by events`,
    )
  }
}
