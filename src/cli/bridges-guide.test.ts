/** What docs/bridges.md shows and says is what the project does. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { profiles } from '../../oracles/profile.ts'
import { readCallState, readRole, type Event } from '../../oracles/tlib.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import { splitCommandLine } from '../adapter/command-line.ts'
import { mostEventsOfStep, mostTextOfCall } from '../adapter/event-budget.ts'
import { mostKept } from '../adapter/kept-attributes.ts'
import { capabilitiesSchema, methods } from '../adapter/messages.ts'
import { fits } from '../adapter/protocol-schema.fixture.ts'
import { runCampaign } from '../run/campaign.ts'
import { node, workingDirectory } from './command.fixture.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const guide = readFileSync(`${root}docs/bridges.md`, 'utf8')

/** What stands in the blocks of code of a language. */
const blocks = (language: string): readonly string[] =>
  [...guide.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, , found]) => found === language)
    .map(([, indent = '', , code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))

/** The rows of the table with these headings, as their cells. */
function table(...headings: readonly string[]): readonly (readonly string[])[] {
  const cells = (line: string): readonly string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const lines = guide.split('\n')
  const start = lines.findIndex((line) => cells(line).join() === headings.join())
  if (start < 0) throw new Error(`there is no table of ${headings.join()}`)
  const rest = lines.slice(start + 2)
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells)
}

/** What is written as code. */
const codes = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const rpc = z.looseObject({ id: z.int().optional(), method: z.string().optional() })
const written = (arrow: string) =>
  guide
    .split('\n')
    .filter((line) => line.startsWith(`${arrow} {`))
    .map((line) => rpc.parse(JSON.parse(line.slice(2))))

describe('the exchange', () => {
  const requests = written('→')

  it('is of requests, each of which fits its definition', () => {
    expect(requests.map(({ method }) => method)).toEqual([
      ...['initialize', 'establish', 'send', 'fence', 'send', 'fence', 'discard', 'shutdown'],
    ])
    for (const request of requests)
      expect(fits(request, `${request.method}Request`), JSON.stringify(request)).toBe(true)
  })

  it('answers each of them once, as it has to be answered, and tells events', () => {
    const lines = written('←')
    for (const { id, method } of requests) {
      const [answer, ...more] = lines.filter((line) => line.id === id)
      expect(more).toEqual([])
      expect(fits(answer, `${method}Answer`), JSON.stringify(answer)).toBe(true)
    }
    const events = lines.filter(({ id }) => id === undefined)
    expect(events.length).toBe(4)
    for (const event of events) expect(fits(event, 'event'), JSON.stringify(event)).toBe(true)
  })

  it('so is the event that is shown alone', () => {
    const [event, ...more] = guide.split('\n').filter((line) => line.startsWith('{"jsonrpc"'))
    expect(more).toEqual([])
    expect(fits(JSON.parse(event ?? ''), 'event')).toBe(true)
  })
})

/** Of the headings of a page. */
function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const plain = heading.toLowerCase().replaceAll(/[^\w -]/g, '')
    return `#${plain.replaceAll(' ', '-')}`
  })
}

describe('what it refers to is there:', () => {
  const links = [...guide.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  const anchors = anchorsIn(guide)

  it.each(links.filter((link) => link.startsWith('#')))('%s', (link) => {
    expect(anchors).toContain(link)
  })

  it.each(links.filter((link) => !/^(#|https:)/.test(link)))('the file %s', (link) => {
    const [file, anchor] = link.split('#')
    const path = `${root}docs/${file}`
    expect(existsSync(path)).toBe(true)
    if (anchor !== undefined) expect(anchorsIn(readFileSync(path, 'utf8'))).toContain(`#${anchor}`)
  })

  it.each([...new Set(guide.match(/docs\/[\w./-]+\w/g))])(
    '%s in a command or a program',
    (path) => {
      expect(existsSync(root + path)).toBe(true)
    },
  )
})

describe('its tables', () => {
  it('have every method', () => {
    const names = Object.keys(methods)
    expect(
      table('method', 'what it asks for', 'answer').flatMap(([cell = '']) => codes(cell)),
    ).toEqual(names)
    const wanted = Object.entries(methods).map(([name, { params, result }]) => {
      const options = 'options' in params ? params.options : [params]
      return [
        name,
        new Set(options.flatMap(({ shape }) => Object.keys(shape))),
        Object.keys(result.shape),
      ]
    })
    const shown = table('method', 'params', 'result').map(
      ([name = '', params = '', result = '']) => [
        codes(name).join(),
        new Set(codes(params).filter((param) => param !== '{}')),
        codes(result).filter((member) => member !== '{}'),
      ],
    )
    expect(shown).toEqual(wanted)
  })

  it('have every capability', () => {
    const shown = table('capability', 'left out', 'meaning').map(
      ([cell = '']) => cell.match(/\w+/)?.[0],
    )
    expect(shown).toEqual(Object.keys(capabilitiesSchema.shape))
  })

  it('have the bounds', () => {
    const bounds = new Map(table('what', 'bound').map(([what = '', bound = '']) => [what, bound]))
    expect(bounds.get('events for one step')).toBe(mostEventsOfStep.toLocaleString('en-US'))
    expect(bounds.get('lines of events since the last `establish`')).toMatch(
      new RegExp(`^${mostTextOfCall / 2 ** 20} Mi characters`),
    )
    expect(bounds.get('attributes beside the judged ones, for the report')).toMatch(
      new RegExp(`^${mostKept.toLocaleString('en-US')} characters`),
    )
  })

  it('spell the values as they are read', () => {
    for (const [attribute = '', document = '', tlib = '', number = ''] of table(
      ...['attribute', 'document', 'T-Library', 'number'],
    )) {
      const read = tlib.includes('CallState') ? readCallState : readRole
      expect(attribute === '' || attribute.includes(read === readRole ? 'Role' : 'CallState')).toBe(
        true,
      )
      const [value = ''] = codes(document)
      for (const spelling of [value, ...codes(tlib), number, Number(number)])
        expect(read(spelling), `${attribute} ${spelling}`).toBe(value)
    }
  })

  it('and the other values have the numbers of the T-Library', () => {
    const listed = (what: string) =>
      [
        ...(guide.match(new RegExp(`- ${what}: ([^.]+)\\.`))?.[1] ?? '').matchAll(/(\w+)\s+(\d+)/g),
      ].map(([, name = '', number = '']) => [number, name])
    const values = { CallState: readCallState, Roles: readRole }
    for (const [what, read] of Object.entries(values)) {
      const all = Array.from({ length: 100 }, (_, number) => [String(number), read(number)])
      const shown = new Set(['OK', 'Conferenced', 'DeletedBy', 'DeletedParty'])
      expect(listed(what)).toEqual(all.filter(([, name]) => name !== undefined && !shown.has(name)))
    }
  })
})

/** The T-Server that conforms, as far as it is seen through the Workspace API alone. */
async function throughWorkspace() {
  const carried: Readonly<Record<string, readonly string[]>> = {
    EventReleased: ['ConnID', 'ThisDN'],
    EventPartyDeleted: ['ConnID', 'ThisDN', 'OtherDN'],
    EventError: ['ThisDN'],
  }
  const embedded = await openAdapter('embedded', { timeoutMs: 60_000 })
  const adapter: typeof embedded = {
    connect: (deliver) =>
      embedded.connect(({ name, ThisDN, ...event }) => {
        const seen = Object.entries(event).filter(([key]) => carried[name]?.includes(key))
        deliver({ ...Object.fromEntries(seen), name, ThisDN } satisfies Event)
      }),
  }
  return runCampaign({
    ...{ adapter, adapterSpec: 'a test', profile: profiles.workspace, seed: 1, runs: 6000 },
    ...{ maxFindings: 100, maxParties: 8, maxSteps: 12, now: () => 0 },
  })
}

it('names the rules that are reported where there is nothing but the Workspace API', async () => {
  const [, paragraph = ''] = guide.split('**The Workspace alone.**')
  const [told = ''] = paragraph.split('No profile')
  const reported = (await throughWorkspace()).findings.flatMap((finding) => finding.rules)
  expect(new Set(codes(told))).toEqual(new Set(reported))
})

const missing = spawnSync('python3', ['--version']).error
  ? ' (skipped: there is no python3 on this machine)'
  : ''

/** The commands of the guide that reach the example bridge in Python over its streams. */
const commands = blocks('sh')
  .flatMap((block) => block.trim().split('\n'))
  .filter((line) => line.startsWith('npx partyline') && line.includes('exec:python3'))

describe.skipIf(missing !== '')(`its commands${missing}`, () => {
  const { path, partyline } = workingDirectory()

  it('are those that are run here', () => {
    expect(new Set(commands.map((line) => splitCommandLine(line)[2]))).toEqual(
      new Set(['doctor', 'fuzz']),
    )
  })

  test.each([...new Set(commands)])('%s', async (line) => {
    symlinkSync(`${root}docs`, path('docs'))
    const [, , ...words] = splitCommandLine(line)
    // How much there is to tell on the way depends on the machine.
    const quiet = words[0] === 'fuzz' ? ['--quiet'] : []
    const { status, stderr } = await partyline(...words, ...quiet)
    expect({ status, stderr }).toEqual({ status: line.includes('--fault') ? 1 : 0, stderr: '' })
  })
})

it('the program that holds lines against the schema tells the wrong ones', () => {
  const [program = ''] = blocks('js')
  const check = (...lines: readonly object[]) =>
    spawnSync(node, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      input: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    })
  expect(check(...written('←'))).toMatchObject({ status: 0, stdout: '', stderr: '' })
  const wrong = { jsonrpc: '2.0', method: 'event', params: { name: 'EventReleased' } }
  expect(check(...written('←'), wrong).stdout).toContain(JSON.stringify(wrong))
})
