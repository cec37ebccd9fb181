/** A ladder in a few lines, for tests. */
import type { Ladder } from './ladder.ts'

/** Each row in a few words, in order. */
export function outline({ rows }: Ladder): readonly string[] {
  return rows.map((row) => {
    switch (row.row) {
      case 'established':
        return `established ${row.dns.join(' ')}`
      case 'discarded':
        return row.label
      case 'added':
        return `added ${row.by} ${row.dn}`
      case 'request':
        return `${row.dn} > ${row.label}`
      case 'event':
        return `${row.dn} < ${row.label} ${row.mark}`
      case 'status':
        return `status: ${row.texts.join(' | ')}`
      case 'failure':
        return `${row.label}: ${row.text}`
      case 'fence':
        return 'fence'
    }
  })
}
