/** The command as a user meets it: a child process, in a directory of its own. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect } from 'vitest'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What a command is started with. Of the tests' own run on GitHub, none of them is to tell. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, ...environment } = process.env
  return {
    ...environment,
    /** Half of what a command takes is to compile it; kept between the commands. */
    NODE_COMPILE_CACHE: here('../../node_modules/.cache/partyline'),
  }
}

/** The Node that the project brings. */
export const node = here('../../node_modules/.bin/node')

/** @param path of a source in `src`, ending with `.js`: what was built of it, as users have it. */
export const built = (path: string): string => here(`../../dist/src/${path}`)
export const main = built('cli/main.js')

/** An adapter that says on stderr when it is used. */
export const telling = here('./telling-adapter.fixture.ts')

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly ended: Promise<Ended>
}

/** A directory that is new for every test of the file, as the working directory of the commands. */
export function workingDirectory() {
  let directory = ''
  let started: Running[] = []
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'partyline-cli-'))
    started = []
  })
  afterEach(async () => {
    // Those of a test that failed may go on for ever.
    for (const { child } of started) child.kill('SIGKILL')
    await rm(directory, { recursive: true })
  })

  function start(args: readonly string[]): Running {
    const running = startIn(directory, args)
    started.push(running)
    return running
  }
  return {
    /** The path of a file in it. */
    path: (...names: readonly string[]): string => join(directory, ...names),
    start,
    partyline: (...args: readonly string[]): Promise<Ended> => start(args).ended,
    /** All files in it, below it too. */
    async files(): Promise<readonly string[]> {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
        .toSorted()
    },
  }
}

function startIn(cwd: string, args: readonly string[]): Running {
  const child = spawn(node, [main, ...args], {
    cwd,
    env: commandEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return {
    child,
    ended: ended.then(([stdout, stderr]) => ({ status: child.exitCode, stdout, stderr })),
  }
}

/** Resolves when the child has written this to stderr. */
export async function hasWritten({ child, ended }: Running, what: string): Promise<void> {
  let written = ''
  const seen = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      written += chunk.toString()
      if (written.includes(what)) resolve()
    })
  })
  await Promise.race([
    seen,
    ended.then(({ stderr }) => {
      if (!stderr.includes(what)) throw new Error(`it ended without ${what}: ${stderr}`)
    }),
  ])
}

/** Refused before anything was run: one line on stderr, nothing else. */
export function expectRefusal({ status, stdout, stderr }: Ended, complaint: string): void {
  expect(stderr).toMatch(/^partyline: [^\n]+\n$/)
  expect(stderr).toContain(complaint)
  expect(stdout).toBe('')
  expect(status).toBe(2)
}
