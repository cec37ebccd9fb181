#!/usr/bin/env node
/** The command. An older Node would read some of it, and fail in the middle of a run. */
import { nodeTooOld } from './node-version.ts'

const complaint = nodeTooOld(process.versions.node)
if (complaint === undefined) {
  const { runCommandLine } = await import('./command-line.ts')
  await runCommandLine()
} else {
  process.stderr.write(`partyline: ${complaint}\n`)
  process.exitCode = 2
}
