/** Builds before tests run: the commands and the threads of the tests run what was built. */
import { spawnSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'

export default function buildFirst(project: TestProject): void {
  build()
  project.onTestsRerun(() => Promise.resolve(build()))
}

function build(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Nothing is tested: npm run build fails.\n${stdout}${stderr}`)
}
