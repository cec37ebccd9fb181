/**
 * One turn of the shrinking bench, in a process of its own: the first failing scripts of a seed, one
 * of each fault of the bank, made small by this project's shrinker and by fast-check's own, which both
 * go on as long as the script fails by the same name. Prints each as JSON.
 */
import fc from 'fast-check'
import { profiles } from '../oracles/profile.ts'
import type { Capabilities } from '../src/adapter/adapter.ts'
import { checked } from '../src/adapter/checked.ts'
import { decode } from '../src/plan/decode.ts'
import { drawing } from '../src/plan/drawing.ts'
import { planArbitrary, planAt, type Plan } from '../src/plan/plan.ts'
import { partyCount, stepCount, type Script } from '../src/plan/script.ts'
import { Connection } from '../src/run/connection.ts'
import { runAlone } from '../src/run/run-alone.ts'
import { shrink } from '../src/run/shrink.ts'
import { failureName } from '../src/run/trial.ts'
import { embedded } from '../src/tserver/embedded.ts'
import { faults } from '../src/tserver/faults.ts'

const profile = profiles.default
const maxSteps = 12
/** So many scripts are tried for one that fails, and so many are run to make it small. */
const mostScripts = 500
const budget = 20_000
const timeoutMs = 5000

const plans = planArbitrary(maxSteps)
const seed = Number(process.argv[2])

interface Cost {
  readonly executions: number
  /** Of processor time. */
  readonly milliseconds: number
  readonly size: number
}

async function costOf(run: () => Promise<{ executions: number; script: Script }>): Promise<Cost> {
  const started = process.cpuUsage()
  const { executions, script } = await run()
  const { user, system } = process.cpuUsage(started)
  const size = partyCount(script) + stepCount(script)
  return { executions, milliseconds: (user + system) / 1000, size }
}

async function compared(fault: string) {
  // Checked, so that an exception of the T-Server is its crash.
  const connection = await Connection.open(checked(fault, embedded(fault), timeoutMs))
  const capabilities: Capabilities = connection.tserver.capabilities
  const { decode: options, plain } = drawing(capabilities, 8, profile)
  const nameOf = async (script: Script): Promise<string | undefined> => {
    const trial = await runAlone(script, { connection, profile })
    return trial.failed ? failureName(trial) : undefined
  }
  for (let index = 0; index < mostScripts; index++) {
    const plan = planAt(maxSteps, seed, index)
    const name = await nameOf(decode(plan, options))
    if (name === undefined) continue
    const own = await costOf(() =>
      shrink(decode(plan, options), {
        plain,
        profile,
        limits: capabilities,
        fails: async (candidate) => (await nameOf(candidate)) === name,
        stopped: () => false,
        budget,
      }),
    )
    const peer = await costOf(async () => {
      let executions = 0
      let smallest: Plan = plan
      const property = fc.asyncProperty(plans, async (candidate) => {
        executions += 1
        // Beyond the budget nothing fails, and fast-check takes what it has.
        if (executions > budget || (await nameOf(decode(candidate, options))) !== name) return
        smallest = candidate
        throw new Error(name)
      })
      await fc.check(property, { examples: [[[...plan]]], numRuns: 1 })
      // The first of them is the failing script itself.
      return { executions: executions - 1, script: decode(smallest, options) }
    })
    return [{ fault, own, peer }]
  }
  return []
}

const found = []
for (const { name } of faults) found.push(...(await compared(name)))
console.log(JSON.stringify(found))
