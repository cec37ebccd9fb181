/** What a command prints, safe in the log of a CI server, whatever a peer had to say. */
import { escapeWorkflowCommands } from '../report/escape.ts'

interface Writable {
  write(text: string): unknown
}

/** @param lines whole lines, printable; each with its line feed. */
export function print(stream: Writable, lines: string): void {
  stream.write(escapeWorkflowCommands(lines))
}
