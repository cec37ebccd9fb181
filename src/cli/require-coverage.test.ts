import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectRefusal, workingDirectory, type Ended } from './command.fixture.ts'

const { partyline, path, files } = workingDirectory()

/** `partyline fuzz` with a file that says what coverage is required. */
async function gated(required: unknown, ...args: readonly string[]): Promise<Ended> {
  await writeFile(path('gate.json'), JSON.stringify(required))
  return partyline('fuzz', '--seed', '1', '--require-coverage', 'gate.json', ...args)
}

const inOneLine = ({ stdout }: Ended): string => stdout.replaceAll('\n', ' ')

describe('partyline fuzz --require-coverage', () => {
  it('answers 0 where as much was exercised', async () => {
    const ended = await gated({ clauses: { '*': 10 }, transitions: { 'release-first/2/plain': 5 } })
    expect(ended.stderr).toBe('')
    expect(ended.status).toBe(0)
  })

  it('answers 3 where less was exercised, and says of what', async () => {
    const ended = await gated({ clauses: { 'self-delete': 1000000 } })
    expect(inOneLine(ended)).toMatch(
      /the required coverage is not met: self-delete \d+ of 1000000 /,
    )
    expect(ended.status).toBe(3)
  })

  it('answers 3 where something is named that the options rule out', async () => {
    const ended = await gated(
      { transitions: { 'release-first/5+/plain': 1 } },
      '--max-parties',
      '4',
    )
    expect(inOneLine(ended)).toContain('release-first/5+/plain (ruled out by the adapter or the')
    expect(ended.status).toBe(3)
  })

  it('names the first ten, and how many more there are', async () => {
    const ended = await gated({ transitions: { '*': 1000000 } })
    expect(inOneLine(ended)).toMatch(
      /is not met: ([^,]+ of 1000000, ){9}[^,]+ of 1000000 and 231 more/,
    )
  })

  it('answers 1 where something was found as well', async () => {
    const ended = await gated(
      { clauses: { 'self-delete': 1000000 } },
      ...['--adapter', 'embedded:released-twice', '--max-findings', '1'],
    )
    expect(inOneLine(ended)).toContain('the required coverage is not met: self-delete ')
    expect(ended.status).toBe(1)
  })

  it('answers 2 where the file is wrong, before anything is run', async () => {
    expectRefusal(
      await gated({ clauses: { relaese: 1 } }),
      'there is no relaese; close to it: release',
    )
    expectRefusal(
      await partyline('fuzz', '--require-coverage', 'none.json'),
      'required coverage none.json: no file that can be read (ENOENT)',
    )
    expect(await files()).toEqual(['gate.json'])
  })
})
