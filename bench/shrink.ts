/** What it costs to make a failing script small, beside fast-check's own shrinking of the same ones. */
import { z } from 'zod'
import { figure, type Figure, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5

const costSchema = z.object({ executions: z.number(), milliseconds: z.number(), size: z.number() })
const foundSchema = z.array(z.object({ fault: z.string(), own: costSchema, peer: costSchema }))

type Found = z.infer<typeof foundSchema>[number]

export function benchShrink(progress: Progress): Measured {
  const found = Array.from({ length: turns }, (_, at) => {
    progress(`shrink: turn ${at + 1} of ${turns}`)
    return turnOf(foundSchema, 'shrink-job.ts', at + 1)
  })
  const mean = (of: (one: Found) => number): Figure =>
    figure(found.map((turn) => turn.reduce((sum, one) => sum + of(one), 0) / turn.length))
  const all = found.flat()
  const sums = (of: (one: Found) => number): number => all.reduce((sum, one) => sum + of(one), 0)
  return {
    title: `shrink: ${turns} seeds, ${all.length} failing scripts of ${new Set(all.map(({ fault }) => fault)).size} faults; means a script, medians over the seeds (least to most)`,
    rows: [
      ...(['own', 'peer'] as const).map((who) => ({
        name: who === 'own' ? 'partyline' : 'fast-check',
        figures: {
          executions: mean((one) => one[who].executions),
          'ms of processor time': mean((one) => one[who].milliseconds),
          'parties and steps': mean((one) => one[who].size),
        },
      })),
      {
        name: 'partyline / fast-check',
        figures: {
          executions: sums(({ own }) => own.executions) / sums(({ peer }) => peer.executions),
        },
      },
      {
        name: 'the larger result',
        figures: {
          'of partyline': all.filter(({ own, peer }) => own.size > peer.size).length,
          'of fast-check': all.filter(({ own, peer }) => own.size < peer.size).length,
        },
      },
    ],
  }
}
