import { callFaults } from '../tserver/fault/call-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

// The first finding of a run: one fault shows in several ways, each with a smallest script of its own.
testShrinkQuality(callFaults, { runs: 2000, maxFindings: 1, above: 3 })
