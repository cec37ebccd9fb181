/** Ctrl-Z, a debugger, a machine that sleeps: the harness is stopped, and its bridge is not. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const here = (path: string): string => new URL(path, import.meta.url).href
const bridge = fileURLToPath(here('fixtures/while-stopped.mjs'))

const timeoutMs = 2000

/** A harness that stops itself when it has asked for a fence, and prints how that was answered. */
async function stoppedAtFence(answer: string): Promise<string> {
  const command = `"${process.execPath}" "${bridge}" ${answer} ${2 * timeoutMs}`
  const script = `
    const { exec } = await import(${JSON.stringify(here('exec.ts'))})
    const stop = () => process.kill(process.pid, 'SIGSTOP')
    const through = (link) => ({
      ...link,
      write(lines) {
        link.write(lines)
        // Not before the harness has begun to count.
        if (lines.includes('"fence"')) setImmediate(stop)
      },
    })
    let events = 0
    const tserver = await exec(${JSON.stringify(command)}, { timeoutMs: ${timeoutMs}, through })
      .connect(() => (events += 1))
    const began = performance.now()
    const how = await tserver.fence().then(() => 'answered', (failure) => failure.message)
    const late = performance.now() - began >= ${2 * timeoutMs}
    console.log(JSON.stringify({ how, events, late }))
    process.exit()`
  const harness = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [told] = await Promise.all([text(harness.stdout), once(harness, 'close')])
  return told
}

describe('a harness that was stopped for longer than an answer may take', () => {
  it('takes the answer that has come meanwhile', async () => {
    expect(JSON.parse(await stoppedAtFence('short'))).toEqual({
      how: 'answered',
      events: 0,
      late: true,
    })
  })

  it('finds a bridge hanging that has not answered', async () => {
    expect(JSON.parse(await stoppedAtFence('none'))).toEqual({
      how: `the bridge did not answer fence within ${timeoutMs} ms`,
      events: 0,
      late: true,
    })
  })
})
