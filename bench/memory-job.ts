/**
 * One turn of `memory`: `memory-job.ts SCRIPTS SEED WORKERS` has the command run so many scripts on the
 * embedded T-Server, in a process of its own. Prints as JSON, in MiB, the most memory that this process ever had, and
 * what was in use at its end, once garbage was collected.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [scripts = '0', seed = '0', workers = '1'] = process.argv.slice(2)
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

const atExit = `
import { writeFileSync } from 'node:fs'
process.on('exit', () => {
  const most = process.resourceUsage().maxRSS / 1024
  gc()
  const inUse = process.memoryUsage().heapUsed / 2 ** 20
  writeFileSync('memory.json', JSON.stringify({ most, inUse }))
})`

const directory = mkdtempSync(join(tmpdir(), 'partyline-memory-'))
try {
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(atExit)}`]
  const fuzz = ['fuzz', '--runs', scripts, '--seed', seed, '--workers', workers, '--quiet']
  execFileSync(process.execPath, [...flags, main, ...fuzz], { cwd: directory, stdio: 'ignore' })
  console.log(readFileSync(join(directory, 'memory.json'), 'utf8'))
} finally {
  rmSync(directory, { recursive: true })
}
