import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { exec } from '../adapter/exec.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign } from './campaign.fixture.ts'
import type { Finding } from './finding.ts'

const bridge = fileURLToPath(new URL('deaf-bridge.fixture.mjs', import.meta.url))

async function firstFinding(...args: readonly string[]): Promise<Finding> {
  const command = [process.execPath, bridge, ...args].map((word) => `"${word}"`).join(' ')
  const adapter = exec(command, { timeoutMs: 60_000 })
  const { findings } = await campaign({ adapter, runs: 20, maxFindings: 1 })
  const [finding] = findings
  if (finding === undefined) throw new Error('the bridge is to fail')
  return finding
}

/** Without what differs from run to run: the numbers of the requests and of the calls. */
const linesOf = ({ wire }: Finding) =>
  wire?.lines.map(({ from, text }) => {
    const { method, params, result } = JSON.parse(text)
    return [from, method ?? 'answer', params?.request ?? params?.dns ?? Object.keys(result ?? {})]
  })

describe('over a wire, a finding has what went both ways while its smallest script failed', () => {
  test('and what the bridge wrote to its log meanwhile', async () => {
    const finding = await firstFinding()
    expect(finding.script.rounds.flat()).toHaveLength(1)
    expect(linesOf(finding)).toEqual([
      ['harness', 'establish', finding.script.calls[0]?.dns],
      ['bridge', 'answer', ['connID']],
      ['harness', 'send', 'TReleaseCall'],
      ['harness', 'fence', []],
      ['bridge', 'answer', []],
      ['bridge', 'answer', []],
      ['harness', 'discard', []],
      ['bridge', 'answer', []],
    ])
    expect(finding.wire?.leftOut).toBe(0)
    expect(finding.wire?.log).toEqual(['ignored TReleaseCall of 7001'])
  })

  test('also where the bridge ended', async () => {
    const finding = await firstFinding('crash')
    expect(finding.kind).toBe('crash')
    expect(linesOf(finding)?.at(-1)).toEqual(['harness', 'fence', []])
    expect(finding.wire?.log).toEqual(['ignored TReleaseCall of 7001'])
  })
})

test('without a wire there is none', async () => {
  const { findings } = await campaign({ adapter: embedded('released-missing'), runs: 100 })
  expect(findings.length).toBeGreaterThan(0)
  for (const finding of findings) expect(finding).not.toHaveProperty('wire')
})
