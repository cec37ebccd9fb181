/** How an adapter is named: on the command line, in a configuration, in a finding. */
import { embedded } from '../tserver/embedded.ts'
import { AdapterUnavailable } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import type { BridgeOptions } from './bridge.ts'
import { checked } from './checked.ts'
import { exec } from './exec.ts'
import { loadModule } from './module.ts'
import { shown } from './shown.ts'
import { tcp } from './tcp.ts'

export type AdapterSpec =
  | { readonly kind: 'embedded'; readonly fault?: string }
  | { readonly kind: 'exec'; readonly commandLine: string }
  | { readonly kind: 'tcp' }
  | { readonly kind: 'module'; readonly path: string }

const forms =
  'embedded, embedded:FAULT, exec:COMMAND LINE, tcp://HOST:PORT, or the path of a module'

/**
 * Reads `embedded`, `embedded:FAULT`, `exec:COMMAND LINE`, `tcp://HOST:PORT` or the path of a module.
 * @throws AdapterUnavailable where it is none of these.
 */
export function parseAdapterSpec(spec: string): AdapterSpec {
  if (spec === 'embedded') return { kind: 'embedded' }
  // Two letters or more, so that C:\adapter.js is a path.
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]+):(.*)$/s.exec(spec) ?? []
  if (scheme === 'embedded' && rest) return { kind: 'embedded', fault: rest }
  if (scheme === 'exec' && rest) return { kind: 'exec', commandLine: rest }
  if (scheme === 'tcp') return { kind: 'tcp' }
  if (scheme !== undefined || spec === '')
    throw new AdapterUnavailable(`the adapter ${shown(spec)} is unknown: it may be ${forms}`)
  return { kind: 'module', path: spec }
}

/**
 * The adapter that a specification names; nothing is connected to yet.
 * @throws AdapterUnavailable
 */
export async function openAdapter(spec: string, options: BridgeOptions): Promise<Adapter> {
  const parsed = parseAdapterSpec(spec)
  switch (parsed.kind) {
    case 'embedded':
      // A fault may be one that throws; the correct one is part of the harness.
      return parsed.fault === undefined
        ? embedded()
        : checked(spec, embedded(parsed.fault), options.timeoutMs)
    case 'exec':
      return exec(parsed.commandLine, options)
    case 'tcp':
      return tcp(spec, options)
    case 'module':
      return checked(
        `the module ${shown(parsed.path)}`,
        await loadModule(parsed.path),
        options.timeoutMs,
      )
  }
}
