/** Delete from conference phase: parties delete each other. */
import { describe, it } from 'vitest'
import { onlyKinds } from '../src/plan/decode.ts'
import { partyCount } from '../src/plan/script.ts'
import { adapterUnderTest } from './adapter-under-test.ts'

const tserver = adapterUnderTest()

describe('Delete from conference phase', () => {
  it('one party deletes another', () =>
    tserver.conforms({
      maxParties: 8,
      maxSteps: 1,
      off: onlyKinds('delete'),
      where: (script) => partyCount(script) > 2,
    }))

  it('parties delete each other, and those who are gone', () =>
    tserver.conforms({
      maxParties: 8,
      maxSteps: 8,
      off: onlyKinds('delete', 'delete-absent', 'delete-by-absent'),
    }))

  it('parties delete themselves', () =>
    tserver.conforms({ maxParties: 8, maxSteps: 8, off: onlyKinds('self-delete') }))
})
