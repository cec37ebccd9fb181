/** How long the judge takes for one round, by what is in flight in it. */
import { z } from 'zod'
import { median, turnOf, type Progress } from './turns.ts'

const turns = 5

const timesSchema = z.object({
  hangingUp: z.array(z.object({ parties: z.number(), events: z.number(), ms: z.number() })),
  atOnce: z.object({
    conforms: z.number(),
    violates: z.number(),
    unknown: z.number(),
    median: z.number(),
    worst: z.number(),
  }),
  memoryMiB: z.number(),
})

/** Prints what it has measured. */
export function benchJudge(progress: Progress): void {
  const times = Array.from({ length: turns }, (_, at) => {
    progress(`judge: turn ${at + 1} of ${turns}`)
    return turnOf(timesSchema, 'judge-job.ts', at + 1)
  })
  progress('')
  const over = (of: (one: (typeof times)[number]) => number): string => {
    const all = times.map(of)
    const digits = (number: number): string =>
      number.toLocaleString('en-US', { maximumSignificantDigits: 3 })
    return `${digits(median(all))} (${digits(Math.min(...all))} to ${digits(Math.max(...all))})`
  }
  console.log(`judge: ${turns} turns; medians (least to most)`)
  for (const [at, { parties, events }] of times[0]?.hangingUp.entries() ?? []) {
    const ms = (one: (typeof times)[number]): number => one.hangingUp[at]?.ms ?? NaN
    const each = over((one) => (ms(one) * 1e6) / events)
    console.log(`  ${parties} parties hang up at once: ${over(ms)} ms, ${each} ns an event`)
  }
  const sum = (of: 'conforms' | 'violates' | 'unknown'): number =>
    times.reduce((all, { atOnce }) => all + atOnce[of], 0)
  console.log(
    `  12 requests in flight, 1,000 random rounds a turn: ` +
      `${sum('conforms')} right, ${sum('violates')} wrong, ${sum('unknown')} given up;\n` +
      `    median ${over((one) => one.atOnce.median)} ms, ` +
      `worst ${over((one) => one.atOnce.worst)} ms`,
  )
  console.log(`  memory of the process: ${over((one) => one.memoryMiB)} MiB`)
}
