/** The name of a finding: the same for the same bug, on every machine and with every seed. */
import { createHash } from 'node:crypto'
import type { DN } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { dnsOf, shapeOf } from './script-order.ts'

/**
 * @param name the rule that a violation breaks first; the kind of any other failure.
 * @param plain plain names for DNs: a script that needs other ones is another finding.
 * @returns twelve hexadecimal digits.
 */
export function fingerprint(name: string, script: Script, plain: readonly DN[]): string {
  const plainNames = dnsOf(script).every((dn, at) => dn === plain[at])
  return digits([name, shapeOf(script), plainNames])
}

/**
 * The same for what does not fail each time: its smallest script is not the same in every run, so
 * the name alone tells it.
 */
export function fingerprintOfSometimes(name: string): string {
  return digits([name, 'sometimes'])
}

function digits(identity: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 12)
}
