/** How the harness introduces itself to a bridge. */
import { createRequire } from 'node:module'
import { z } from 'zod'

const packageSchema = z.object({ name: z.string(), version: z.string() })

/** Name and version of this package, by its own name: it is found from the sources and from dist. */
export const harness = packageSchema.parse(createRequire(import.meta.url)('partyline/package.json'))
