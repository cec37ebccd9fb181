/** Finds the configuration and reads it. It is the user's own code, and is run. */
import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { importDefault, type NotImportable } from '../adapter/import-default.ts'
import { UsageError } from '../cli/exit-status.ts'
import { parseConfig, type Configuration } from './parse-config.ts'

/** The first of these that there is, in the working directory or the nearest one above it. */
export const configNames = ['partyline.config.ts', 'partyline.config.js', 'partyline.config.mjs']

/**
 * @param asked its path as the user named it; undefined to look for it.
 * @returns undefined where none is asked for and none is found.
 * @throws UsageError
 */
export async function loadConfig(asked: string | undefined): Promise<Configuration | undefined> {
  const file = asked === undefined ? await findConfig(process.cwd()) : resolve(asked)
  if (file === undefined) return undefined
  const name = asked ?? relative(process.cwd(), file)
  if (!(await isFile(file)))
    throw new UsageError(`--config ${name}: there is no such file; partyline init writes one`)
  const value = await importDefault(file).catch(({ line, message }: NotImportable) => {
    throw new UsageError(
      `${name}${line === undefined ? '' : `:${line}`} cannot be read: ${message}`,
    )
  })
  if (value === undefined)
    throw new UsageError(`${name} has no default export: write export default defineConfig({ … })`)
  return parseConfig(value, name, (path) => fromHere(path, dirname(file)))
}

/** @throws UsageError where it is somebody else's: whoever may write above a directory is not to run code in it. */
async function findConfig(start: string): Promise<string | undefined> {
  for (const directory of [start, ...ancestors(start)])
    for (const name of configNames) {
      const file = join(directory, name)
      if (!(await isFile(file))) continue
      const owners = { file: (await stat(file)).uid, directory: (await stat(start)).uid }
      if (directory !== start && isForeign({ ...owners, user: process.getuid?.() ?? 0 }))
        throw new UsageError(
          `${file} belongs to another user, and is code that would be run: name it with --config if you trust it`,
        )
      return file
    }
  return undefined
}

/**
 * By the numbers of their owners: is a configuration above the working directory neither that of
 * whose directory it is, nor the user's, nor the administrator's?
 */
export function isForeign(owner: {
  readonly file: number
  readonly directory: number
  readonly user: number
}): boolean {
  return ![owner.directory, owner.user, 0].includes(owner.file)
}

function ancestors(directory: string): readonly string[] {
  const above = dirname(directory)
  return above === directory ? [] : [above, ...ancestors(above)]
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}

/** A path beside the configuration, from the working directory; as it is where these are one. */
function fromHere(path: string, directory: string): string {
  const cwd = process.cwd()
  if (isAbsolute(path) || directory === cwd) return path
  const here = relative(cwd, resolve(directory, path))
  // Without it a name with a colon would be read as something else than a path.
  return isAbsolute(here) || here.startsWith('..') ? here : `./${here}`
}
