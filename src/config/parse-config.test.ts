import { describe, expect, it } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { UsageError } from '../cli/exit-status.ts'
import type { Config } from './config.ts'
import { parseConfig, type Configuration } from './parse-config.ts'

const parse = (config: unknown): Configuration =>
  parseConfig(config, 'partyline.config.ts', (path) => `beside/${path}`)

function refusal(config: unknown): string {
  try {
    parse(config)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('it is accepted')
}

/** Every setting once, and what its option would be after the same text. */
const everySetting: Required<Omit<Config, 'known' | 'targets'>> = {
  adapter: 'tcp://127.0.0.1:3000',
  seed: -7,
  runs: 500,
  time: '10m',
  maxParties: 5,
  maxSteps: 6,
  parties: 3,
  steps: 0,
  calls: 2,
  shard: '2/3',
  workers: 3,
  inFlight: 5,
  profile: 'strict',
  requireCoverage: 'gate.json',
  maxFindings: 3,
  prove: 0,
  times: 9,
  timeout: '1.5s',
  queue: 'redis://127.0.0.1:6379',
  reportDir: 'out',
  quiet: true,
}

const asOptions = {
  adapter: 'tcp://127.0.0.1:3000',
  seed: -7,
  runs: 500,
  time: 600_000,
  maxParties: 5,
  maxSteps: 6,
  parties: 3,
  steps: 0,
  calls: 2,
  shard: { index: 2, count: 3 },
  workers: 3,
  inFlight: 5,
  profile: 'strict',
  requireCoverage: 'beside/gate.json',
  maxFindings: 3,
  prove: 'none',
  times: 9,
  timeout: 1500,
  queue: 'redis://127.0.0.1:6379',
  reportDir: 'beside/out',
  quiet: true,
}

describe('a configuration', () => {
  it('may be empty', () => {
    expect(parse({})).toEqual({
      file: 'partyline.config.ts',
      values: {},
      known: [],
      targets: new Map(),
    })
  })

  it('gives every setting the value of its option', () => {
    expect(parse(everySetting).values).toEqual(asOptions)
  })

  it('has targets with settings of their own', () => {
    const { targets } = parse({ targets: { staging: everySetting, lab: {} } })
    expect(targets).toEqual(
      new Map([
        ['staging', { values: asOptions, known: [] }],
        ['lab', { values: {}, known: [] }],
      ]),
    )
  })

  it('may leave a setting undefined', () => {
    expect(parse({ seed: undefined, known: undefined, targets: undefined }).values.seed).toBe(
      undefined,
    )
  })

  it.each([
    ['./adapter.ts', 'beside/./adapter.ts'],
    ['adapters/C.mjs', 'beside/adapters/C.mjs'],
    ['embedded', 'embedded'],
    ['embedded:released-twice', 'embedded:released-twice'],
    ['exec:python3 bridge.py', 'exec:python3 bridge.py'],
  ])('takes the adapter %s for a path where it is one', (adapter, value) => {
    expect(parse({ adapter }).values.adapter).toBe(value)
  })

  it.each([
    ['workspace', 'workspace'],
    ['mine.json', 'beside/mine.json'],
    [{ refusal: 'error' }, { ...profiles.default, name: 'partyline.config.ts', refusal: 'error' }],
    [{}, { ...profiles.default, name: 'partyline.config.ts' }],
  ])('has a profile: %j', (profile, value) => {
    expect(parse({ profile }).values.profile).toEqual(value)
  })

  it.each([
    [100_000, { executions: 100_000 }],
    ['30s', { milliseconds: 30_000 }],
    ['0', 'none'],
  ])('has a budget of proofs: %s', (prove, value) => {
    expect(parse({ prove }).values.prove).toEqual(value)
  })
})

describe('a mistake is told with its path', () => {
  it.each<[unknown, string]>([
    [{ maxParty: 3 }, 'there is no maxParty; close to it: maxParties, '],
    [{ 'report-dir': 'x' }, 'there is no report-dir; close to it: reportDir, '],
    [{ target: {} }, 'there is no target; close to it: targets, '],
    [
      { targets: { staging: { timeuot: '5s' } } },
      'targets.staging: there is no timeuot; close to it: timeout, ',
    ],
    [{ targets: { staging: { targets: {} } } }, 'targets.staging: there is no targets; close to'],
    [{ '\x1b[2J': 1 }, 'there is no \\x1b[2J; close to it: '],
    [
      { targets: { staging: { timeout: 5 } } },
      'targets.staging.timeout: 5 is invalid. It takes a duration such as 500ms, 30s, 10m or 8h.',
    ],
    [{ timeout: 'soon' }, 'timeout: "soon" is invalid. It takes a duration such as 500ms'],
    [{ time: null }, 'time: null is invalid. It takes a duration'],
    [{ runs: 0 }, 'runs: 0 is invalid. It takes a whole number of 1 or more.'],
    [{ runs: 1.5 }, 'runs: 1.5 is invalid. It takes a whole number of 1 or more.'],
    [{ runs: NaN }, 'runs: NaN is invalid. It takes a whole number of 1 or more.'],
    [{ runs: [3] }, 'runs: [3] is invalid. It takes a whole number of 1 or more.'],
    [{ seed: 2 ** 32 }, 'seed: 4294967296 is invalid. It takes a whole number from -2147483648'],
    [{ maxParties: 1 }, 'maxParties: 1 is invalid. It takes a whole number from 2 to 1000.'],
    [{ workers: 0 }, 'workers: 0 is invalid. It takes a whole number from 1 to 256, or auto'],
    [{ inFlight: 257 }, 'inFlight: 257 is invalid. It takes a whole number from 1 to 256.'],
    [{ shard: '4/3' }, 'shard: "4/3" is invalid. It takes a shard and how many there are'],
    [{ prove: -1 }, 'prove: -1 is invalid. It takes a number of scripts such as 100000'],
    [{ quiet: 'yes' }, 'quiet: it takes true or false'],
    [{ adapter: 3 }, 'adapter: it takes a text'],
    [{ adapter: '' }, 'adapter: it is empty'],
    [{ adapter: 'http://x' }, 'adapter: the adapter "http://x" is unknown: it may be embedded'],
    [{ reportDir: '' }, 'reportDir: it is empty'],
    [{ profile: { refusal: 'maybe' } }, 'profile.refusal: Invalid option: expected one of "error"'],
    [
      { profile: { selfDelete: 'any' } },
      'profile: there is no selfDelete; close to it: self-delete, ',
    ],
    [{ profile: 3 }, 'profile: Invalid input: expected object, received number'],
    [{ targets: [] }, 'targets: Invalid input: expected record, received array'],
    [{ targets: { a: 'tcp://x:1' } }, 'targets.a: Invalid input: expected object, received string'],
    [[], 'Invalid input: expected object, received array'],
    [() => ({}), 'Invalid input: expected object, received function'],
  ])('%j', (config, message) => {
    expect(refusal(config)).toContain(`partyline.config.ts: ${message}`)
    expect(refusal(config)).not.toContain('\n')
  })
})

describe('known failures', () => {
  const byFingerprint = { fingerprint: '4f8c7ca1f40f', reason: 'ACME-12' }
  const byShape = { rule: 'late', shape: 'a shape', reason: 'slow lab' }

  it('are named by a fingerprint, or by a rule and a shape', () => {
    const whole = { ...byFingerprint, link: 'https://acme.example/12', until: '2028-02-29' }
    expect(parse({ known: [whole, byShape] }).known).toEqual([whole, byShape])
  })

  it('may be those of one target', () => {
    const config = parse({ known: [byShape], targets: { lab: { known: [byFingerprint] } } })
    expect(config.known).toEqual([byShape])
    expect(config.targets.get('lab')?.known).toEqual([byFingerprint])
  })

  it('of two targets may be the same', () => {
    const known = [byFingerprint]
    expect(parse({ targets: { lab: { known }, live: { known } } }).targets.size).toBe(2)
  })

  it.each<[unknown, string]>([
    [{ reason: 'x' }, 'it names no failure: add fingerprint, or rule and shape'],
    [{ rule: 'late', reason: 'x' }, 'it names a rule and not the shape of the smallest script'],
    [{ shape: 'a', reason: 'x' }, 'it names a shape and not the rule: add rule'],
    [{ ...byFingerprint, ...byShape }, 'it names a fingerprint, and a rule or a shape as well'],
    [{ ...byFingerprint, shape: 'a' }, 'it names a fingerprint, and a rule or a shape as well'],
    [{ fingerprint: '4f8c7ca1f40f' }, '.reason: Invalid input: expected string'],
    [{ ...byFingerprint, reason: ' ' }, '.reason: it is empty'],
    [{ ...byFingerprint, fingerprint: '4F8C7CA1F40F' }, '.fingerprint: it takes the twelve digits'],
    [{ ...byFingerprint, fingerprint: '4f8c' }, '.fingerprint: it takes the twelve digits'],
    [{ ...byFingerprint, link: 'javascript:alert(1)' }, '.link: it takes an address that begins'],
    [{ ...byFingerprint, link: 'ACME-12' }, '.link: it takes an address that begins'],
    [{ ...byFingerprint, until: '2027-02-29' }, '.until: it takes the last day'],
    [{ ...byFingerprint, until: '31.12.2027' }, '.until: it takes the last day'],
    [{ ...byFingerprint, until: '2027-1-1' }, '.until: it takes the last day'],
    [{ ...byFingerprint, untill: '2027-01-01' }, 'there is no untill; close to it: until, '],
    [{ ...byShape, rule: 'lat' }, '.rule: there is no such rule; close to it: late, '],
  ])('%j is refused', (failure, message) => {
    const second = refusal({ known: [{ ...byFingerprint, fingerprint: '000000000000' }, failure] })
    expect(second.replace('known[1]: ', 'known[1]')).toContain(
      `partyline.config.ts: known[1]${message}`,
    )
    expect(refusal({ targets: { lab: { known: [failure] } } })).toContain('targets.lab.known[0]')
  })

  it('that stand there twice are refused', () => {
    expect(refusal({ known: [byShape, byFingerprint, { ...byFingerprint, reason: 'y' }] })).toBe(
      'partyline.config.ts: known[2]: it names the same failure as known[1]: leave one away',
    )
    expect(refusal({ targets: { lab: { known: [byShape, byShape] } } })).toBe(
      'partyline.config.ts: targets.lab.known[1]: it names the same failure as targets.lab.known[0]: leave one away',
    )
    expect(refusal({ known: [byShape], targets: { lab: { known: [byShape] } } })).toBe(
      'partyline.config.ts: targets.lab.known[0]: it names the same failure as known[0]: leave one away',
    )
  })
})
