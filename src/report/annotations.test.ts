import { describe, expect, it } from 'vitest'
import type { RunResult } from '../run/finding.ts'
import { annotations } from './annotations.ts'
import {
  crash,
  hostile,
  hostileFinding,
  runWith,
  undecidedRun,
  wrongCallState,
} from './example-finding.fixture.ts'

interface Command {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

/** As GitHub's runner reads a line: up to the second `::`, then its escapes. */
function readCommand(line: string): Command {
  const end = line.indexOf('::', 2)
  if (!line.startsWith('::') || end < 0) throw new Error(`no command: ${line}`)
  const [name = '', ...rest] = line.slice(2, end).split(' ')
  const properties = rest
    .join(' ')
    .split(',')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), unescaped(pair.slice(at + 1))]
    })
  return { name, properties: new Map(properties), data: unescaped(line.slice(end + 2)) }
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

function read(run: RunResult): readonly Command[] {
  const text = annotations(run, 'reports')
  expect(text.endsWith('\n')).toBe(true)
  return text.trimEnd().split('\n').map(readCommand)
}

describe('annotations', () => {
  it('are an error for each finding, with how to see it again', () => {
    const [error, notice, ...others] = read(runWith([wrongCallState]))
    expect(error?.name).toBe('error')
    expect(error?.properties.get('title')).toBe(
      'partyline: party-deleted-call-state (b1946ac92492)',
    )
    expect(error?.data.split('\n')).toEqual([
      '7001 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
      'party-deleted-call-state: CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK.',
      'In a conference of 7001, 7002, 7003: 7002 releases. It failed 5 of 5 times when it was run again.',
      "npx partyline replay reports/findings/b1946ac92492.json --adapter 'exec:python3 bridge.py'",
    ])
    expect(notice).toMatchObject({ name: 'notice' })
    expect(notice?.data).toContain('acme-tserver 9.1 violates the document: 1 finding.\n1,000 ')
    expect(others).toEqual([])
  })

  it('are a warning for a known failure, and for a run that is incomplete', () => {
    const known = { ...crash, known: { reason: 'until 9.2' } }
    const found = read(undecidedRun([known, wrongCallState]))
    expect(found.map(({ name }) => name)).toEqual(['error', 'warning', 'warning', 'notice'])
    expect(found[1]?.data).toBe('in 3 scripts the search for an order was given up')
    expect(found[2]?.properties.get('title')).toBe('partyline: crash (92eb5ffee6ae)')
    expect(found[2]?.data).toContain('\nknown: until 9.2\n')
  })

  it('are no more than GitHub shows, and the last one counts the others', () => {
    const findings = Array.from({ length: 25 }, (_, at) => ({
      ...wrongCallState,
      fingerprint: at.toString(16).padStart(12, '0'),
    }))
    const known = findings.map((finding) => ({ ...finding, known: { reason: 'x' } }))
    const found = read(runWith([...findings, ...known]))
    expect(found.map(({ name }) => name)).toEqual([
      ...Array<string>(10).fill('error'),
      ...Array<string>(10).fill('warning'),
      'notice',
    ])
    expect(found[9]?.data).toBe('16 more findings: see the reports of the run.')
    expect(found[19]?.data).toBe('16 more known failures: see the reports of the run.')
    expect(read(runWith(findings.slice(0, 10)))[9]?.data).toContain('7001 saw')
  })

  it('hold no command of a T-Server', () => {
    const failure = { message: '::stop-commands::x ##[error]y ##vso[z] 100%0A::error::z', log: [] }
    const run = {
      ...runWith([hostileFinding(), { ...crash, failure, rules: ['a,b::c'] }]),
      implementation: { name: `${hostile.terminal},x=y::z` },
      adapter: hostile.terminal,
    }
    const text = annotations(run, hostile.terminal)
    expect(text.match(/^.*$/gm)).toHaveLength(4)
    expect(text.match(/^::/gm)).toHaveLength(3)
    expect(text).not.toMatch(/##\w*\[/)
    const [, crashed] = read(run)
    expect([...(crashed?.properties.keys() ?? [])]).toEqual(['title'])
    expect(crashed?.properties.get('title')).toBe('partyline: a,b::c (92eb5ffee6ae)')
    // What looks like an escape is told as it came.
    expect(crashed?.data.split('\n')[0]).toContain('100%0A::error::z')
  })
})
