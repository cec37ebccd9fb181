/** How V8 is to collect the garbage of a process that runs scripts; to be said before anything is run. */
import { setFlagsFromString } from 'node:v8'

/**
 * On a large machine V8 would let garbage grow to four times of what is in use before it looks: what a
 * flood of events leaves behind would add up. A run in process without one takes as long as before.
 */
export function boundGarbage(): void {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--semi-space-growth-factor=1')
}

/**
 * Where most of what some line makes outlives a collection, V8 would begin to put all that it makes among
 * what is old. A script in flight outlives one, and is garbage soon after; but what is old keeps alive
 * what it refers to, until the whole heap is collected: nearly every script was copied twice.
 */
export function keepYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
