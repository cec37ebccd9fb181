/** All that the doctor tries once hands are shaken, in this order. */
import { addParty } from './checks/added-party.ts'
import { concurrent } from './checks/concurrent.ts'
import { deletion } from './checks/delete.ts'
import { discard } from './checks/discard.ts'
import { establish } from './checks/establish.ts'
import { fence } from './checks/fence.ts'
import { fixedDNs } from './checks/fixed-dns.ts'
import { manyInFlight } from './checks/many-in-flight.ts'
import { refusal } from './checks/refusal.ts'
import { release } from './checks/release.ts'
import { reset } from './checks/reset.ts'
import { maxCalls, sharedParties } from './checks/several-calls.ts'
import { unmonitored } from './checks/unmonitored.ts'
import type { Examination } from './examination.ts'

export const examinations: readonly Examination[] = [
  establish,
  release,
  deletion,
  refusal,
  fence,
  discard,
  maxCalls,
  sharedParties,
  addParty,
  unmonitored,
  concurrent,
  fixedDNs,
  manyInFlight,
  reset,
]
