/** The line to paste that shows a finding again. */
import { isPrintable } from '../adapter/printable.ts'
import { findingPath } from './report-files.ts'

/** The command on one line. */
export function replayCommand(directory: string, fingerprint: string, adapter: string): string {
  return replayCommandParts(directory, fingerprint, adapter).join(' ')
}

/**
 * The command, and its option: where both are too long for a line, a shell takes them on two.
 * @param directory the report directory, as it was named by the user.
 * @param adapter the specification that the finding was made with.
 */
export function replayCommandParts(
  directory: string,
  fingerprint: string,
  adapter: string,
): readonly [command: string, option: string] {
  const file = shellQuoted(`${directory.replace(/\/+$/, '')}/${findingPath(fingerprint)}`)
  return [`npx partyline replay ${file}`, `--adapter ${shellQuoted(adapter)}`]
}

/** One word for a POSIX shell; printable, with bash's `$'…'` where a character is not. */
export function shellQuoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (isPrintable(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  const escaped = [...Buffer.from(word)].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte),
  )
  return `$'${escaped.join('')}'`
}
