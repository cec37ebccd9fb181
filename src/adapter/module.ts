/** An adapter that is a module: JavaScript or TypeScript, with the adapter as its default export. */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AdapterUnavailable } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import { importDefault, type NotImportable } from './import-default.ts'
import { shown } from './shown.ts'

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
  const adapter = await importDefault(file).catch((error: NotImportable) => {
    throw new AdapterUnavailable(`the module ${shown(path)} cannot be imported: ${error.message}`)
  })
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

function isAdapter(value: unknown): value is Adapter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'connect' in value &&
    typeof value.connect === 'function'
  )
}
