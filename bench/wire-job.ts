/**
 * One turn of a job of `wire`, in a process of its own: `WHO OVER DELAY IN-FLIGHT SCRIPTS SEED`, where WHO
 * is `harness` or `client`, and OVER `exec` or `tcp`. Prints JSON: scripts a second, and what this process
 * takes for one in microseconds of its processor.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { profiles } from '../oracles/profile.ts'
import { openAdapter } from '../src/adapter/adapter-spec.ts'
import { boundGarbage } from '../src/run/garbage.ts'
import { drawing } from '../src/plan/drawing.ts'
import { drawnScripts } from '../src/plan/leaning.ts'
import { runCampaign } from '../src/run/campaign.ts'
import { play, turnsOf } from './wire-client.ts'

const timeoutMs = 60_000
const bridge = fileURLToPath(new URL('wire-bridge.ts', import.meta.url))
const [who, over, ...numbers] = process.argv.slice(2)
const [delay = 0, inFlight = 1, scripts = 1, seed = 1] = numbers.map(Number)

function startBridge(...args: readonly number[]): ChildProcess {
  const command = [bridge, ...args.map(String)]
  return spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** A bridge that listens. @returns its port. */
async function listening(): Promise<number> {
  const { stdout } = startBridge(delay, 0)
  const [port] = stdout === null ? [] : await once(stdout, 'data')
  return Number(String(port))
}

/** Scripts a second of the second half: in the first one all is compiled. */
interface Rate {
  readonly rate: number
  readonly processor: number
}

class Clock {
  #warm: { readonly done: number; readonly at: number; readonly usage: NodeJS.CpuUsage } | undefined

  told(done: number): void {
    if (done >= scripts / 2)
      this.#warm ??= { done, at: performance.now(), usage: process.cpuUsage() }
  }

  get rate(): Rate {
    const warm = this.#warm
    if (warm === undefined) throw new Error('the run is over before it is warm')
    const done = scripts - warm.done
    const { user, system } = process.cpuUsage(warm.usage)
    return {
      rate: (1000 * done) / (performance.now() - warm.at),
      processor: (user + system) / done,
    }
  }
}

const clock = new Clock()

async function harness(): Promise<Rate> {
  // As the command does.
  boundGarbage()
  const adapterSpec =
    over === 'exec'
      ? `exec:"${process.execPath}" "${bridge}" ${delay}`
      : `tcp://127.0.0.1:${await listening()}`
  const { findings, stats } = await runCampaign({
    ...{ adapter: await openAdapter(adapterSpec, { timeoutMs }), adapterSpec, timeoutMs },
    ...{ profile: profiles.default, seed, runs: scripts, maxFindings: 1, inFlight },
    ...{ maxParties: 8, maxSteps: 12 },
    now: () => performance.now(),
    progress: (progress) => clock.told(progress.scripts),
  })
  if (findings.length > 0 || stats.scripts !== scripts) throw new Error('the bridge is to conform')
  return clock.rate
}

async function client(): Promise<Rate> {
  const { out, into } = await linked()
  const introduction = { protocolVersion: 1, harness: { name: 'client', version: '1' } }
  const params = JSON.stringify(introduction)
  out.write(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":${params}}\n`)
  const [answer] = await once(into, 'data')
  const { capabilities } = JSON.parse(answer).result
  const { decode } = drawing(capabilities, 8, profiles.default)
  const drawn = drawnScripts(seed, 12, decode)
  const turns = Array.from({ length: scripts }, (_, at) => turnsOf(drawn.at(at)))
  await new Promise<void>((resolve) => {
    const write = (text: string): void => void out.write(text)
    const told = (ended: number): void => (ended === scripts ? resolve() : clock.told(ended))
    into.on('data', play(turns, inFlight, write, told))
  })
  const { rate } = clock
  out.end()
  return rate
}

async function linked(): Promise<{ readonly out: Writable; readonly into: Readable }> {
  if (over === 'tcp') {
    const socket = connect({ host: '127.0.0.1', port: await listening(), noDelay: true })
    return { out: socket, into: socket.setEncoding('utf8') }
  }
  const { stdin, stdout } = startBridge(delay)
  if (stdin === null || stdout === null) throw new Error('the bridge has no streams')
  return { out: stdin, into: stdout.setEncoding('utf8') }
}

console.log(JSON.stringify(await (who === 'harness' ? harness() : client())))
