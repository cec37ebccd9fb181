/** What `replay` has to say at its end. */
import { counted } from '../report/in-words.ts'
import type { Replayed } from '../run/replay.ts'
import { exitStatus } from './exit-status.ts'

/** @returns lines without the last line feed, and the command's exit status. */
export function replayOutcome(replayed: readonly Replayed[]): {
  readonly text: string
  readonly status: number
} {
  const failing = replayed.filter(({ failed }) => failed > 0).length
  const open = replayed.filter(({ failed, undecided }) => failed === 0 && undecided > 0).length
  const passing = replayed.length - failing - open
  const counts = [`${failing} still failing`, `${passing} passing`]
  if (open > 0) counts.push(`${open} undecided`)
  const runs = replayed.reduce((sum, { undecided }) => sum + undecided, 0)
  const lines = [`${counted(replayed.length, 'finding')} replayed: ${counts.join(', ')}`]
  if (runs > 0)
    lines.push(
      `In ${counted(runs, 'run')} the search for an order of the requests in flight was given up; these are not judged.`,
    )
  const status =
    failing > 0 ? exitStatus.violates : open > 0 ? exitStatus.incomplete : exitStatus.conforms
  return { text: lines.join('\n'), status }
}
