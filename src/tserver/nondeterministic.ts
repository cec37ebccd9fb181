import type { Deliver } from '../adapter/adapter.ts'
import { startChance } from './chance.ts'
import { startInFlight } from './in-flight.ts'
import { startTServerOfOpenChoices } from './open-choices.ts'
import type { EmbeddedTServer } from './tserver.ts'

/**
 * Starts a correct T-Server that does by chance all that a T-Server may do: requests in flight take
 * effect in any order, at any time up to the fence, and each choice that the document leaves open is
 * taken at each occurrence anew. The same requests to the same parties meet the same chances.
 */
export function startNondeterministicTServer(deliver: Deliver): EmbeddedTServer {
  const chance = startChance()
  return startInFlight(deliver, { chance, early: true }, (distribute) =>
    startTServerOfOpenChoices(distribute, chance),
  )
}
