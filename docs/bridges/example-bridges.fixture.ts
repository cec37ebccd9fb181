/** The example bridges, as the tests start them. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, vi } from 'vitest'
import type { Adapter } from '../../src/adapter/adapter.ts'
import { openAdapter } from '../../src/adapter/adapter-spec.ts'

/** Milliseconds for one answer: only a bridge that hangs takes so long. */
export const timeoutMs = 60_000

export interface Example {
  readonly language: string
  /** The adapter, with one of its deliberate faults where one is named. */
  open(fault?: string): Promise<Adapter>
  /** Starts it, so that nothing that is asked later waits for its start. */
  start(): Promise<Started>
}

export interface Started {
  /** As for `--adapter`. */
  readonly spec: string
  end(): Promise<void>
}

/** An example that is a program. */
export interface Program extends Example {
  readonly command: string
  readonly args: readonly string[]
}

const absolute = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

function program(language: string, command: string, args: readonly string[]): Program {
  const spec = `exec:${command} ${args.map((arg) => `"${arg}"`).join(' ')}`
  return {
    language,
    command,
    args,
    open: (fault) =>
      openAdapter(fault === undefined ? spec : `${spec} --fault ${fault}`, { timeoutMs }),
    start: () => listening(command, args),
  }
}

async function listening(command: string, args: readonly string[]): Promise<Started> {
  const child = spawn(command, [...args, '--listen', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  // Whatever becomes of the tests, it does not outlive them.
  const kill = () => void child.kill()
  process.on('exit', kill)
  const { value: line = '' } = await linesOf(child.stderr).next()
  const [, address] = /^listening on (127\.0\.0\.1:\d+)$/.exec(line) ?? []
  if (address === undefined) throw new Error(`${command} does not listen: ${line}`)
  return {
    spec: `tcp://${address}`,
    async end() {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = ''
  for await (const text of stream.setEncoding('utf8')) {
    const lines = (rest + String(text)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** A module has no command line: its fault is named by the environment. */
function inProcess(language: string, file: string): Example {
  const spec = absolute(file)
  return {
    language,
    async open(fault) {
      const adapter = await openAdapter(spec, { timeoutMs })
      return {
        connect(deliver) {
          vi.stubEnv('FAULT', fault)
          return adapter.connect(deliver)
        },
      }
    },
    start: async () => ({ spec, end: async () => {} }),
  }
}

const python = program('Python', 'python3', [absolute('bridge.py')])
// Many starts and short runs: without its second compiler Java starts in half the time.
const java = program('Java', 'java', ['-XX:TieredStopAtLevel=1', absolute('Bridge.java')])
const typescript = inProcess('TypeScript', 'bridge.ts')

/** Why a language cannot be tested here, for the name of what is skipped. */
const missing = new Map([
  [
    python.language,
    spawnSync('python3', ['--version']).status === 0 ? '' : 'there is no python3 on this machine',
  ],
  [
    java.language,
    javaVersion() >= 17 ? '' : 'there is no java 17 with its compiler on this machine',
  ],
])

/** Of the compiler, without which `java Bridge.java` cannot run; 0 where there is none. */
function javaVersion(): number {
  const { stdout } = spawnSync('java', ['--list-modules'], { encoding: 'utf8' })
  return Number(/^jdk\.compiler@(\d+)/m.exec(stdout ?? '')?.[1] ?? 0)
}

function describeEach<E extends Example>(examples: readonly E[], body: (example: E) => void): void {
  for (const example of examples) {
    const reason = missing.get(example.language) ?? ''
    const title = `the example in ${example.language}`
    if (reason === '') describe(title, () => body(example))
    else describe.skip(`${title} (skipped: ${reason})`, () => body(example))
  }
}

/** The same tests for each example whose language is on this machine; the others are skipped. */
export const describeExamples = (body: (example: Example) => void): void =>
  describeEach([python, java, typescript], body)

/** The same for those that are programs, with a command line. */
export const describePrograms = (body: (program: Program) => void): void =>
  describeEach([python, java], body)
