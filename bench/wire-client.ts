/** The least that a client has to do to have scripts run behind a wire: nothing is checked, or kept. */
import { callsThere, type Script } from '../src/plan/script.ts'

/** The lines of a script that go out together, without their ids, made with the ConnIDs of its calls. */
export type Turn = (connIDs: readonly string[]) => readonly string[]

/** What the harness sends for a script, in the turns in which it does. */
export function turnsOf({ calls, rounds }: Script): readonly Turn[] {
  const turns: Turn[] = []
  const establish = (from: number): void => {
    for (const call of calls.filter((one) => (one.from ?? 0) === from))
      turns.push(() => [`"method":"establish","params":${JSON.stringify({ dns: call.dns })}`])
  }
  const discard = (round: number): void => {
    for (const call of callsThere(calls, round))
      turns.push((connIDs) => [`"method":"discard","params":{"connID":"${connIDs[call]}"}`])
  }
  establish(0)
  for (const [at, round] of rounds.entries()) {
    if (at > 0 && calls.some(({ from }) => from === at)) {
      discard(at - 1)
      establish(at)
    }
    turns.push((connIDs) => [
      ...round.map(({ do: request, call, ...rest }) => {
        const connID = call === 'unknown' ? 'ffffffffffffffff' : connIDs[call]
        return `"method":"send","params":${JSON.stringify({ request, ...rest, connID })}`
      }),
      '"method":"fence","params":{}',
    ])
  }
  discard(Math.max(0, rounds.length - 1))
  return turns
}

interface Playing {
  readonly turns: readonly Turn[]
  readonly connIDs: string[]
  turn: number
  unanswered: number
}

/**
 * The ten lines.
 * @param inFlight scripts at once.
 * @param told how many have ended, each time one has.
 * @returns what takes the text that comes; to be told nothing before the handshake is over.
 */
export function play(
  scripts: readonly (readonly Turn[])[],
  inFlight: number,
  write: (text: string) => void,
  told: (ended: number) => void,
): (text: string) => void {
  const waiting = new Map<number, Playing>()
  let [begun, ended, lastID] = [0, 0, 1]
  let [out, rest] = ['', '']

  function next(): void {
    const turns = scripts[begun++]
    if (turns !== undefined) goOn({ turns, connIDs: [], turn: 0, unanswered: 0 })
  }

  function goOn(script: Playing): void {
    const lines = script.turns[script.turn++]?.(script.connIDs)
    if (lines === undefined) {
      told(++ended)
      return next()
    }
    script.unanswered = lines.length
    for (const line of lines) {
      out += `{"jsonrpc":"2.0","id":${++lastID},${line}}\n`
      waiting.set(lastID, script)
    }
  }

  function flush(): void {
    if (out !== '') write(out)
    out = ''
  }

  while (begun < inFlight) next()
  flush()
  return (text) => {
    const whole = (rest + text).split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) {
      const { id, result } = JSON.parse(line)
      const script = waiting.get(id)
      if (script === undefined) continue
      waiting.delete(id)
      if (result.connID !== undefined) script.connIDs.push(result.connID)
      if (--script.unanswered === 0) goOn(script)
    }
    flush()
  }
}
