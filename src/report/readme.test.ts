/** What README.md shows is what the project does. `npx vitest run src/report/readme -u` renews it. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { rules } from '../../oracles/rules.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { runCampaign } from '../run/campaign.ts'
import { headline } from './headline.ts'
import { ladder } from './ladder.ts'
import { ladderSvg } from './ladder-svg.ts'
import { terminalSummary } from './terminal-summary.ts'

/** The command that README.md shows the finding of. */
const adapterSpec = 'embedded:call-state-counts-leaver'
const shown = `npx partyline fuzz --adapter ${adapterSpec} --seed 1`

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
const run = await runCampaign({
  adapter: await openAdapter(adapterSpec, { timeoutMs: 5000 }),
  adapterSpec,
  profile: profiles.default,
  seed: 1,
  runs: 1000,
  maxFindings: 10,
  maxParties: 8,
  maxSteps: 12,
  now: () => 0,
})

it('the finding is the one that the command prints', () => {
  const summary = terminalSummary(run, { columns: 80, colour: false, reportDir: 'reports' })
  // The time that it took is another one each time.
  const timeless = (text: string): string => text.replace(/in [\d.]+\s+seconds/, 'in … seconds')
  const [, block = ''] = readme.split(shown)[1]?.split('```\n', 3).slice(1) ?? []
  expect(timeless(block).trim()).toBe(timeless(summary).trim())
})

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
