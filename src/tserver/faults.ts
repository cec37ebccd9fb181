/** The T-Servers that the harness can be tried on: each is correct but for one fault. */
import type { Fault } from './fault/fault.ts'
import { attributeFaults } from './fault/attribute-faults.ts'
import { attributeWays } from './fault/attribute-ways.ts'
import { callFaults } from './fault/call-faults.ts'
import { decisionFaults } from './fault/decision-faults.ts'
import { decisionWays } from './fault/decision-ways.ts'
import { inFlightFaults } from './fault/in-flight-faults.ts'
import { recipientFaults } from './fault/recipient-faults.ts'
import { recipientWays } from './fault/recipient-ways.ts'
import { refusalWays } from './fault/refusal-ways.ts'
import { timeFaults } from './fault/time-faults.ts'
import { composed } from './fault/way.ts'

/** Faults in the same thing. */
export interface FaultSubject {
  /** What is wrong, in a few words. */
  readonly title: string
  readonly faults: readonly Fault[]
}

/** The bank of faults, by what is wrong: those with names of their own, then the composed ones. */
export const faultSubjects: readonly FaultSubject[] = [
  {
    title: 'Who is told, how often and when',
    faults: [...recipientFaults, ...composed(recipientWays)],
  },
  { title: 'What the events say', faults: [...attributeFaults, ...composed(attributeWays)] },
  { title: 'What becomes of a request', faults: [...decisionFaults, ...composed(decisionWays)] },
  { title: 'What is refused, and EventError', faults: composed(refusalWays) },
  { title: 'Requests in flight', faults: inFlightFaults },
  { title: 'Several calls, and returners', faults: callFaults },
  { title: 'Events too late, and faults that show now and then', faults: timeFaults },
]

/** Every fault that can be switched on by its name. Names are unique. */
export const faults: readonly Fault[] = faultSubjects.flatMap((subject) => subject.faults)
