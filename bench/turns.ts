/** Turns of a job, each in a process of its own: what one leaves behind is not to slow another. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'

/** Shows what is being done; an empty text when nothing is any more. */
export type Progress = (text: string) => void

/** Runs a job's file, and reads the one line of JSON that it prints. */
export function turnOf<T>(
  schema: z.ZodType<T>,
  file: string,
  ...args: readonly (string | number)[]
): T {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const printed = execFileSync(process.execPath, [path, ...args.map(String)])
  return schema.parse(JSON.parse(printed.toString()))
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
