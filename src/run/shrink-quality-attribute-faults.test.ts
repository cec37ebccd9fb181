import { attributeFaults } from '../tserver/fault/attribute-faults.ts'
import { testShrinkQuality } from './shrink-quality.fixture.ts'

testShrinkQuality(attributeFaults)
