/** A capability that is offered and does not work. */
import type { Capabilities } from '../../adapter/adapter.ts'
import type { Advice, Advised } from '../advice.ts'
import { defaults, isCapability } from '../capability-names.ts'
import type { Symptom } from '../symptom.ts'

/** What to do where it is more than to leave the capability out. */
const toDo: Partial<Readonly<Record<keyof Capabilities, string>>> = {
  maxParties: `Say in maxParties how many parties a call can have; where it is left out, it is ${defaults.maxParties}.`,
  maxCalls: 'Say in maxCalls how many calls can be there at once, or leave it out: then it is one.',
  dns: 'Name in dns only DNs that can be in a call, and register for each of them.',
}

/** It shows in an answer, in none, or in what the T-Server makes of the next request. */
export function doesNotWork(capability: keyof Capabilities): Advised {
  return {
    mistake: `the capability ${capability} does not work`,
    wanted: 'The adapter can do what its capabilities say, and what holds where one is left out.',
    toDo:
      toDo[capability] ??
      `Make ${capability} work, or leave it out of the capabilities in the answer to initialize.`,
  }
}

/** Of a failure while a capability is tried. */
export const capabilityAdvice: Omit<Advice<Symptom>, 'applies'> = {
  mistake: (symptom) => adviceFor(symptom).mistake,
  wanted: (symptom) => adviceFor(symptom).wanted,
  toDo: (symptom) => adviceFor(symptom).toDo,
}

/** @throws RangeError where no capability is tried: then it does not apply. */
function adviceFor({ situation }: Symptom): Advised {
  if (!isCapability(situation)) throw new RangeError('No capability is tried.')
  return doesNotWork(situation)
}
