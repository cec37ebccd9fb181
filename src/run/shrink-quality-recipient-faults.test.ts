import { recipientFaults } from '../tserver/fault/recipient-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

testShrinkQuality(recipientFaults)
