/** Every way to fill the calls of a script with parties, up to renaming. */
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { mostParties } from '../plan/drawing.ts'
import type { Dimensions } from './dimensions.ts'

/** A call with its place among the generations. */
export interface CastCall {
  readonly generation: number
  readonly dns: readonly DN[]
  readonly unmonitored: readonly DN[]
}

export interface Cast {
  readonly calls: readonly CastCall[]
  /** How many different DNs they have. */
  readonly named: number
}

export interface CastOptions {
  readonly capabilities: Capabilities
  /** What DNs are called: who is named first has the first name, and so on. */
  readonly names: readonly DN[]
}

type Kind = 'dns' | 'unmonitored'

const nobody: Cast = { calls: [], named: 0 }

/** All calls with so many parties together, and no more calls and generations than told. */
export function* casts(
  { parties, calls, generations }: Pick<Dimensions, 'parties' | 'calls' | 'generations'>,
  options: CastOptions,
  before: Cast = nobody,
): Iterable<Cast> {
  if (parties === 0) return void (yield before)
  if (calls === 0) return
  const most = Math.min(parties, mostParties(options.capabilities))
  for (const generation of generationsOfNext(before, generations, options.capabilities)) {
    const room = roomAfter(before, generation, calls, generations, options.capabilities)
    for (let size = Math.max(2, parties - room); size <= most; size++)
      // One party alone is no call.
      for (const cast of size === parties - 1 ? [] : withCall(before, generation, size, options))
        yield* casts({ parties: parties - size, calls: calls - 1, generations }, options, cast)
  }
}

/** That of the call before, as long as the adapter can have one more at once; or the next one. */
function generationsOfNext(
  before: Cast,
  generations: number,
  { maxCalls = 1 }: Capabilities,
): readonly number[] {
  const current = before.calls.at(-1)?.generation
  if (current === undefined) return [0]
  const isFull = callsIn(before, current) >= maxCalls
  return [...(isFull ? [] : [current]), current + 1].filter((at) => at < generations)
}

function callsIn({ calls }: Cast, generation: number): number {
  return calls.filter((call) => call.generation === generation).length
}

/** How many parties the calls may have at the most that can come after one in that generation. */
function roomAfter(
  before: Cast,
  generation: number,
  calls: number,
  generations: number,
  capabilities: Capabilities,
): number {
  const { maxCalls = 1 } = capabilities
  const here = maxCalls - callsIn(before, generation) - 1
  const later = maxCalls * (generations - generation - 1)
  return Math.min(calls - 1, here + later) * mostParties(capabilities)
}

/** Somebody is there to whom events are distributed. */
function* withCall(
  before: Cast,
  generation: number,
  size: number,
  options: CastOptions,
): Iterable<Cast> {
  const most = options.capabilities.unmonitored ? size - 1 : 0
  for (let outside = 0; outside <= most; outside++) {
    const empty = { generation, dns: [], unmonitored: [] }
    for (const half of seated(before, empty, 'dns', size - outside, options))
      for (const { call, named } of seated(
        before,
        half.call,
        'unmonitored',
        outside,
        options,
        half.named,
      ))
        yield { calls: [...before.calls, call], named }
  }
}

interface Seated {
  readonly call: CastCall
  readonly named: number
}

/** The call with `count` parties more of one kind: those of other calls, and new ones. */
function* seated(
  before: Cast,
  call: CastCall,
  kind: Kind,
  count: number,
  options: CastOptions,
  named = before.named,
): Iterable<Seated> {
  if (count === 0) return void (yield { call, named })
  for (const dn of options.names.slice(0, named + 1)) {
    if (!maySit(dn, call, kind, before, options)) continue
    const next = { ...call, [kind]: [...call[kind], dn] }
    const now = Math.max(named, options.names.indexOf(dn) + 1)
    yield* seated(before, next, kind, count - 1, options, now)
  }
}

/**
 * In calls that are there together events are distributed to a DN, or they are not. Who is in two of
 * them is shared.
 */
function maySit(
  dn: DN,
  call: CastCall,
  kind: Kind,
  { calls }: Cast,
  { capabilities }: CastOptions,
): boolean {
  if (call.dns.includes(dn) || call.unmonitored.includes(dn)) return false
  const other: Kind = kind === 'dns' ? 'unmonitored' : 'dns'
  const together = calls.filter(({ generation }) => generation === call.generation)
  const isThere = together.some((one) => one[kind].includes(dn))
  return (
    !together.some((one) => one[other].includes(dn)) && (!isThere || !!capabilities.sharedParties)
  )
}
