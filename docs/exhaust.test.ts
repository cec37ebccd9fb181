/** What docs/exhaust.md counts is what there is. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { profiles } from '../oracles/profile.ts'
import type { Capabilities } from '../src/adapter/adapter.ts'
import { enumerationSize } from '../src/run/enumerated-scripts.ts'
import { enoughExecutions } from '../src/run/prove.ts'
import { sizesUpTo } from '../src/run/smaller-scripts.ts'
import { countScripts } from '../src/run/every-script.ts'
import { embedded } from '../src/tserver/embedded.ts'

const guide = await readFile(new URL('exhaust.md', import.meta.url), 'utf8')

const numberOf = (text = ''): number => Number(text.replaceAll(',', ''))

const tserver = await embedded().connect(() => undefined)
const capabilities: Capabilities = tserver.capabilities
const options = { capabilities, profile: profiles.default }

describe('so many scripts are there of up to', () => {
  const rows = [
    ...guide.matchAll(/^\| `--parties (\d) --steps (\d)(?: --calls (\d))?` +\| +([\d,]+) \|/gm),
  ]

  it('the sizes of the table', () => expect(rows).toHaveLength(8))

  for (const [, parties, steps, calls = '1', scripts] of rows)
    it(`${parties} parties, ${steps} steps and ${calls} calls`, () => {
      const size = { parties: Number(parties), steps: Number(steps), calls: Number(calls) }
      expect(enumerationSize(size, options)).toBe(numberOf(scripts))
    })
})

it('the budget of the proof is enough for what it says', () => {
  const [, enough, scripts] =
    /^([\d,]+) is enough[^]*those have ([\d,]+) smaller/m.exec(guide) ?? []
  const size = { parties: 5, steps: 3, calls: 1, generations: 1, inFlight: 3 }
  const smaller = sizesUpTo(size)
    .slice(0, -1)
    .reduce((sum, one) => sum + countScripts(one, options, Infinity), 0)
  expect(smaller).toBe(numberOf(scripts))
  expect(enoughExecutions).toBe(numberOf(enough))
  expect(smaller).toBeLessThanOrEqual(enoughExecutions)
})
