/** How V8 is to collect the garbage of a process that runs scripts, in all its threads. */
import { setFlagsFromString } from 'node:v8'

/**
 * To be called before anything is run. On a large machine V8 would let garbage grow to four times of
 * what is in use before it looks: what a flood of events leaves behind would add up. One script at a time
 * is run as quickly as without.
 */
export function boundGarbage(): void {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--semi-space-growth-factor=1')
}

/**
 * To be called before scripts are run many at once. What they make is garbage as soon as they have ended,
 * but outlives the collections that come meanwhile: there are to be fewer of them, and V8 is not to put
 * among what is old whatever it has seen to outlive some. There it would keep alive what it refers to
 * until the whole heap is collected, and nearly every script would be copied twice.
 */
export function makeRoomForManyAtOnce(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
  setFlagsFromString('--no-allocation-site-pretenuring')
}
