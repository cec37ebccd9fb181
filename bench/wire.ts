/** Scripts a second over a wire, beside the best that the bridge behind it can do. */
import { z } from 'zod'
import { figure, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5
const scriptsAtOnce = [1, 8, 64]
const wires = ['exec', 'tcp']
/** By the milliseconds after which the bridge answers: so many scripts of a turn, by those in flight. */
const scriptsOf: Readonly<Record<number, (inFlight: number) => number>> = {
  0: (inFlight) => 1500 + 540 * inFlight,
  5: (inFlight) => 40 + 30 * inFlight,
}

const schema = z.object({ rate: z.number(), processor: z.number() })

export function benchWire(progress: Progress): Measured {
  const cases = wires.flatMap((wire) =>
    Object.entries(scriptsOf).flatMap(([delay, scripts]) =>
      scriptsAtOnce.map((inFlight) => {
        const name = `${wire}, after ${delay} ms, ${inFlight} in flight`
        const args = [wire, delay, inFlight, scripts(inFlight)] as const
        return { name, args, rates: [], bare: [], ratios: [], processor: [] } as Case
      }),
    ),
  )
  for (let seed = 1; seed <= turns; seed++)
    for (const { name, args, rates, bare, ratios, processor } of cases) {
      progress(`wire: turn ${seed} of ${turns}, ${name}`)
      const harness = turnOf(schema, 'wire-job.ts', 'harness', ...args, seed)
      const client = turnOf(schema, 'wire-job.ts', 'client', ...args, seed)
      rates.push(harness.rate)
      bare.push(client.rate)
      ratios.push(harness.rate / client.rate)
      processor.push(harness.processor)
    }
  return {
    title: `wire: ${turns} turns; medians (least to most)`,
    rows: cases.map(({ name, rates, bare, ratios, processor }) => ({
      name,
      figures: {
        'scripts/s': figure(rates),
        'of ten lines that check nothing': figure(bare),
        ratio: figure(ratios),
        'µs of the processor a script': figure(processor),
      },
    })),
  }
}

interface Case {
  readonly name: string
  readonly args: readonly (string | number)[]
  readonly rates: number[]
  readonly bare: number[]
  readonly ratios: number[]
  readonly processor: number[]
}
