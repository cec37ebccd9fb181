/** Does a long run hold memory flat? What a process needs for a few scripts, and for many. */
import { z } from 'zod'
import { figure, type Figures, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5
const few = 100_000
const many = 10_000_000

const schema = z.object({ most: z.number(), inUse: z.number() })

type Needed = z.infer<typeof schema>

interface Turn {
  readonly workers: number
  readonly few: Needed
  readonly many: Needed
}

export function benchMemory(progress: Progress): Measured {
  const all = Array.from({ length: turns }, (_, at) => {
    const needed = (scripts: number, workers: number): Needed => {
      progress(`memory: turn ${at + 1} of ${turns}, ${inWords(scripts, workers)}`)
      return turnOf(schema, 'memory-job.ts', scripts, at + 1, workers)
    }
    return [1, 2].map((workers): Turn => {
      return { workers, few: needed(few, workers), many: needed(many, workers) }
    })
  }).flat()
  return {
    title: `memory: MiB of a process, ${turns} turns; medians (least to most)`,
    rows: [1, 2].flatMap((workers) => rowsOf(all.filter((turn) => turn.workers === workers))),
  }
}

function rowsOf(turns: readonly Turn[]): Measured['rows'] {
  const workers = turns[0]?.workers ?? 0
  const figures = (of: (turn: Turn, what: keyof Needed) => number): Figures => ({
    'at the most': figure(turns.map((turn) => of(turn, 'most'))),
    'in use at the end': figure(turns.map((turn) => of(turn, 'inUse'))),
  })
  return [
    { name: inWords(few, workers), figures: figures(({ few }, what) => few[what]) },
    { name: inWords(many, workers), figures: figures(({ many }, what) => many[what]) },
    {
      name: `many / few, ${inWorkers(workers)}`,
      figures: figures(({ few, many }, what) => many[what] / few[what]),
    },
  ]
}

function inWords(scripts: number, workers: number): string {
  return `${scripts} scripts, ${inWorkers(workers)}`
}

function inWorkers(workers: number): string {
  return workers === 1 ? '1 worker' : `${workers} workers`
}
