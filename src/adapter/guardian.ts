/**
 * What no hook of the harness can do: where it is killed itself, by SIGKILL or for want of memory, a
 * process that outlives it for a moment kills what it has started.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Writable } from 'node:stream'
import { marksOfHarness } from './marked-processes.ts'

type Guardian = ChildProcessByStdio<Writable, null, null>

let guardian: Guardian | undefined

/**
 * Starts it, where it is not there yet. One is enough for all bridges, however often they are started
 * anew. It ends when the harness has. On Windows there is none.
 */
export function startGuardian(): void {
  if (guardian !== undefined || process.platform === 'win32') return
  const started: Guardian = spawn('/bin/sh', ['-c', onceHarnessIsGone, 'partyline', sought()], {
    // A session of its own, so that no Ctrl-C reaches it and no terminal's end.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // Without a mark, by which it would be killed where the harness is itself behind a bridge.
    env: { PATH: process.env['PATH'] },
    cwd: '/',
  })
  // Where there is no such shell, the harness's own hook on exit is all there is.
  for (const it of [started, started.stdin]) it.on('error', () => undefined)
  started.on('exit', () => (guardian = undefined))
  started.unref()
  guardian = started
}

/** Says which process groups, by the ids of their leaders, are to be killed once the harness is gone. */
export function tellGuardian(groups: readonly number[]): void {
  guardian?.stdin.write(`${groups.join(' ')}\n`)
}

function sought(): string {
  return process.platform === 'linux' ? marksOfHarness : ''
}

// The pipe closes when the harness is gone, however it went. A shell may be of any kind: only
// `kill -s KILL -- -N` is understood by all of them.
const onceHarnessIsGone = `
trap '' HUP INT TERM
while read -r line; do groups=$line; done
for group in $groups; do kill -s KILL -- "-$group"; done
[ -n "$1" ] || exit
for look in 1 2 3 4 5 6 7 8 9 10; do
  found=$(grep -lsF -- "$1" /proc/[0-9]*/environ)
  [ -n "$found" ] || exit
  for environ in $found; do
    pid=\${environ#/proc/}
    kill -s KILL -- "\${pid%/environ}"
  done
done`
