/** What docs/coverage.md says is what the project does. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clauses } from '../oracles/clauses.ts'
import { transitions } from '../oracles/transitions.ts'
import { readRequiredCoverage } from '../src/cli/read-required-coverage.ts'
import { campaign } from '../src/run/campaign.fixture.ts'
import { embedded } from '../src/tserver/embedded.ts'

const guide = await readFile(new URL('coverage.md', import.meta.url), 'utf8')

/** The first two cells of the rows that begin with a name in code. */
const rows = [...guide.matchAll(/^\| `([^`]+)` +\| (.*?) +\|/gm)].map(([, name, text]) => ({
  name,
  text,
}))

it('the clauses are all there, under their titles, as printed or silent', () => {
  expect(rows.slice(0, clauses.length)).toEqual(
    clauses.map(({ id, title }) => ({ name: id, text: title })),
  )
  for (const { id, printed } of clauses)
    expect(
      / printed +\|$/.test(guide.split('\n').find((line) => line.startsWith(`| \`${id}\``)) ?? ''),
    ).toBe(printed)
})

it('the moves are all there', () => {
  const moves = new Set(transitions.map(({ id }) => id.split('/')[0]))
  expect(rows.slice(clauses.length).map(({ name }) => name)).toEqual([...moves])
})

it('there are as many names, and as many of them impossible, as it says', () => {
  const impossible = transitions.filter(({ ways }) => ways.length === 0)
  expect(guide).toContain(
    `There are ${transitions.length} names. ${impossible.length} of them cannot be`,
  )
})

it('the run that it shows exercises as much', async () => {
  const run = await campaign({ adapter: embedded('nondeterministic') })
  const share = (counts: readonly { exercised: number; applicable: boolean }[]): string => {
    const applicable = counts.filter((one) => one.applicable)
    return `${applicable.filter(({ exercised }) => exercised > 0).length} of ${applicable.length}`
  }
  expect(guide).toContain(
    `Exercised ${share(run.coverage)} clauses and ${share(run.transitions)} transitions that are applicable.`,
  )
})

it('the gate that it shows can be read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'partyline-coverage-'))
  const [, gate = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
  await writeFile(join(directory, 'coverage.json'), gate)
  const { clauses: ofClauses, transitions: ofTransitions } = await readRequiredCoverage(
    join(directory, 'coverage.json'),
  )
  await rm(directory, { recursive: true })
  expect([ofClauses.get('*'), ofTransitions.get('delete-last-by-first/4/in-flight')]).toEqual([
    10, 5,
  ])
})
