/** The workflows that `partyline init` writes, as those see them who are to run them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { startingFiles, type Ci } from './starting-files.ts'
import { workflowProblems } from './workflow-parser.fixture.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

async function written(ci: Ci, path: string): Promise<string> {
  const file = (await startingFiles('module', ci)).find((one) => one.path === path)
  if (file === undefined) throw new Error(`${path} is not written`)
  return file.text
}

/** What is run, one after the other. */
const commands = ['npm ci', 'npx partyline fuzz --time "$TIME" --runs 1000000000']

describe("GitHub's workflow", () => {
  it("has no mistake that GitHub's own parser sees", async () => {
    const text = await written('github', '.github/workflows/partyline.yml')
    expect(await workflowProblems(text)).toEqual([])
    // Nor would it have, if what is commented out were not.
    expect(
      await workflowProblems(text.replaceAll(/# (- if|  uses|  with|    sarif|security)/g, '$1')),
    ).toEqual([])
    expect(await workflowProblems(text.replace('runs-on:', 'run-on:'))).not.toEqual([])
    expect(await workflowProblems(text.replace("time || '30m'", "time | '30m'"))).not.toEqual([])
  })

  const step = z.looseObject({
    run: z.string().optional(),
    uses: z.string().optional(),
    if: z.string().optional(),
    with: z.looseObject({ path: z.string().optional(), key: z.string().optional() }).optional(),
  })
  const workflow = z.object({
    on: z.object({ schedule: z.array(z.object({ cron: z.string() })).length(1) }).loose(),
    jobs: z.object({ fuzz: z.looseObject({ steps: z.array(step) }) }),
  })

  it('runs every night, and keeps reports and history whatever comes of it', async () => {
    const text = await written('github', '.github/workflows/partyline.yml')
    const { steps } = workflow.parse(parse(text)).jobs.fuzz
    expect(steps.map(({ run }) => run).filter((run) => run !== undefined)).toEqual(commands)
    const fuzz = steps.findIndex(({ run }) => run === commands[1])
    const [restore, save] = ['restore', 'save'].map((what) =>
      steps.findIndex(({ uses }) => uses?.startsWith(`actions/cache/${what}@`)),
    )
    expect(restore).toBeLessThan(fuzz)
    expect(save).toBeGreaterThan(fuzz)
    expect(steps[save ?? -1]?.with?.path).toBe('reports/history.jsonl')
    expect(steps[save ?? -1]?.with).toEqual({
      path: 'reports/history.jsonl',
      key: steps[restore ?? -1]?.with?.key,
    })
    expect(steps.slice(fuzz + 1).map((later) => later.if)).toEqual(['always()', 'always()'])
  })
})

const noGit = spawnSync('git', ['--version']).status === 0 ? '' : ' (skipped: there is no git)'

describe.skipIf(noGit !== '')(`GitLab's job${noGit}`, () => {
  let project = ''
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'partyline-gitlab-'))
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', args, { cwd: project, stdio: 'pipe' })
    git('init', '-q')
    git('remote', 'add', 'origin', 'https://gitlab.example/acme/lab.git')
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '--allow-empty', '-m', 'x')
  })
  afterAll(() => rmSync(project, { recursive: true }))

  /** A program that runs GitLab's jobs, and holds them against GitLab's schema. */
  function list(job: string, main: string) {
    writeFileSync(join(project, 'partyline.gitlab-ci.yml'), job)
    writeFileSync(join(project, '.gitlab-ci.yml'), main)
    execFileSync('git', ['add', '.'], { cwd: project })
    return spawnSync(
      join(root, 'node_modules/.bin/node'),
      [join(root, 'node_modules/gitlab-ci-local/dist/index.js'), '--list-json'],
      { cwd: project, encoding: 'utf8' },
    )
  }

  it("has no mistake by GitLab's own schema, and is included", async () => {
    const [job, main] = await Promise.all([
      written('gitlab', 'partyline.gitlab-ci.yml'),
      written('gitlab', '.gitlab-ci.yml'),
    ])
    const { status, stdout } = list(job, main)
    expect(z.array(z.looseObject({ name: z.string() })).parse(JSON.parse(stdout))).toMatchObject([
      { name: 'partyline', allow_failure: false },
    ])
    expect(status).toBe(0)
    expect(list(job.replace('when: always', 'when: ever'), main).status).not.toBe(0)
  })

  it('runs in schedules, and keeps reports and history whatever comes of it', async () => {
    const { partyline } = z
      .object({ partyline: z.looseObject({ script: z.array(z.string()) }) })
      .parse(parse(await written('gitlab', 'partyline.gitlab-ci.yml')))
    expect(partyline.script).toEqual(commands)
    expect(partyline).toMatchObject({
      rules: [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }, { if: '$CI_PIPELINE_SOURCE == "web"' }],
      cache: { when: 'always', paths: ['reports/history.jsonl'] },
      artifacts: {
        when: 'always',
        paths: ['reports/'],
        reports: { junit: 'reports/junit.xml' },
      },
    })
  })
})

describe("Jenkins' pipeline", () => {
  // Only a Jenkins server can read a pipeline to the end: what can be said without is its outline.
  it('runs the same, every night, and keeps reports whatever comes of it', async () => {
    const text = await written('jenkins', 'Jenkinsfile.partyline')
    expect([...text.matchAll(/^ *sh '(.*)'$/gm)].map(([, command]) => command)).toEqual(commands)
    expect(text).toMatch(/triggers \{\s+cron\('H 2 \* \* \*'\)\s+\}/)
    expect(text).toMatch(
      /post \{\s+(\/\/.*\s+)?always \{\s+junit testResults: 'reports\/junit\.xml'/,
    )
    const code = text.replaceAll(/^ *\/\/.*$/gm, '').replaceAll(/'[^'\n]*'/g, '')
    const depth = [...code].reduce(
      (open, character) => open + (character === '{' ? 1 : character === '}' ? -1 : 0),
      0,
    )
    expect(depth).toBe(0)
  })
})

it('a workflow says in the package what it says in a project', async () => {
  const text = readFileSync(join(root, 'docs/start/github.yml'), 'utf8')
  expect(await written('github', '.github/workflows/partyline.yml')).toBe(text)
})
