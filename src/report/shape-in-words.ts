/** The smallest script of a finding, whatever its DNs are called: the same on every T-Server. */
import { dnsOf, renamed } from '../run/script-order.ts'
import type { Script } from '../plan/script.ts'
import { scriptInWords } from './script-in-words.ts'

/** "In a conference of A, B, C: A releases.": DNs by letters, in the order of their first mention. */
export function shapeInWords(script: Script): string {
  const letters = new Map(dnsOf(script).map((dn, at) => [dn, lettersOf(at)]))
  return scriptInWords(renamed(script, (dn) => letters.get(dn) ?? dn))
}

/** A to Z, then AA, AB, … as the columns of a spreadsheet. */
function lettersOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : lettersOf(Math.floor(at / 26) - 1) + last
}
