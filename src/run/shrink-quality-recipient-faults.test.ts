import { recipientFaults } from '../tserver/fault/recipient-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

// Some show only when somebody has come back, which not every seed draws among its first scripts.
testShrinkQuality(recipientFaults, { runs: 500, maxFindings: 5, above: 1 })
