import { AdapterUnavailable } from '../adapter/adapter.ts'
import type { Adapter, Capabilities } from '../adapter/adapter.ts'
import type { Fault } from './fault/fault.ts'
import { faults } from './faults.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import { startTServer } from './tserver.ts'

const capabilities: Capabilities = {
  maxParties: 1000,
  maxCalls: 1_000_000,
  sharedParties: true,
  addParty: true,
  concurrent: true,
  unmonitored: true,
}

/**
 * The T-Server that comes with the harness, in this process: nothing of it is a promise, and every
 * event is delivered before `send` returns.
 * @param fault the name of a fault that it is to have; none, and it is correct.
 * @throws AdapterUnavailable where no fault has that name.
 */
export function embedded(fault?: string): Adapter {
  const chosen = fault === undefined ? undefined : faultNamed(fault)
  return {
    connect(deliver) {
      const tserver =
        chosen === undefined ? startTServer(deliver) : startFaultyTServer(deliver, chosen)
      return {
        implementation: { name: `partyline-embedded${chosen ? `:${chosen.name}` : ''}` },
        capabilities,
        establish: tserver.establish,
        addParty: tserver.addParty,
        send: tserver.send,
        fence() {},
        discard: tserver.discard,
        reset: tserver.reset,
        shutdown: tserver.reset,
      }
    },
  }
}

function faultNamed(name: string): Fault {
  const found = faults.find((fault) => fault.name === name)
  if (found !== undefined) return found
  const words = new Set(name.toLowerCase().split('-'))
  const names = faults.map((fault) => fault.name)
  const close = names.filter((known) => known.split('-').some((word) => words.has(word)))
  const listed = close.length === 0 ? names : close
  throw new AdapterUnavailable(
    `the embedded T-Server has no fault ${JSON.stringify(name.slice(0, 60))}; ` +
      `${close.length === 0 ? 'it has' : 'close to it'}: ${listed.join(', ')}`,
  )
}
