/**
 * How many of the applicable transitions scripts exercise on a T-Server that does by chance all that it
 * may: as they are drawn, and as they were if nothing leaned towards what is rare.
 */
import { profiles } from '../oracles/profile.ts'
import { decode, type DecodeOptions } from '../src/plan/decode.ts'
import { drawing } from '../src/plan/drawing.ts'
import { drawnScripts } from '../src/plan/leaning.ts'
import { planAt } from '../src/plan/plan.ts'
import type { Script } from '../src/plan/script.ts'
import { Connection } from '../src/run/connection.ts'
import { Coverage } from '../src/run/coverage.ts'
import { tryScript } from '../src/run/trial.ts'
import { embedded } from '../src/tserver/embedded.ts'
import { figure, type Measured } from './figures.ts'
import type { Progress } from './turns.ts'

const seeds = 20
const scripts = 1000
const maxParties = 8
const maxSteps = 12

/** More than it takes; a run that needs them is counted with so many. */
const mostScripts = 200_000

export async function benchLeaning(progress: Progress): Promise<Measured> {
  const connection = await Connection.open(embedded('nondeterministic'))
  const { capabilities } = connection.tserver
  const options = drawing(capabilities, maxParties, profiles.default).decode
  const rows: Measured['rows'][number][] = []
  for (const [name, drawn] of [
    ['leaning', leaning],
    ['plain', plain],
  ] as const) {
    const after: number[] = []
    const until: number[] = []
    for (let seed = 1; seed <= seeds; seed++) {
      progress(`leaning: seed ${seed} of ${seeds}, ${name}`)
      const coverage = new Coverage({ maxParties, maxSteps, capabilities })
      const scriptAt = drawn(seed, options)
      let index = 0
      for (; index < mostScripts && !isWhole(coverage, index); index++) {
        if (index === scripts) after.push(exercised(coverage))
        const trial = await tryScript(scriptAt(index), connection, profiles.default)
        if (trial.failed || trial.verdict.verdict !== 'conforms')
          throw new Error('it is to conform')
        coverage.add(trial.verdict.situations)
      }
      until.push(index)
    }
    rows.push({
      name,
      figures: {
        [`transitions after ${scripts} scripts`]: figure(after),
        'scripts for all of them': figure(until),
      },
    })
  }
  return { title: `leaning: ${seeds} seeds; medians (least to most)`, rows }
}

const leaning = (seed: number, options: DecodeOptions): ((index: number) => Script) =>
  drawnScripts(seed, maxSteps, options).at

function plain(seed: number, options: DecodeOptions): (index: number) => Script {
  return (index) => decode(planAt(maxSteps, seed, index), options)
}

function exercised({ transitions }: Coverage): number {
  return transitions.filter((one) => one.exercised > 0).length
}

/** Asked every so many scripts: to count takes time. */
function isWhole(coverage: Coverage, index: number): boolean {
  return (
    index > scripts &&
    index % 250 === 0 &&
    coverage.transitions.every((one) => one.exercised > 0 || !one.applicable)
  )
}
