/** What all reports say of a failure that the user knows of. Printable, on one line. */
import { printable } from '../adapter/printable.ts'
import type { Finding } from '../run/finding.ts'

/**
 * "known: the vendor mends it in 9.2 (https://…), until 2027-01-31"; undefined of a finding that is
 * not known.
 */
export function knownInWords({ known }: Pick<Finding, 'known'>): string | undefined {
  if (known === undefined) return undefined
  const link = known.link === undefined ? '' : ` (${printable(known.link, 500)})`
  const until = known.until === undefined ? '' : `, until ${printable(known.until, 40)}`
  return `known: ${printable(known.reason, 500)}${link}${until}`
}
