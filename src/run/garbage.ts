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
 * To be called before threads are started. Each begins with so much room for what is young, in megabytes, as
 * the main thread has come to by loading the program: with less it would be collected every 75 scripts.
 * Nearly nothing of it is in use by then, and whoever collects it needs no help of other threads, for which
 * it would have to wait: they have scripts to run.
 */
export function giveThreadsRoom(): void {
  setFlagsFromString('--min-semi-space-size=8')
  setFlagsFromString('--no-parallel-scavenge')
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
