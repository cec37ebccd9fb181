import { describe, expect, it } from 'vitest'
import type { Check, Problem } from './check.ts'
import { checkText, verdictText } from './checkup-text.ts'
import type { Line } from './exchange.ts'

const options = { columns: 80, colour: false, subject: 'bridge' }

const line = (number: number, way: Line['way'], text: string): Line => ({
  number,
  way,
  text,
  method: undefined,
  write: undefined,
})

const problem: Problem = {
  mistake: 'the fence is answered too early',
  lines: [
    line(1, 'sent', '{"id":1}'),
    line(2, 'came', '{"id":1,"result":{}}'),
    line(7, 'came', '{"method":"event"}'),
  ],
  seen: 'EventReleased came for 7001 after the answer to the fence.',
  log: [],
  wanted: 'fence is answered when all is written.',
  toDo: 'Wait with the answer.',
}

const check = (changes: Partial<Check> = {}): Check => ({
  name: 'release',
  status: 'passed',
  summary: 'in a call of three',
  problems: [],
  notes: [],
  ...changes,
})

const wrong = check({ status: 'wrong', summary: problem.mistake, problems: [problem] })

describe('the text of a check', () => {
  it('is a line where there is nothing to say', () => {
    expect(checkText(check(), [], options)).toBe('✓ release        in a call of three\n')
  })

  it('shows what was sent and came, what is wanted, and what to do', () => {
    expect(checkText(wrong, [], options)).toBe(
      [
        '✗ release        the fence is answered too early',
        '    → {"id":1}',
        '    ← {"id":1,"result":{}}',
        '    …',
        '    ← {"method":"event"}',
        '    Seen:    EventReleased came for 7001 after the answer to the fence.',
        '    Wanted:  fence is answered when all is written.',
        '    To do:   Wait with the answer.',
        '',
      ].join('\n'),
    )
  })

  it('says of the same mistake only where it was told', () => {
    expect(checkText({ ...wrong, name: 'delete' }, [wrong], options)).toBe(
      '✗ delete         the same as in release\n',
    )
  })

  it('says whose doing it is that the T-Server differs', () => {
    const differing = check({ status: 'tserver', summary: '7002 saw nothing' })
    const first = checkText(differing, [], options)
    expect(first).toMatch(/^! release {8}the bridge does its part; the T-Server differs from the/)
    expect(checkText(differing, [differing], options)).toBe(
      '! release        the T-Server again: 7002 saw nothing\n',
    )
  })

  it('tells notes, and what is not offered', () => {
    const text = checkText(check({ status: 'not offered', notes: ['A note.'] }), [], options)
    expect(text).toBe('- release        not offered: in a call of three\n    · A note.\n')
  })

  it('fits the terminal, whatever comes', () => {
    const long = 'x'.repeat(5000)
    const words = 'word '.repeat(500)
    const large: Problem = {
      ...problem,
      mistake: words,
      lines: [line(1, 'came', long), line(2, 'came', `{"a":"${words}","b":"${long}"}`)],
      seen: words,
      log: [long],
      wanted: words,
      toDo: words,
    }
    for (const columns of [40, 80, 200]) {
      const text =
        checkText(
          check({ status: 'wrong', summary: words, problems: [large], notes: [words] }),
          [],
          {
            ...options,
            columns,
          },
        ) + verdictText([check({ status: 'not tried', summary: words })], 'embedded', options)
      const most = Math.max(columns, 80)
      expect(text.split('\n').filter((row) => row.length > most)).toEqual([])
    }
  })

  it('shows no control sequence of the bridge', () => {
    const hostile = '\x1b[2J\u202e\r\n::error::'
    const text = checkText(
      check({
        status: 'wrong',
        summary: hostile,
        notes: [hostile],
        problems: [
          {
            mistake: hostile,
            lines: [line(1, 'came', hostile)],
            seen: hostile,
            log: [hostile],
            wanted: hostile,
            toDo: hostile,
          },
        ],
      }),
      [],
      options,
    )
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(text).not.toMatch(/^::error/m)
    expect(text).toContain('\\x1b[2J\\u202e\\x0d')
  })

  it('has colours where they are asked for, and the same words', () => {
    const coloured = checkText(wrong, [], { ...options, colour: true })
    expect(coloured).toContain('\x1b[')
    expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(checkText(wrong, [], options))
  })
})

describe('the last words', () => {
  it('are where to go on, for a bridge that is right', () => {
    const spec = 'exec:python3 bridge.py'
    expect(verdictText([check(), check({ status: 'tserver' })], spec, options)).toBe(
      [
        '',
        'The bridge does what the protocol wants, in 2 checks.',
        "The T-Server differs from the document in 1 check. That is not the bridge's",
        'doing, and fuzz tells it properly.',
        "Next: npx partyline fuzz --adapter 'exec:python3 bridge.py'",
        '',
      ].join('\n'),
    )
  })

  it('are how many mistakes there are, and which to mend', () => {
    expect(verdictText([wrong, wrong], 'embedded', options)).toBe(
      '\nThe bridge makes 1 mistake. Mend it, and ask again.\n',
    )
    const other = { ...wrong, problems: [{ ...problem, mistake: 'another' }] }
    expect(verdictText([wrong, other], 'embedded', options)).toMatch(
      /^\nThe bridge makes 2 mistakes\. Mend the first, and ask again/,
    )
  })

  it('name what was left open, by the reason', () => {
    const open = (name: string, summary: string) => check({ name, status: 'not tried', summary })
    const checks = [
      wrong,
      open('delete', 'a reason'),
      open('fence', 'another'),
      open('reset', 'a reason'),
    ]
    expect(verdictText(checks, 'embedded', options)).toMatch(
      /^\? Left open: delete, reset; a reason\.\n\? Left open: fence; another\.\n\n/,
    )
  })
})
