/** Release phase: whoever releases a call of two, both are released. */
import { describe, it } from 'vitest'
import { onlyKinds } from '../src/plan/decode.ts'
import { adapterUnderTest } from './adapter-under-test.ts'

const tserver = adapterUnderTest()

describe('Release phase', () => {
  it('a release in a call of two releases both', () =>
    tserver.conforms({ maxParties: 2, maxSteps: 1, off: onlyKinds('release') }))

  it('a call that has been released takes no further request', () =>
    tserver.conforms({
      maxParties: 2,
      maxSteps: 3,
      off: onlyKinds('release', 'release-by-absent'),
    }))
})
