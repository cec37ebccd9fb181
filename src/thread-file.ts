/** Where threads begin: the sources run sources, and what was built of them runs what was built. */
import { extname } from 'node:path'

/**
 * @param module of a thread, as a path from this directory, without what it ends with.
 * @returns where its file is.
 */
export function threadFile(module: string): URL {
  return new URL(`./${module}${extname(import.meta.url)}`, import.meta.url)
}
