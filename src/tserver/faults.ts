/** The T-Servers that the harness can be tried on: each is correct but for one fault. */
import type { Fault } from './fault/fault.ts'
import { attributeFaults } from './fault/attribute-faults.ts'
import { callFaults } from './fault/call-faults.ts'
import { decisionFaults } from './fault/decision-faults.ts'
import { inFlightFaults } from './fault/in-flight-faults.ts'
import { recipientFaults } from './fault/recipient-faults.ts'
import { timeFaults } from './fault/time-faults.ts'

/** Every fault that can be switched on by its name. Names are unique. */
export const faults: readonly Fault[] = [
  ...recipientFaults,
  ...attributeFaults,
  ...decisionFaults,
  ...inFlightFaults,
  ...callFaults,
  ...timeFaults,
]
