import { decisionFaults } from '../tserver/fault/decision-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

testShrinkQuality(decisionFaults)
