/** What `replay` prints of one finding. */
import type { Replayed } from '../run/replay.ts'
import type { FindingFile } from './finding-file.ts'
import { printable } from '../adapter/printable.ts'

/** @param file how the user named it. */
export function replayText(file: string, finding: FindingFile, replayed: Replayed): string {
  const { failed, names } = replayed
  const was = printable(finding.rules[0] ?? finding.kind)
  const other = names.filter((name) => name !== was)
  return [
    `${verdictInWords(replayed)}  ${printable(file)}`,
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

function verdictInWords({ failed, of }: Replayed): string {
  if (of === 0) return 'NOT JUDGED'
  return failed === 0 ? `passes ${of} of ${of}` : `FAILS ${failed} of ${of}`
}
