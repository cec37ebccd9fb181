/** The composed faults, each looked for by campaigns of some seeds. */
import { describe, expect, test } from 'vitest'
import { profiles, type Profile } from '../../oracles/profile.ts'
import { rules } from '../../oracles/rules.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { checked } from '../adapter/checked.ts'
import { partyCount, scriptSchema, stepCount, type Script } from '../plan/script.ts'
import { campaign } from '../run/campaign.fixture.ts'
import { Connection } from '../run/connection.ts'
import { failureName, tryScript } from '../run/trial.ts'
import { embedded } from './embedded.ts'
import type { Fault } from './fault/fault.ts'
import { faults } from './faults.ts'
import { call, release } from './one-call.ts'
import type { Noted } from './one-call.ts'
import { smallestScripts } from './smallest-scripts.ts'

const seeds = [1, 2, 3]
const timeoutMs = 5000

/** Checked, so that an exception of the T-Server is its crash. */
const having = ({ name }: Fault): Adapter => checked(name, embedded(name), timeoutMs)

/** The profile under which the fault is one. */
function profileOf({ name, profile = 'default' }: Fault): Profile {
  const found = Object.values(profiles).find((one) => one.name === profile)
  if (found === undefined) throw new Error(`${name} names the profile ${profile}`)
  return found
}

const together = (script: Script): number => partyCount(script) + stepCount(script)

/** The first rule that a script breaks; `crash` where the T-Server does not survive. */
async function brokenBy(
  fault: Fault,
  script: Noted,
  profile: Profile,
): Promise<string | undefined> {
  const connection = await Connection.open(having(fault))
  const trial = await tryScript(scriptSchema.parse(script), connection, profile)
  if (trial.failed) return failureName(trial)
  // What it distributes when the call is discarded is too late.
  return connection.late.any ? 'late' : undefined
}

const table = smallestScripts.flatMap(({ fault: name, script, spared, rules: expected }) => {
  const fault = faults.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`no fault ${name}`)
  return expected === undefined ? [] : [{ name, fault, script, spared, expected }]
})

/** By which a finding may be named; nothing is broken by a crash. */
const namesOf = (expected: readonly string[]): readonly string[] =>
  expected.length === 0 ? ['crash'] : expected

describe.each(table)('$name', ({ fault, script, spared, expected }) => {
  const profile = profileOf(fault)

  test('breaks its rule in its smallest script, and none where it is spared', async () => {
    expect(namesOf(expected)).toContain(await brokenBy(fault, script, profile))
    expect(await brokenBy(fault, spared, profile)).toBeUndefined()
  })

  if (fault.profile !== undefined)
    test('breaks none by default', async () => {
      expect(await brokenBy(fault, script, profiles.default)).toBeUndefined()
    })

  test.each(seeds)('is found by seed %i, small and under the right name', async (seed) => {
    const options = { adapter: having(fault), profile, seed, runs: 5000, maxFindings: 1 }
    const [finding] = (await campaign(options)).findings
    if (finding === undefined) throw new Error('nothing was found')
    const found = finding.kind === 'violation' ? finding.rules[0] : finding.kind
    expect(namesOf(expected)).toContain(found)
    const smallest = together(scriptSchema.parse(script))
    expect(together(finding.script)).toBeLessThanOrEqual(smallest + 3)
  })
})

describe('every rule', () => {
  /** That no smallest script shows: the next party is released by the wrong one of two releases. */
  const furtherScripts: readonly (readonly [fault: string, Noted])[] = [
    ['next-party-leaves-too', call('A B C D', [release('A'), release('B')])],
  ]

  test('is the first that some fault breaks', async () => {
    const scripts = [
      ...smallestScripts.map(({ fault, script }) => [fault, script] as const),
      ...furtherScripts,
    ]
    const broken = new Set<string | undefined>()
    for (const [name, script] of scripts) {
      const fault = faults.find((one) => one.name === name)
      if (fault === undefined) throw new Error(`no fault ${name}`)
      broken.add(await brokenBy(fault, script, profileOf(fault)))
    }
    const never = rules.map(({ id }) => id).filter((id) => !broken.has(id))
    expect(never).toEqual([])
  })
})
