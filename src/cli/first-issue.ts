/** What zod says of a value that a user wrote, in one line. */
import type { z } from 'zod'
import { printable } from '../adapter/printable.ts'

/** What is wrong first, after the path of it: `targets.staging.known[0].until: …`. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  const keys = (issue?.path ?? []).map((key) =>
    typeof key === 'number' ? `[${key}]` : `.${printable(String(key), 60)}`,
  )
  const path = keys.join('').replace(/^\./, '')
  return `${path === '' ? '' : `${path}: `}${issue?.message ?? ''}`
}
