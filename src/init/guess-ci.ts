/** Which continuous integration a project has, by what is in its directory. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ci } from './starting-files.ts'

const signs: readonly (readonly [string, Ci])[] = [
  ['.github', 'github'],
  ['.gitlab-ci.yml', 'gitlab'],
  ['Jenkinsfile', 'jenkins'],
]

/** By its files; else by where its repository comes from; else none. */
export async function guessCi(directory: string): Promise<Ci> {
  for (const [name, ci] of signs)
    if ((await stat(join(directory, name)).catch(() => undefined)) !== undefined) return ci
  const git = await readFile(join(directory, '.git', 'config'), 'utf8').catch(() => '')
  const [, host = ''] = /^\s*url = (?:\w+:\/\/)?(?:[^@/\s]*@)?([^:/\s]+)/m.exec(git) ?? []
  if (host === 'github.com') return 'github'
  return host.includes('gitlab') ? 'gitlab' : 'none'
}
