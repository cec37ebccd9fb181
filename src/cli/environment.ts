/** What a run is made with, for its reports. */
import { arch, release, type } from 'node:os'
import { harness } from '../adapter/harness.ts'
import type { RunResult } from '../run/finding.ts'

export function environment(): NonNullable<RunResult['environment']> {
  return {
    partyline: harness.version,
    node: process.version,
    system: `${type()} ${release()} ${arch()}`,
  }
}
