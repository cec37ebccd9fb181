/** Sequences of everything: releases, deletes, what is invalid, parties that join. */
import { describe, it } from 'vitest'
import { adapterUnderTest } from './adapter-under-test.ts'

const tserver = adapterUnderTest()

describe('Mixed sequences', () => {
  it('of conferences', () => tserver.conforms({ maxParties: 8, maxSteps: 12 }))

  it('of large conferences', () => tserver.conforms({ maxParties: 30, maxSteps: 30 }))
})
