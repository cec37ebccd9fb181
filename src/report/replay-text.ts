/** What `replay` prints of one finding. */
import type { Replayed } from '../run/replay.ts'
import type { FindingFile } from './finding-file.ts'
import { printable } from '../adapter/printable.ts'

/** @param file how the user named it. */
export function replayText(file: string, finding: FindingFile, replayed: Replayed): string {
  const { failed, of, names } = replayed
  const verdict = failed === 0 ? `passes ${of} of ${of}` : `FAILS ${failed} of ${of}`
  const was = finding.rules[0] ?? finding.kind
  const other = names.filter((name) => name !== was)
  return [
    `${verdict}  ${printable(file)}`,
    `  ${printable(finding.inWords)}`,
    failed === 0
      ? `  It was: ${printable(finding.headline)}`
      : `  ${names.includes(was) ? was : 'not as before'}: ${printable(finding.headline)}`,
    ...(other.length > 0
      ? [`  It also fails by ${other.join(', ')}; it was found by ${was}.`]
      : []),
    '',
  ].join('\n')
}
