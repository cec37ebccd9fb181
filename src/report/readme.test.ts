/** What README.md shows is what the project does. `npx vitest run src/report/readme -u` renews it. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import { headline } from './headline.ts'
import { ladder } from './ladder.ts'
import { ladderSvg } from './ladder-svg.ts'
import { shownRun, withOutput } from './shown-output.fixture.ts'

/** The command that README.md shows the finding of. */
const adapterSpec = 'embedded:call-state-counts-leaver'
const shown = `npx partyline fuzz --adapter ${adapterSpec} --seed 1`

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
const run = await shownRun(adapterSpec, {})

it('the finding is the one that the command prints', async () => {
  await expect(withOutput(readme, shown, run, fromFirstFinding)).toMatchFileSnapshot(
    '../../README.md',
  )
})

/** What comes before it is shown in docs/reports.md. */
function fromFirstFinding(summary: string): string {
  return summary.slice(summary.indexOf('\n1. ') + 1)
}

it('the picture is its ladder', async () => {
  const [finding] = run.findings
  if (finding === undefined) throw new Error('the fault is to be found')
  const svg = ladderSvg(ladder(finding), {
    id: 'finding',
    title: headline(finding),
    standalone: true,
  })
  await expect(svg).toMatchFileSnapshot('../../docs/finding.svg')
})

it('the table of rules is whole', () => {
  const rows = rules.map(({ id, title }) => `| \`${id}\` | ${title} |`)
  expect(readme.replace(/ +\|/g, ' |')).toContain(rows.join('\n'))
})
