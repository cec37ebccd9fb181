/** `npm run bench`: what is measured, one job after the other. `npm run bench judge` measures one. */
import { benchJudge } from './judge.ts'
import { benchLeaning } from './leaning.ts'
import { benchPeer } from './peer.ts'
import { benchScale } from './scale.ts'

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`)
}

const benches = { peer: benchPeer, judge: benchJudge, leaning: benchLeaning, scale: benchScale }

const [only] = process.argv.slice(2)
if (only !== undefined && !Object.keys(benches).includes(only))
  throw new Error(`no bench ${only}; there are ${Object.keys(benches).join(', ')}`)
for (const [name, bench] of Object.entries(benches))
  if (only === undefined || only === name) await bench(progress)
