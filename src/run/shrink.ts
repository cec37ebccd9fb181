/**
 * Makes a failing script smaller, as long as it fails by the same name. Passes propose candidates;
 * one gate, `accept`, decides on all of them.
 */
import type { Profile } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Script } from '../plan/script.ts'
import { isPlayable, type Limits } from './playable.ts'
import { isSmaller, sizeOf } from './script-order.ts'
import { passes, type Pass } from './shrink-passes.ts'

export interface Shrunk {
  readonly script: Script
  /** Scripts that were run on the way. */
  readonly executions: number
}

export interface ShrinkOptions {
  /** Names for DNs, plainest first; at least as many as the script has DNs, where there are. */
  readonly plain: readonly DN[]
  /** Says what a T-Server may do: who joins must know who is there. */
  readonly profile: Profile
  /** What the adapter can, and so which scripts can be played at all. */
  readonly limits: Limits
  /** Runs a candidate: does it fail by the same name? */
  fails(candidate: Script): Promise<boolean>
  /** Asked before each: once it is true, no further one is run. */
  stopped(): boolean
  /** The most scripts to run; what is smallest by then is taken. */
  readonly budget: number
}

export async function shrink(failing: Script, options: ShrinkOptions): Promise<Shrunk> {
  const { plain, profile, limits, fails, stopped, budget } = options
  let smallest = failing
  let size = sizeOf(failing, plain)
  let executions = 0
  const tried = new Set([JSON.stringify(failing)])

  const spent = (): boolean => executions >= budget || stopped()

  /** Takes a candidate that is a script, smaller, was not tried before, and fails by the same name. */
  async function accept(candidate: Script): Promise<boolean> {
    const candidateSize = sizeOf(candidate, plain)
    if (!isSmaller(candidateSize, size) || !isPlayable(candidate, profile, limits)) return false
    const identity = JSON.stringify(candidate)
    if (tried.has(identity)) return false
    tried.add(identity)
    executions += 1
    if (!(await fails(candidate))) return false
    smallest = candidate
    size = candidateSize
    return true
  }

  /** Offers what a pass proposes; after each success the pass starts again from what it got. */
  async function exhaust(pass: Pass): Promise<boolean> {
    let shrunk = false
    for (;;) {
      let better = false
      for (const candidate of pass(smallest, plain)) {
        if (spent()) return shrunk
        better = await accept(candidate)
        if (better) break
      }
      if (!better) return shrunk
      shrunk = true
    }
  }

  for (let better = true; better && !spent();) {
    better = false
    for (const pass of passes) better = (await exhaust(pass)) || better
  }
  return { script: smallest, executions }
}
