/** Release from conference phase: parties release one after the other, down to the last two. */
import { describe, it } from 'vitest'
import { onlyKinds } from '../src/plan/decode.ts'
import { partyCount } from '../src/plan/script.ts'
import { adapterUnderTest } from './adapter-under-test.ts'

const tserver = adapterUnderTest()
const off = onlyKinds('release')

describe('Release from conference phase', () => {
  it('one party releases', () =>
    tserver.conforms({
      maxParties: 8,
      maxSteps: 1,
      off,
      where: (script) => partyCount(script) > 2,
    }))

  it('all parties release', () => tserver.conforms({ maxParties: 8, maxSteps: 8, off }))
})
