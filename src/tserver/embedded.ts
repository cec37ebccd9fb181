import { AdapterUnavailable } from '../adapter/adapter.ts'
import type { Adapter, Capabilities, Deliver } from '../adapter/adapter.ts'
import { faults } from './faults.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import { startNondeterministicTServer } from './nondeterministic.ts'
import { startTServer } from './tserver.ts'
import type { EmbeddedTServer } from './tserver.ts'

const capabilities: Capabilities = {
  maxParties: 1000,
  maxCalls: 1_000_000,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}

/** The name of the correct T-Server that does by chance all that a T-Server may do. */
const nondeterministic = 'nondeterministic'

/**
 * The T-Server that comes with the harness, in this process: nothing of it is a promise.
 * @param variant none, and it is correct and carries requests out at once; `nondeterministic`, and
 *   it is correct; or the name of a fault that it is to have.
 * @throws AdapterUnavailable where no variant has that name.
 */
export function embedded(variant?: string): Adapter {
  const start = variant === undefined ? startTServer : starting(variant)
  return {
    disposable: true,
    connect(deliver) {
      const tserver = start(deliver)
      return {
        implementation: { name: `partyline-embedded${variant === undefined ? '' : `:${variant}`}` },
        capabilities,
        establish: tserver.establish,
        addParty: tserver.addParty,
        send: tserver.send,
        fence: tserver.fence,
        discard: tserver.discard,
        reset: tserver.reset,
        shutdown: tserver.reset,
      }
    },
  }
}

function starting(variant: string): (deliver: Deliver) => EmbeddedTServer {
  if (variant === nondeterministic) return startNondeterministicTServer
  const fault = faults.find(({ name }) => name === variant)
  if (fault === undefined) throw noVariant(variant)
  return (deliver) => startFaultyTServer(deliver, fault)
}

/** So many names are told at the most where there is none of that name. */
const mostNamesTold = 8

function noVariant(name: string): AdapterUnavailable {
  const close = namesCloseTo(name)
  return new AdapterUnavailable(
    `the embedded T-Server has no fault ${JSON.stringify(name.slice(0, 60))}; ` +
      (close.length === 0
        ? 'partyline selftest --list lists those that it has'
        : `close to it: ${close.join(', ')}`),
  )
}

/** Those that have most of its words, and of these those that have fewest others. */
function namesCloseTo(name: string): readonly string[] {
  const words = new Set(name.toLowerCase().split('-'))
  return [nondeterministic, ...faults.map((fault) => fault.name)]
    .map((known) => {
      const its = known.split('-')
      const common = its.filter((word) => words.has(word)).length
      return { known, common, others: its.length - common }
    })
    .filter(({ common }) => common > 0)
    .toSorted((one, other) => other.common - one.common || one.others - other.others)
    .slice(0, mostNamesTold)
    .map(({ known }) => known)
}
