/** Runs a script as if it were the first one, and waits for all that comes of it. */
import type { Profile } from '../../oracles/profile.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import type { Connection } from './connection.ts'
import { lateTrial } from './late-trial.ts'
import { tryScript, type Trial } from './trial.ts'

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
  const tried = await untilQuiet(await tryScript(script, connection, profile), connection)
  tell?.(tried)
  const ended = connection.late.last
  await connection.recover(tried.failed && tried.failure instanceof AdapterFailure)
  const late = ended === undefined ? [] : connection.late.takeOf(ended)
  if (tried.failed || late.length === 0) return tried
  return lateTrial({ script, history: tried.history }, late, profile).trial
}

async function untilQuiet(tried: Trial, { tserver }: Connection): Promise<Trial> {
  if (tried.failed) return tried
  try {
    await tserver.fence()
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error
    return { failed: true, history: tried.history, failure: error }
  }
  return tried
}
