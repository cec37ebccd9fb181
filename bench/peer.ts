/**
 * Scripts a second of the full path, beside the same job done with fast-check alone, by `fc.commands`
 * and by a plain property, and beside the bare T-Server. They take turns; ratios are those of a turn.
 */
import { z } from 'zod'
import { figure, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const scriptsATurn = 300_000
const turns = 5
const own = 'full path'
const peers = ['fc.commands', 'plain property', 'bare T-Server'] as const

const ratesSchema = z.object({ scripts: z.number(), events: z.number() })

type Rates = z.infer<typeof ratesSchema>

export function benchPeer(progress: Progress): Measured {
  const rates = new Map<string, Rates[]>([own, ...peers].map((job) => [job, []]))
  for (let seed = 1; seed <= turns; seed++)
    for (const [job, of] of rates) {
      progress(`peer: turn ${seed} of ${turns}, ${job}`)
      of.push(turnOf(ratesSchema, 'peer-job.ts', job, scriptsATurn, seed))
    }
  const ratesOf = (job: string): readonly Rates[] => rates.get(job) ?? []
  const ratio = (peer: string, unit: keyof Rates) =>
    figure(ratesOf(own).map((rate, at) => rate[unit] / (ratesOf(peer)[at]?.[unit] ?? NaN)))
  return {
    title: `peer: ${turns} turns of ${scriptsATurn} scripts; medians (least to most), a second of processor time`,
    rows: [
      ...[own, ...peers].map((name) => ({
        name,
        figures: {
          scripts: figure(ratesOf(name).map(({ scripts }) => scripts)),
          events: figure(ratesOf(name).map(({ events }) => events)),
        },
      })),
      ...peers.map((peer) => ({
        name: `${own} / ${peer}`,
        figures: { 'by scripts': ratio(peer, 'scripts'), 'by events': ratio(peer, 'events') },
      })),
    ],
  }
}
