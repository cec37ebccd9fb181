/** The fast judge held against the slow one on histories with small changes in them. */
import { expect, it } from 'vitest'
import { playInFlight } from './concurrent-t-server.fixture.ts'
import { expectAgreement } from './disagreement.fixture.ts'
import { oneOf } from './draw.fixture.ts'
import { allMutationKinds, mutated } from './mutation.fixture.ts'
import { manyProfiles } from './profile.fixture.ts'

it('says what the slow one says of histories in which something was changed', () => {
  const counts = expectAgreement([60_000, 100_000], (draw) => {
    const profile = oneOf(draw, manyProfiles)
    const once = mutated(draw, playInFlight(draw, profile), oneOf(draw, allMutationKinds))
    const twice = draw(3) === 0
    const history = twice ? mutated(draw, once, oneOf(draw, allMutationKinds)) : once
    return { profile, history }
  })
  expect(counts.right).toBeGreaterThan(10_000)
  expect(counts.wrong).toBeGreaterThan(20_000)
  expect(counts.anotherOrder).toBeGreaterThan(1_000)
})
