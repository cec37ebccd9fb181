/** What explains a finding, as the files of a run have it. */
import { z } from 'zod'
import { scriptSchema } from '../plan/script.ts'
import type { Finding, RunResult } from '../run/finding.ts'
import { findingsAlike } from './findings-alike.ts'
import { headline } from './headline.ts'
import { scriptInWords } from './script-in-words.ts'
import { variationInWords } from './variation-in-words.ts'

/** All of it is left out where there is nothing to tell. */
export const explainedSchema = z.object({
  /** Scripts that are much like the smallest one, the nearest first. */
  variations: z
    .array(
      z.object({
        /** Whether it fails by the same name; else it passes. */
        fails: z.boolean(),
        /** How it differs, and the script, for people. */
        differs: z.string().exactOptional(),
        inWords: z.string(),
        script: scriptSchema,
      }),
    )
    .exactOptional(),
  /** What went over the wire when the smallest script failed; printable. */
  wire: z
    .object({
      lines: z.array(z.object({ from: z.enum(['harness', 'bridge']), text: z.string() })),
      /** Lines in the middle that are not kept. */
      leftOut: z.int().min(0),
      /** What the bridge wrote to its own log meanwhile. */
      log: z.array(z.string()),
    })
    .exactOptional(),
  /** Other findings of the run that break the same rule first. */
  alike: z.array(z.object({ fingerprint: z.string(), headline: z.string() })).exactOptional(),
})

export function explained(finding: Finding, run: Pick<RunResult, 'findings'>): object {
  const alike = findingsAlike(finding, run)
  return {
    variations: finding.variations?.map(({ script, fails }) => ({
      fails,
      differs: variationInWords(script, finding.script),
      inWords: scriptInWords(script),
      script,
    })),
    wire: finding.wire,
    alike:
      alike.length === 0
        ? undefined
        : alike.map((other) => ({ fingerprint: other.fingerprint, headline: headline(other) })),
  }
}
