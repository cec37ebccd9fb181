/** What the example bridges that are programs make of lines, and of what is no JSON. */
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { describePrograms } from './example-bridges.fixture.ts'

const answerSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.json(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
})

/** A request with a value where none is looked at. */
const fence = (value: string, id = '1'): string =>
  `{"jsonrpc":"2.0","id":${id},"method":"fence","params":{"unknown":${value}}}`

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** No JSON, wherever it stands. */
const noJSON = [
  ...['', '1 2', '01', '+1', '-', '--1', '1.', '.5', '1e', '1e+', '0x1', '\uff11'],
  ...['tru', 'True', 'nulll', 'undefined', "'a'", 'a', '"a', '"a\\"', '"\t"', '"\0"'],
  ...['"\\x41"', '"\\u12"', '"\\u00g0"', '"\\u\uff11\uff11\uff11\uff11"', '"\\U0041"'],
  ...['[', ']', '[1 2]', '[1,]', '[,1]', '[1}', '{', '{"a"}', '{"a":}', '{"a" 1}', '{"a":1,}'],
  ...['{a:1}', '{1:1}', '{,}', '{"a":1 "b":2}', '/* */ 1'],
]

describePrograms(({ language, command, args }) => {
  /** What it answers to lines of text or of bytes, and that it ends well after them. */
  function answersTo(...lines: readonly (string | Buffer)[]) {
    const input = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]))
    // The charset of the platform must not matter.
    const env = { ...process.env, LC_ALL: 'C' }
    const { status, stdout, stderr } = spawnSync(command, args, { input, env, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout
      .trim()
      .split('\n')
      .map((line) => answerSchema.parse(JSON.parse(line)))
  }

  it('gives every id back as it came', () => {
    const ids = [
      ...['', '\ud800', '\udfff\ud800', '\u{1f4de}', '\u2028', '\x7f', '\0\b\f\n\r\t"\\/'],
      ...[0, -1, 1e21, 5e-324, 1.7976931348623157e308, true, false, null, [], {}, [[], {}]],
      ...fc.sample(fc.jsonValue({ maxDepth: 5 }), { numRuns: 500, seed: 1 }),
    ]
    const lines = ids.map((id) => fence('0', JSON.stringify(id)))
    expect(answersTo(...lines).map(({ id }) => id)).toEqual(JSON.parse(JSON.stringify(ids)))
  })

  it('reads what is JSON in every way of writing it', () => {
    const values = [
      ...['-0', '1.5e+3', '1E-2', ' [ 1 , 2 ]\t', '{ "a" : { } , "a" : 1 }', nested(50)],
      ...['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"', `"${'a'.repeat(100_000)}"`],
    ]
    const lines = values.map((value) => fence(value))
    const answers = answersTo('', '  ', '\r', ...lines, `${fence('1')}\r`)
    expect(answers).toEqual(answers.map(() => ({ jsonrpc: '2.0', id: 1 })))
    expect(answers.length).toBe(lines.length + 1)
  })

  it('answers each line that is no JSON with a parse error, and goes on', () => {
    const bad = [
      ...noJSON.map((value) => fence(value)),
      ...['{', 'listening', fence('1').slice(0, -1), `${fence('1')}}`],
      // Not UTF-8: a byte that never occurs, half of a character, a surrogate, "/" in two bytes.
      ...['\xff', '\xc3', '\xed\xa0\x80', '\xc0\xaf'].map((bytes) =>
        Buffer.from(fence(`"${bytes}"`), 'latin1'),
      ),
      // Python's own reader has no bound, and takes these words.
      ...(language === 'Java' ? ['NaN', '-Infinity', '9'.repeat(200), nested(100_000)] : []).map(
        (value) => fence(value),
      ),
    ]
    const answers = answersTo(...bad.flatMap((line) => [line, fence('1')]))
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual(
      bad.flatMap(() => [
        [null, -32700],
        [1, undefined],
      ]),
    )
  })

  it('answers a method that does not exist with an error, and goes on', () => {
    const unknown = '{"jsonrpc":"2.0","id":7,"method":"unknown","params":{}}'
    const answers = answersTo(unknown, fence('1'))
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      [7, -32601],
      [1, undefined],
    ])
  })
})
