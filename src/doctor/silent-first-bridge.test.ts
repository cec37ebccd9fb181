import { describe, it } from 'vitest'
import { doctored, firstBridgeWith } from './doctored.fixture.ts'
import { asCase, expectMistake, type Mistake } from './first-bridge.fixture.ts'

/** Each of them costs the doctor its patience, so they are waited for together. */
const mistakes: readonly Mistake[] = [
  ['cr without lf', 'handshake', /End every line in "\\n"/, /\r$/],
  ['no line end', 'handshake', /Write "\\n" after every message/, /^\{"jsonrpc".*\}$/],
  ['buffered output', 'handshake', /Write each message whole.*flush stdout/, /^\{"jsonrpc"[^}]+$/],
  ['not flushed', 'handshake', /^Flush stdout after every line/],
  ['no events', 'release', /Register for events on every DN.*own log tells/],
  ['forgets send', 'release', /Answer send with "result":\{\} as soon as/],
  ['forgets fence', 'establish', /Answer fence with "result":\{\} when/],
  ['forgets reset', 'reset', /Answer reset with "result":\{\} when/],
  ['forgets establish', 'establish', /Answer establish with the ConnID as soon as/],
  ['forgets to answer a refused request', 'refusal', /whatever the T-Server makes of it/],
  ['forgets discard of a call that is gone', 'release', /"result":\{\} also for a ConnID/],
  ['one request per read', 'release', /take all the lines of it, not just the first/],
  ['half lines are dropped', 'many in flight', /Keep what follows the last LF/],
  ['concurrent does not work', 'concurrent', /Make concurrent work, or leave it out/],
  ['does not end', 'shutdown', /Leave the loop that reads requests/],
]

/** Long enough for what these bridges do rightly, on any machine; in milliseconds. */
const patience = 4000

describe.concurrent('a first bridge that says too little', () => {
  it.each(mistakes.map(asCase))('$mistake: $check is wrong', async (mistake) => {
    expectMistake(await doctored(firstBridgeWith(mistake.mistake), patience), mistake)
  })
})
