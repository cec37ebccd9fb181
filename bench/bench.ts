/**
 * `npm run bench`: what is measured, one job after the other, as a table and as JSON. `npm run bench
 * judge` measures one; `--json FILE` says where the figures go.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { tableOf, type Measured } from './figures.ts'
import { benchJudge } from './judge.ts'
import { benchLeaning } from './leaning.ts'
import { benchMemory } from './memory.ts'
import { benchPeer } from './peer.ts'
import { benchScale } from './scale.ts'
import { benchShrink } from './shrink.ts'
import { benchWire } from './wire.ts'

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`)
}

const benches = {
  peer: benchPeer,
  judge: benchJudge,
  shrink: benchShrink,
  leaning: benchLeaning,
  scale: benchScale,
  memory: benchMemory,
  wire: benchWire,
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string', default: 'reports/bench.json' } },
})
for (const name of positionals)
  if (!Object.keys(benches).includes(name))
    throw new Error(`no bench ${name}; there are ${Object.keys(benches).join(', ')}`)
const measured: Record<string, Measured> = {}
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const figures = await bench(progress)
  progress('')
  console.log(tableOf(figures))
  measured[name] = figures
}
mkdirSync(dirname(values.json), { recursive: true })
writeFileSync(`${values.json}.new`, `${JSON.stringify(measured, undefined, 2)}\n`)
renameSync(`${values.json}.new`, values.json)
