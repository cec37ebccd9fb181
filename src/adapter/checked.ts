/**
 * A module's adapter, held to what a bridge is held to: its events and values are checked, its
 * exceptions and its silence are failures of the adapter and not of the harness.
 */
import type { Event } from '../../oracles/tlib.ts'
import { AdapterFailure, AdapterUnavailable } from './adapter.ts'
import type { Adapter, Deliver, TServer } from './adapter.ts'
import { eventBudget } from './event-budget.ts'
import type { EventBudget } from './event-budget.ts'
import { readEvent } from './event.ts'
import { Guard } from './guard.ts'
import { Malformed, readAs } from './malformed.ts'
import { capabilitiesSchema, implementationSchema, methods } from './messages.ts'
import { shown } from './shown.ts'

/**
 * The same adapter, checked. What its T-Server does at once is still done at once.
 * @param name what it is called in messages.
 * @param timeoutMs how long a promise of its may take, in milliseconds.
 */
export function checked(name: string, adapter: Adapter, timeoutMs: number): Adapter {
  return {
    ...(adapter.disposable ? { disposable: true } : {}),
    async connect(deliver) {
      const guard = new Guard(timeoutMs)
      const budget = eventBudget()
      try {
        return await guard.call(
          'connect',
          {},
          () => adapter.connect(checkedDeliver(guard, budget, deliver)),
          (inner) => checkedTServer(guard, budget, inner, timeoutMs),
        )
      } catch (error) {
        if (!(error instanceof AdapterFailure)) throw error
        throw new AdapterUnavailable(`${name}: ${error.message}`, { cause: error })
      }
    },
  }
}

/** Never throws into the module's code: what is wrong comes out of the next call. */
function checkedDeliver(guard: Guard, budget: EventBudget, deliver: Deliver): Deliver {
  return (given) => {
    if (guard.failure) return
    let event: Event
    try {
      // A copy: a module may fill one object again for each event.
      event = { ...readEvent(withoutUndefined(given)) }
      budget.event(0)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      guard.fail(new AdapterFailure('protocol-error', error.message))
      return
    }
    deliver(event)
  }
}

/** The methods that every T-Server has. */
const required = ['establish', 'send', 'fence', 'discard', 'reset', 'shutdown'] as const

function checkedTServer(
  guard: Guard,
  budget: EventBudget,
  inner: TServer,
  timeoutMs: number,
): TServer {
  if (typeof inner !== 'object' || inner === null)
    throw new Malformed(`connect gives ${shown(inner)}, not a T-Server`)
  const missing = required.find((method) => typeof inner[method] !== 'function')
  if (missing) throw new Malformed(`the T-Server that connect gives has no method ${missing}`)
  const capabilities = readAs(
    capabilitiesSchema,
    withoutUndefined(inner.capabilities),
    'capabilities',
  )
  const implementation = readAs(
    implementationSchema,
    withoutUndefined(inner.implementation),
    'implementation',
  )
  return {
    implementation,
    capabilities,
    ...guardedMethods(guard, budget, inner),
    ...(capabilities.addParty && guardedAddParty(guard, budget, inner)),
    shutdown: () => shutDown(guard, inner, timeoutMs),
  }
}

function guardedMethods(guard: Guard, budget: EventBudget, inner: TServer) {
  return {
    establish(dns, unmonitored) {
      budget.call(dns.length + unmonitored.length)
      const asked = { dns, unmonitored }
      return guard.call('establish', asked, () => inner.establish(dns, unmonitored), readConnID)
    },
    send(request) {
      budget.step()
      return guard.call('send', request, () => inner.send(request), nothing)
    },
    fence: () => guard.call('fence', {}, () => inner.fence(), nothing),
    discard(connID) {
      budget.step()
      return guard.call('discard', { connID }, () => inner.discard(connID), nothing)
    },
    reset() {
      budget.step()
      return guard.call('reset', {}, () => inner.reset(), nothing)
    },
  } satisfies Partial<TServer>
}

function guardedAddParty(guard: Guard, budget: EventBudget, inner: TServer) {
  if (typeof inner.addParty !== 'function')
    throw new Malformed('the T-Server has the capability addParty, and no method of that name')
  return {
    addParty(connID, by, dn) {
      budget.step()
      const asked = { connID, by, dn }
      return guard.call('addParty', asked, () => inner.addParty?.(connID, by, dn), nothing)
    },
  } satisfies Partial<TServer>
}

/** Also after a failure, so that the module can clean up; then nobody asks how that went. */
async function shutDown(guard: Guard, inner: TServer, timeoutMs: number): Promise<void> {
  const hadFailed = guard.failure !== undefined
  guard.fail(new AdapterFailure('crash', 'the T-Server has been shut down'))
  try {
    await new Guard(timeoutMs).call('shutdown', {}, () => inner.shutdown(), nothing)
  } catch (error) {
    if (!hadFailed) throw error
  }
}

const readConnID = (value: unknown): string =>
  readAs(methods.establish.result.shape.connID, value, 'what establish returns')

const nothing = (): void => undefined

/** In a module's object, an attribute that is undefined is one that is left out. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  return entries.every(([, attribute]) => attribute !== undefined)
    ? value
    : Object.fromEntries(entries.filter(([, attribute]) => attribute !== undefined))
}
