/** The package as its users get it: packed, and installed into an empty project. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  readFileSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { harness } from '../adapter/harness.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const inRoot = (path: string): string => join(root, path)

/** What is packed, or is needed to pack it. The rest of the checkout, `dist` too, stays out. */
const sources = ['src', 'oracles', 'docs', 'README.md', 'LICENSE', 'package.json']
const settings = ['tsconfig.json', 'tsconfig.build.json']

const packed = z.tuple([
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
])

let work = ''
let files: readonly string[] = []
const project = (...names: readonly string[]): string => join(work, 'project', ...names)

function pack(): string {
  const copy = join(work, 'copy')
  for (const name of [...sources, ...settings])
    cpSync(inRoot(name), join(copy, name), { recursive: true })
  symlinkSync(inRoot('node_modules'), join(copy, 'node_modules'))
  // Of an earlier build, whose source is gone.
  mkdirSync(join(copy, 'dist'))
  writeFileSync(join(copy, 'dist', 'stale.js'), '')
  const printed = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', work], {
    cwd: copy,
    encoding: 'utf8',
  })
  const [tarball] = packed.parse(JSON.parse(printed.slice(printed.indexOf('[\n'))))
  files = tarball.files.map(({ path }) => path)
  return join(work, tarball.filename)
}

function install(tarball: string): void {
  mkdirSync(project())
  writeFileSync(project('package.json'), '{"name": "empty", "private": true, "type": "module"}')
  execFileSync('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: project(),
    stdio: 'pipe',
  })
}

/** Runs a command of the project's own; `node` is the one that runs this test. */
function run(command: string, ...args: readonly string[]) {
  return runWith({}, command, ...args)
}

function runWith(
  environment: Readonly<Record<string, string>>,
  command: string,
  ...args: readonly string[]
) {
  const env = { ...process.env, ...environment }
  const options = { cwd: project(), encoding: 'utf8', env } as const
  const { status, stdout, stderr } = spawnSync(command, args, options)
  return { status, stdout, stderr }
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'partyline-package-'))
  install(pack())
}, 300_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the tarball', () => {
  it('holds what runs, its types, the documents and the licence', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        ...[
          'LICENSE',
          'README.md',
          'package.json',
          'docs/bridges.md',
          'docs/bridges/bridge.py',
          'docs/bridges/Bridge.java',
          'docs/bridges/bridge.ts',
        ],
        ...['docs/start/partyline.config.ts', 'docs/start/github.yml'],
        ...['docs/start/gitlab.yml', 'docs/start/Jenkinsfile'],
        'docs/adapter-protocol.schema.json',
        ...['dist/src/cli/main.js', 'dist/src/index.js', 'dist/src/index.d.ts'],
        ...['dist/oracles/index.js', 'dist/oracles/index.d.ts'],
      ]),
    )
  })

  it('holds no test, nothing that only tests need, and nothing of an earlier build', () => {
    const wanted =
      /^(LICENSE|README\.md|package\.json|docs\/.*|dist\/(src|oracles)\/.*\.(js|d\.ts))$/
    expect(files.filter((path) => !wanted.test(path))).toEqual([])
    expect(
      files.filter((path) => /\.test\.|fixture|smallest-scripts|\/one-call/.test(path)),
    ).toEqual([])
  })
})

it('the build can be run as it is, as npx does in a checkout', () => {
  accessSync(join(work, 'copy', 'dist', 'src', 'cli', 'main.js'), constants.X_OK)
})

describe('in an empty project', () => {
  it('npx partyline runs', () => {
    expect(run('npx', 'partyline', '--version').stdout).toBe(`${harness.version}\n`)
    const fuzz = run('npx', 'partyline', 'fuzz', '--runs', '200')
    expect(fuzz.stdout).toContain('partyline-embedded conforms to the document.')
    expect(fuzz.status).toBe(0)
  })

  it('is told what to install in order to share a campaign', () => {
    for (const command of ['fuzz', 'worker']) {
      const refused = run('npx', 'partyline', command, '--queue', 'redis://127.0.0.1:1')
      const complaint = '--queue needs two more packages: npm install bullmq ioredis'
      expect(refused.stderr).toBe(`partyline: ${complaint}\n`)
      expect(refused.status).toBe(2)
    }
  })

  it('a selftest runs, in threads that find their file', () => {
    const selftest = run('npx', 'partyline', 'selftest', '--fault', 'released-twice')
    expect(selftest.stdout).toContain('The fault was found, and no correct T-Server was accused.')
    expect(selftest.status).toBe(0)
  })

  it('a module runs as the adapter', () => {
    writeFileSync(project('adapter.mjs'), adapter)
    const { status, stdout } = run('npx', 'partyline', 'fuzz', '--adapter', './adapter.mjs')
    expect(stdout).toContain('1. ')
    expect(stdout).toContain('silent-tserver')
    expect(status).toBe(1)
  })

  it('its types are checked as strictly as can be', () => {
    const compilerOptions = {
      ...{ module: 'NodeNext', target: 'ES2024', strict: true, noEmit: true, types: [] },
      ...{ exactOptionalPropertyTypes: true, skipLibCheck: false },
    }
    writeFileSync(
      project('tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
    )
    writeFileSync(project('consumer.ts'), consumer)
    expect(typeCheck()).toEqual({ status: 0, stdout: '', stderr: '' })
    // And a wrong use is an error.
    writeFileSync(project('consumer.ts'), consumer.replace("'TReleaseCall'", "'TRelease'"))
    expect(typeCheck().stdout).toMatch(/^consumer\.ts\(\d+,\d+\): error TS/)
  })
})

describe('what partyline init writes', () => {
  const workflow = z.object({
    jobs: z.object({
      fuzz: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }),
    }),
  })

  /** The commands of the workflow, one after the other until one fails, as GitHub runs them. */
  function night(environment: Readonly<Record<string, string>>) {
    const text = readFileSync(project('.github', 'workflows', 'partyline.yml'), 'utf8')
    const commands = workflow.parse(parse(text)).jobs.fuzz.steps.flatMap(({ run = [] }) => run)
    const summary = join(work, 'summary.md')
    const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, TIME: '5s' }
    const script = `set -e\n${commands.join('\n')}`
    const npm = { npm_config_prefer_offline: 'true', npm_config_audit: 'false' }
    return { commands, ...runWith({ ...npm, ...github, ...environment }, 'bash', '-c', script) }
  }

  beforeAll(() => {
    // As npm init writes it.
    const packageJson: unknown = JSON.parse(readFileSync(project('package.json'), 'utf8'))
    const json = { ...z.looseObject({}).parse(packageJson), type: 'commonjs' }
    writeFileSync(project('package.json'), JSON.stringify(json))
    expect(run('npx', 'partyline', 'init', '--ci', 'github').status).toBe(0)
  })

  it('contents the doctor as it is', () => {
    const doctor = run('npx', 'partyline', 'doctor')
    expect(doctor.stdout).toContain('The adapter does what the protocol wants')
    expect(doctor.stderr).toBe('')
    expect(doctor.status).toBe(0)
  })

  it('is a night that is red while there is a fault, and green without it', () => {
    const red = night({ FAULT: 'released-twice' })
    expect(red.commands).toEqual(['npm ci', expect.stringMatching(/^npx partyline fuzz /)])
    expect(red.stdout).toContain('example-module 1.0 violates the document: 1 finding')
    expect(red.stdout).toMatch(/^::error title=partyline%3A released-once /m)
    expect(readFileSync(join(work, 'summary.md'), 'utf8')).toContain('violates the document')
    expect(red.status).toBe(1)
    const green = night({})
    expect(green.stdout).toContain('example-module 1.0 conforms to the document.')
    expect(green.stdout).not.toContain('::error')
    expect(green.status).toBe(0)
  })

  it('is checked as strictly as can be', () => {
    const types = ['node']
    const compilerOptions = {
      ...{ module: 'NodeNext', target: 'ES2024', strict: true, noEmit: true, types },
      ...{ typeRoots: [inRoot('node_modules/@types')], exactOptionalPropertyTypes: true },
    }
    const files = ['partyline.config.ts', 'adapter.ts']
    writeFileSync(project('tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    expect(typeCheck()).toEqual({ status: 0, stdout: '', stderr: '' })
    const config = readFileSync(project('partyline.config.ts'), 'utf8')
    writeFileSync(project('partyline.config.ts'), config.replace('timeout:', 'timeuot:'))
    expect(typeCheck().stdout).toMatch(/^partyline\.config\.ts\(\d+,\d+\): error TS/)
  })
})

const typeCheck = () => run(inRoot('node_modules/.bin/tsc'), '-p', '.')

/** Establishes calls in which nothing ever happens. */
const adapter = `
import { defineAdapter } from 'partyline'

export default defineAdapter({
  connect: () => ({
    implementation: { name: 'silent-tserver' },
    capabilities: {},
    establish: () => '1',
    send: () => {},
    fence: () => {},
    discard: () => {},
    reset: () => {},
    shutdown: () => {},
  }),
})
`

const consumer = `
import { defineAdapter, type Adapter, type Event, type Request } from 'partyline'
import { judge, profiles, rules, type History, type Verdict } from 'partyline/oracles'

const released: Event = { name: 'EventReleased', ConnID: '1', ThisDN: 'A', CallState: 'OK' }
const request: Request = { request: 'TReleaseCall', thisDN: 'A', connID: '1' }
const history: History = {
  calls: [{ connID: '1', dns: ['A', 'B'], unmonitored: [] }],
  early: [],
  rounds: [{ actions: [request], events: [released], late: [] }],
}

export const verdict: Verdict = judge(history, profiles.default)
export const ids: readonly string[] = rules.map(({ id }) => id)
export const adapter: Adapter = defineAdapter({
  connect: (deliver) => ({
    implementation: { name: 'acme' },
    capabilities: { maxParties: 3 },
    establish: async (dns, unmonitored) => [...dns, ...unmonitored].join(),
    send: () => deliver(released),
    fence: () => {},
    discard: () => {},
    reset: () => {},
    shutdown: () => {},
  }),
})
`
