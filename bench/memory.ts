/** Does a long run hold memory flat? What a process needs for a few scripts, and for many. */
import { z } from 'zod'
import { figure, type Figures, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5
const few = 100_000
const many = 10_000_000

const schema = z.object({ most: z.number(), inUse: z.number() })

type Needed = z.infer<typeof schema>

export function benchMemory(progress: Progress): Measured {
  const all = Array.from({ length: turns }, (_, at) => {
    const needed = (scripts: number): Needed => {
      progress(`memory: turn ${at + 1} of ${turns}, ${scripts} scripts`)
      return turnOf(schema, 'memory-job.ts', scripts, at + 1)
    }
    return { few: needed(few), many: needed(many) }
  })
  const figures = (of: (turn: (typeof all)[number], what: keyof Needed) => number): Figures => ({
    'at the most': figure(all.map((turn) => of(turn, 'most'))),
    'in use at the end': figure(all.map((turn) => of(turn, 'inUse'))),
  })
  return {
    title: `memory: MiB of a process, ${turns} turns; medians (least to most)`,
    rows: [
      { name: `${few} scripts`, figures: figures((turn, what) => turn.few[what]) },
      { name: `${many} scripts`, figures: figures((turn, what) => turn.many[what]) },
      { name: 'many / few', figures: figures(({ few, many }, what) => many[what] / few[what]) },
    ],
  }
}
