import { inFlightFaults } from '../tserver/fault/in-flight-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

// The first finding of a run: one fault shows in several ways, each with a smallest script of its own.
testShrinkQuality(inFlightFaults, { runs: 2000, maxFindings: 1, above: 3 })
