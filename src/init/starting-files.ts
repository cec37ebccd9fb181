/** The files that a project starts with. They stand in the package as they are, to be read there too. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type AdapterKind = 'module' | 'exec'

export type Ci = 'github' | 'gitlab' | 'jenkins' | 'none'

export interface StartingFile {
  /** From the project's directory, with slashes. */
  readonly path: string
  readonly text: string
  /** What it is for, in a few words. */
  readonly purpose: string
  /** Lines that belong into the file of that name which the project has already. */
  readonly lines?: readonly string[]
}

/** By its own name: it is found from the sources and from dist. */
const docs = join(dirname(createRequire(import.meta.url).resolve('partyline/package.json')), 'docs')

const ofPackage = (path: string): Promise<string> => readFile(join(docs, path), 'utf8')

/** How the adapter of each kind is named in the configuration, and where its skeleton comes from. */
export const adapters = {
  module: { path: 'adapter.ts', spec: './adapter.ts', example: 'bridges/bridge.ts' },
  exec: { path: 'bridge.py', spec: 'exec:python3 bridge.py', example: 'bridges/bridge.py' },
} as const satisfies Record<AdapterKind, object>

export const workflows = {
  github: { path: '.github/workflows/partyline.yml', template: 'start/github.yml' },
  gitlab: { path: 'partyline.gitlab-ci.yml', template: 'start/gitlab.yml' },
  jenkins: { path: 'Jenkinsfile.partyline', template: 'start/Jenkinsfile' },
} as const satisfies Record<Exclude<Ci, 'none'>, object>

/** A file of which only some lines are ours. */
function fewLines(path: string, purpose: string, lines: readonly string[]): StartingFile {
  return { path, purpose, lines, text: `${lines.join('\n')}\n` }
}

/** @returns the files, in the order in which they are told of. */
export async function startingFiles(
  adapter: AdapterKind,
  ci: Ci,
): Promise<readonly StartingFile[]> {
  const { path, spec, example } = adapters[adapter]
  const configuration = await ofPackage('start/partyline.config.ts')
  const skeleton = await ofPackage(example)
  return [
    {
      path: 'partyline.config.ts',
      purpose: 'the configuration',
      text: configuration.replace(adapters.module.spec, spec),
    },
    // What it says of its own path is right in the package.
    {
      path,
      purpose: 'the adapter, in front of a small T-Server',
      text: skeleton.replaceAll(`docs/${example}`, path),
    },
    ...(await workflowFiles(ci)),
    fewLines('.gitignore', 'what runs write, but for the corpus', [
      ...['node_modules/', 'reports/*', '!reports/corpus/'],
    ]),
  ]
}

async function workflowFiles(ci: Ci): Promise<readonly StartingFile[]> {
  if (ci === 'none') return []
  const { path, template } = workflows[ci]
  const workflow = { path, purpose: 'a run every night', text: await ofPackage(template) }
  if (ci !== 'gitlab') return [workflow]
  const lines = ['include:', `  - local: ${path}`]
  return [workflow, fewLines('.gitlab-ci.yml', 'takes it in', lines)]
}
