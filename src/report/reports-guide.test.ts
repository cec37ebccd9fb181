/** What docs/reports.md shows is what the command prints. `npx vitest run src/report/reports -u` renews it. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { transitions } from '../../oracles/transitions.ts'
import { shownRun, withOutput } from './shown-output.fixture.ts'
import { transitionTable } from './transition-table.ts'

const guide = await readFile(new URL('../../docs/reports.md', import.meta.url), 'utf8')

it('the tables are those that the command prints', async () => {
  const run = await shownRun('embedded', { maxParties: 4 })
  const command = 'npx partyline fuzz --seed 1 --max-parties 4'
  await expect(withOutput(guide, command, run)).toMatchFileSnapshot('../../docs/reports.md')
})

it('every circumstance is explained', () => {
  const { circumstances } = transitionTable(
    transitions.map(({ id }) => ({ transition: id, exercised: 0, applicable: true })),
  )
  for (const name of circumstances) expect(guide).toContain(`\n| \`${name}\` `)
})
