/** For every fault the smallest script that shows it. */
import type { SmallestScript } from './smallest-script.fixture.ts'
import { smallestScriptsInFlight } from './smallest-scripts-in-flight.fixture.ts'
import { smallestScriptsOfCalls } from './smallest-scripts-of-calls.fixture.ts'
import { smallestScriptsOfWays } from './smallest-scripts-of-ways.fixture.ts'
import { smallestScriptsOfOneCall } from './smallest-scripts-of-one-call.fixture.ts'

export const smallestScripts: readonly SmallestScript[] = [
  ...smallestScriptsOfOneCall,
  ...smallestScriptsInFlight,
  ...smallestScriptsOfCalls,
  ...smallestScriptsOfWays,
]
