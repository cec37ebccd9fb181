/** An adapter that is a module: JavaScript or TypeScript, with the adapter as its default export. */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AdapterUnavailable } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import { firstLine, shown } from './shown.ts'

/**
 * Imports the module and gives its default export.
 * @param path of the file, relative to the working directory.
 * @throws AdapterUnavailable where there is no such module, or it is no adapter.
 */
export async function loadModule(path: string): Promise<Adapter> {
  const file = resolve(path)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile())
    throw new AdapterUnavailable(
      `there is no file ${shown(path)}: an adapter other than embedded, embedded:FAULT and ` +
        'exec:COMMAND LINE is the path of a module',
    )
  const adapter = await importDefault(file, path)
  if (!isAdapter(adapter)) {
    const lacks =
      adapter === undefined ? 'no default export' : 'a default export that has no function connect'
    throw new AdapterUnavailable(
      `the module ${shown(path)} has ${lacks}: ` +
        'write export default defineAdapter({ connect: (deliver) => … })',
    )
  }
  return adapter
}

async function importDefault(file: string, path: string): Promise<unknown> {
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href)
    return module.default
  } catch (error) {
    throw new AdapterUnavailable(
      `the module ${shown(path)} cannot be imported: ${firstLine(error)}`,
    )
  }
}

function isAdapter(value: unknown): value is Adapter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'connect' in value &&
    typeof value.connect === 'function'
  )
}
