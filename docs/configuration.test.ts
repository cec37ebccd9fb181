/** What docs/configuration.md says is what a configuration may say. */
import { readFileSync } from 'node:fs'
import { Command, type Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDoctor } from '../src/cli/doctor.ts'
import { addExhaust } from '../src/cli/exhaust.ts'
import { addFuzz } from '../src/cli/fuzz.ts'
import { addKeep } from '../src/cli/keep.ts'
import { addMerge } from '../src/cli/merge.ts'
import { options } from '../src/cli/options.ts'
import { addReplay } from '../src/cli/replay.ts'
import { addWorker } from '../src/cli/worker.ts'
import { parseConfig } from '../src/config/parse-config.ts'

const guide = readFileSync(new URL('configuration.md', import.meta.url), 'utf8')

const rows = [...guide.matchAll(/^\| `(\w+)` +\| (.*?) +\| (.*?) +\| `(.*?)` +\|$/gm)].map(
  ([, key = '', commands = '', standard = '', example = '']) => ({
    ...{ key, commands, standard, example },
  }),
)

const program = new Command()
for (const add of [addFuzz, addExhaust, addReplay, addDoctor, addKeep, addMerge, addWorker])
  add(program)

describe('the table of options', () => {
  it('has each of them', () => {
    expect(rows.map(({ key }) => key).toSorted()).toEqual(Object.keys(options).toSorted())
  })

  it.each(rows)('says which commands take $key', ({ key, commands }) => {
    const taking = program.commands
      .filter((command) => command.options.some((option) => option.attributeName() === key))
      .map((command) => command.name())
    expect(commands.split(', ')).toEqual(taking.map((name) => `\`${name}\``))
  })

  it.each(rows)('says the default of $key', ({ key, standard }) => {
    const option = Object.entries<Option>(options).find(([name]) => name === key)?.[1]
    const { defaultValue, defaultValueDescription } = option ?? {}
    const value: unknown = defaultValueDescription ?? defaultValue
    if (value !== undefined) expect(standard.replaceAll("'", '')).toContain(`\`${String(value)}\``)
    else expect(standard).not.toBe('')
  })

  it.each(rows)('has an example of $key that is taken', ({ key, example }) => {
    // YAML reads what is shown of JavaScript.
    const value: unknown = parse(example.replace('_', ''))
    const { values } = parseConfig({ [key]: value }, 'partyline.config.ts', (path) => path)
    expect(values[key]).toBeDefined()
  })
})

describe('the example', () => {
  const [, text = ''] = /defineConfig\((\{[\s\S]*?\n\})\)/.exec(guide) ?? []

  it('is a configuration', () => {
    const value: unknown = parse(text)
    const { targets, known } = parseConfig(value, 'partyline.config.ts', (path) => path)
    expect([...targets.keys()]).toEqual(['staging', 'lab'])
    expect(known.map(({ until }) => until)).toEqual(['2027-06-30'])
    expect(targets.get('lab')?.values['runs']).toBe(1_000_000_000)
  })
})
