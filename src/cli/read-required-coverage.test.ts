import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from './exit-status.ts'
import { readRequiredCoverage } from './read-required-coverage.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partyline-coverage-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function coverageFile(text: string): Promise<string> {
  const file = join(directory, 'gate.json')
  await writeFile(file, text)
  return file
}

describe('readRequiredCoverage', () => {
  it('reads counts of clauses and of transitions', async () => {
    const file = await coverageFile(
      '{"clauses":{"*":10,"self-delete":50},"transitions":{"delete-last-by-first/4/in-flight":5}}',
    )
    expect(await readRequiredCoverage(file)).toEqual({
      clauses: new Map([
        ['*', 10],
        ['self-delete', 50],
      ]),
      transitions: new Map([['delete-last-by-first/4/in-flight', 5]]),
    })
  })

  it('requires nothing of what the file leaves out', async () => {
    const file = await coverageFile('{"transitions":{"*":1}}')
    expect(await readRequiredCoverage(file)).toEqual({
      clauses: new Map(),
      transitions: new Map([['*', 1]]),
    })
  })

  it.each([
    ['{"clauses":{"relaese":1}}', 'clauses: there is no relaese; close to it: release, refusal, '],
    [
      '{"transitions":{"delete-last-by-frist/4/plain":1}}',
      'transitions: there is no delete-last-by-frist/4/plain; close to it: delete-last-by-first/4/',
    ],
    [
      '{"transitions":{"release-middle/2/plain":1}}',
      'transitions: no script can exercise release-middle/2/plain; close to it: release-',
    ],
    ['{"clauses":{"\\u001b[2J":1}}', 'clauses: there is no \\x1b[2J; close to it: '],
    [
      `{"clauses":{"${'x'.repeat(9999)}":1}}`,
      `clauses: there is no ${'x'.repeat(45)}…${'x'.repeat(14)}; `,
    ],
    ['{"clauses":{"release":-1}}', 'clauses.release: Too small: expected number to be >=0'],
    ['{"clauses":{"release":1.5}}', 'clauses.release: Invalid input: expected int'],
    ['{"clauses":{"release":"10"}}', 'clauses.release: Invalid input: expected number'],
    ['{"clauses":["release"]}', 'clauses: Invalid input: expected record, received array'],
    ['{"clause":{"release":1}}', 'there is no clause; close to it: clauses, transitions'],
    ['{"clauses":{}}', 'it names neither a clause nor a transition'],
    ['[]', 'Invalid input: expected object, received array'],
    ['{', "Expected property name or '}' in JSON"],
  ])('refuses %s', async (text, complaint) => {
    const file = await coverageFile(text)
    await expect(readRequiredCoverage(file)).rejects.toThrow(UsageError)
    await expect(readRequiredCoverage(file)).rejects.toThrow(
      `${file} does not say what coverage is required: ${complaint}`,
    )
  })

  it('refuses a file that there is not', async () => {
    const reading = readRequiredCoverage(join(directory, 'none.json'))
    await expect(reading).rejects.toThrow(UsageError)
    await expect(reading).rejects.toThrow('none.json: no file that can be read (ENOENT)')
  })
})
