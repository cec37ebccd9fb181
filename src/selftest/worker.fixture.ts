/** A worker thread that does what the name of its T-Server says. */
import type { Assignment, Tried } from './selftest.ts'
import { passedAll } from './tried.fixture.ts'

export default async function pretend({ adapter }: Assignment): Promise<Tried> {
  if (adapter === 'throws') throw new Error('thrown on purpose')
  if (adapter === 'rejects') void Promise.reject('rejected on purpose')
  if (adapter === 'exits') process.exit(7)
  if (adapter === 'conforms') return passedAll
  return new Promise(() => undefined)
}
