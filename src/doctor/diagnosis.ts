/** Who is at fault where what was seen is not what the document says: the bridge, or the T-Server. */
import { headline } from '../report/headline.ts'
import { blameFlood, blameMisreadings, blames } from './blames.ts'
import { inTime, missingIn, violationOf } from './judgement.ts'
import type { Scene } from './scene.ts'
import type { Session } from './session.ts'

/**
 * Looks at the last round of a scene. Events that are missing are waited for: the fence may have
 * been answered too early.
 * @returns true where all is as the document says; false where it is the T-Server that differs,
 *   which is noted down in the session.
 * @throws BridgeAtFault
 */
export async function examined(scene: Scene, session: Session): Promise<boolean> {
  blameFlood(scene, session)
  blameMisreadings(scene, session)
  if (violationOf(scene.history) === undefined) return true
  await waitForMissing(scene, session)
  blameFlood(scene, session)
  blameMisreadings(scene, session)
  const violation = violationOf(scene.history)
  if (violation === undefined) return true
  for (const blame of blames) blame(scene, session, violation)
  session.differences.push(headline({ kind: 'violation', violation }))
  if (missingIn(violation) > 0)
    session.notes.push(
      "Where the T-Server's own log says that it did distribute that event, the bridge lost it.",
    )
  return false
}

/**
 * Where one event was waited for in vain, the next ones are given the time of a fence: a T-Server
 * that loses events is not to make this take for ever.
 */
async function waitForMissing({ history }: Scene, session: Session): Promise<void> {
  const round = history.rounds.at(-1)
  // Of what the T-Server has refused nothing more will come.
  if (round?.events.some(({ name }) => name === 'EventError')) return
  const isComplete = (): boolean => missingIn(violationOf(inTime(history))) === 0
  if (isComplete()) return
  await session.tserver.fence()
  if (isComplete() || session.patienceMs === 0) return
  if (!(await session.until(isComplete, session.patienceMs))) session.patienceMs = 0
}
