/** Runs a script as if it were the first one, and waits for all that comes of it. */
import type { Profile } from '../../oracles/profile.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Wire } from '../adapter/wire.ts'
import type { Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import { lateTrial } from './late-trial.ts'
import { historyOf, tryScript, type Trial } from './trial.ts'

export interface RunAloneOptions {
  readonly connection: Connection
  readonly profile: Profile
  /** Told how it went before the T-Server is brought back, at which it may be lost. */
  readonly tried?: ((trial: Trial) => void) | undefined
}

/**
 * To be started with a T-Server that has been brought back, and brings it back at the end: what one
 * run leaves behind is not to be blamed on the next.
 * @throws TServerLost
 */
export async function runAlone(
  script: Script,
  { connection, profile, tried: tell }: RunAloneOptions,
): Promise<Trial> {
  // Of the connection that the script runs on: one that fails is not there any more afterwards.
  const { wire } = connection.tserver
  wire?.record()
  const tried = await untilQuiet(await tryScript(script, connection, profile), connection)
  tell?.(tried)
  const ended = connection.late.last
  const seen = tried.failed ? wire?.stop() : undefined
  await connection.recover(tried.failed && tried.failure instanceof AdapterFailure)
  const late = ended === undefined ? [] : connection.late.takeOf(ended)
  if (tried.failed) return withWire(tried, seen)
  // What has come late came with the answers to what brought the T-Server back.
  const seenLate = wire?.stop()
  if (late.length === 0) return tried
  const history = historyOf(tried)
  return withWire(lateTrial({ script, history }, late, profile).trial, seenLate)
}

function withWire(trial: Trial, wire: Wire | undefined): Trial {
  return trial.failed && wire !== undefined ? { ...trial, wire } : trial
}

async function untilQuiet(tried: Trial, { tserver }: Connection): Promise<Trial> {
  if (tried.failed) return tried
  try {
    await tserver.fence()
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error
    return { failed: true, history: historyOf(tried), failure: error }
  }
  return tried
}
