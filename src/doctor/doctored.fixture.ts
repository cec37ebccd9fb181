/** The doctor's checks of an adapter, for tests. */
import { fileURLToPath } from 'node:url'
import type { Adapter } from '../adapter/adapter.ts'
import { checked } from '../adapter/checked.ts'
import type { Check } from './check.ts'
import { checkup } from './checkup.ts'
import { Exchange } from './exchange.ts'
import { openSession } from './open-session.ts'
import { recordedCalls } from './recorded-calls.ts'
import { Session } from './session.ts'
import { ways } from './way.ts'

const firstBridge = fileURLToPath(new URL('first-bridge.fixture.mjs', import.meta.url))

/** The command that starts a first bridge with a mistake. */
export const firstBridgeWith = (mistake: string): string =>
  `exec:"${process.execPath}" "${firstBridge}" "${mistake}"`

const silently = { begun: () => undefined, ended: () => undefined }

/** Longer than any test. */
const patient = 600_000

export async function doctored(spec: string, timeoutMs = patient): Promise<readonly Check[]> {
  return checkup(await openSession(spec, timeoutMs), silently)
}

/** Of an adapter as a module gives it. */
export function doctoredModule(adapter: Adapter, timeoutMs = patient): Promise<readonly Check[]> {
  const exchange = new Exchange()
  const session = new Session({
    adapter: recordedCalls(checked('a module', adapter, timeoutMs), exchange),
    exchange,
    scissors: { cutAt: undefined },
    way: ways.module,
    timeoutMs,
  })
  return checkup(session, silently)
}

/** The names of the checks with a status. */
export const having = (checks: readonly Check[], status: Check['status']): readonly string[] =>
  checks.filter((check) => check.status === status).map(({ name }) => name)
