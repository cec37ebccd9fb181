/** For tests in which nothing is known, nothing fails, and the run is never over. */
import type { Overseer } from './overseer.ts'

export const untroubled: Overseer = {
  known: new Map(),
  isOver: () => Promise.resolve(false),
  interrupted: () => false,
  progress: () => undefined,
  decide: () => Promise.reject(new Error('nothing failed')),
  found: () => Promise.reject(new Error('nothing was found')),
  now: () => 0,
}
