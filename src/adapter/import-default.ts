/** Imports what a user has written for partyline: an adapter, a configuration. */
// Its names are not all there in every Node.
import nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import { firstLine } from './shown.ts'

/** Why a file cannot be imported, and what to do: one line, after the name of the file. */
export class NotImportable extends Error {
  override readonly name = 'NotImportable'
  /** Where in the file, from 1; undefined where Node does not tell. */
  readonly line: number | undefined

  constructor(message: string, line: number | undefined, cause: unknown) {
    super(message, { cause })
    this.line = line
  }
}

/**
 * The default export of a file, undefined where it has none.
 * @param file absolute.
 * @throws NotImportable, also where the file throws.
 */
export async function importDefault(file: string): Promise<unknown> {
  const { href } = pathToFileURL(file)
  readTypeScriptAsModules()
  try {
    const module: { readonly default?: unknown } = await import(href)
    return module.default
  } catch (error) {
    throw new NotImportable(`${firstLine(error)}${remedy(error, file)}`, lineOf(error, href), error)
  }
}

let hooked = false

/**
 * A `.ts` file of the user is an ES module, as its `import` and `export` say. Node goes by the
 * package.json beside it, where `npm init` writes that it is none.
 */
function readTypeScriptAsModules(): void {
  // Node before 22.15 has no such hooks, and reads no TypeScript.
  if (hooked || typeof nodeModule.registerHooks !== 'function') return
  hooked = true
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      const theirs = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/')
      return theirs ? { ...resolved, format: 'module-typescript' } : resolved
    },
  })
}

/** What to do, where Node's own words leave it open. */
function remedy(error: unknown, file: string): string {
  if (!(error instanceof Error)) return ''
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[mc]?ts$/.test(file))
    return `: Node ${process.versions.node} reads no TypeScript, 22.18 or later does; or write it in JavaScript`
  if (code === 'ERR_MODULE_NOT_FOUND' && error.message.includes("package 'partyline'"))
    return ': npm install --save-dev partyline'
  if (error.name === 'SyntaxError' && /\bimport statement\b|'export'/.test(error.message))
    return ': its package.json says that it is no ES module; name it .mjs'
  return ''
}

/** Of an error that was thrown, or of a mistake that Node met while it read the file. */
function lineOf(error: unknown, href: string): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(`${href}:`)
  const [, line] = /^:(\d+)/.exec(at < 0 ? '' : stack.slice(at + href.length)) ?? []
  return line === undefined ? undefined : Number(line)
}
