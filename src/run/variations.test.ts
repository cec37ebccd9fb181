import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import type { Adapter } from '../adapter/adapter.ts'
import { openAdapter } from '../adapter/adapter-spec.ts'
import type { Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release, remove } from '../tserver/one-call.ts'
import { campaign } from './campaign.fixture.ts'
import { Connection } from './connection.ts'
import { changed, sometimes } from './fake-tserver.fixture.ts'
import { investigate, type InvestigateOptions } from './investigate.ts'
import { tooMuchAsked } from './playable.ts'
import { shapeOf } from './script-order.ts'
import { tryScript } from './trial.ts'
import { vary, type KnownVariations } from './variations.ts'

const profile = profiles.default
const plain = ['A', 'B', 'C', 'D', 'E', 'F']
const wrongState = 'party-deleted-call-state'

async function varied(
  adapter: Adapter,
  failing: Script,
  name: string,
  more: { known?: KnownVariations; interrupted?: () => boolean } = {},
) {
  const connection = await Connection.open(adapter)
  const known = more.known ?? new Map()
  return vary(failing, name, { ...more, connection, profile, plain, known })
}

/** The scripts that the embedded T-Server runs, counted. */
function counted(adapter: Adapter): { readonly adapter: Adapter; readonly runs: () => number } {
  let runs = 0
  const counting = changed(adapter, (tserver) => ({
    reset() {
      runs += 1
      return tserver.reset()
    },
  }))
  return { adapter: counting, runs: () => runs }
}

describe('what is like the smallest script', () => {
  const threeRelease = call('A B C', release('A'))

  test('fails by the same name, or passes: another party, a delete, a party more or less', async () => {
    const all = await varied(embedded('call-state-counts-leaver'), threeRelease, wrongState)
    // The footnote: two remain of three, and OK is wrong for neither two nor four.
    expect(all).toEqual(
      expect.arrayContaining([
        { script: call('A B C', release('B')), fails: true },
        { script: call('A B C', release('C')), fails: true },
        { script: call('A B C', remove('B', 'A')), fails: true },
        { script: call('A B outside C', release('A')), fails: true },
        { script: call('A B C D', release('A')), fails: false },
        { script: call('A B', release('A')), fails: false },
        { script: call('A B C', release('A'), release('C')), fails: true },
      ]),
    )
  })

  test('is each another one, up to renaming, and can be played', async () => {
    const failing = call('A B C D', [release('A'), release('B')])
    const all = await varied(embedded('in-flight-lost-update'), failing, wrongState)
    const shapes = [failing, ...all.map(({ script }) => script)].map((script) =>
      JSON.stringify(shapeOf(script)),
    )
    expect(new Set(shapes).size).toBe(shapes.length)
    const { capabilities } = await embedded().connect(() => undefined)
    for (const { script } of all)
      expect(tooMuchAsked(script, capabilities, profile)).toBeUndefined()
    expect(all).toHaveLength(24)
    expect(all[0]).toEqual({
      script: call('A B C D', release('A'), release('B')),
      fails: false,
    })
  })

  test('is the same each time', async () => {
    const once = await varied(embedded('call-state-counts-leaver'), threeRelease, wrongState)
    expect(await varied(embedded('call-state-counts-leaver'), threeRelease, wrongState)).toEqual(
      once,
    )
  })

  test('has the script without a request where nothing else passes', async () => {
    const all = await varied(embedded('released-twice'), call('A B', release('A')), 'released-once')
    expect(all.filter(({ fails }) => !fails)).toEqual([{ script: call('A B'), fails: false }])
    expect(all.at(-1)?.script).toEqual(call('A B'))
  })

  test('is no more than the adapter can', async () => {
    const few = changed(embedded('call-state-counts-leaver'), () => ({
      capabilities: { maxParties: 3 },
    }))
    const scripts = (await varied(few, threeRelease, wrongState)).map(({ script }) => script)
    expect(scripts.map(({ calls }) => calls[0]?.dns.length).toSorted()).not.toContain(4)
    expect(scripts.every(({ calls }) => calls[0]?.unmonitored.length === 0)).toBe(true)
  })

  test('has plain names, where the failure hangs on others', async () => {
    const failing = call('A Ax B', remove('A', 'Ax'))
    const adapter = embedded('delete-by-prefix')
    const connection = await Connection.open(adapter)
    const name = 'delete-third-party-dn'
    const options = { connection, profile, plain, known: new Map() }
    const all = await vary(failing, name, options)
    expect(all[0]?.script).toEqual(call('A B C', remove('A', 'B')))
  })
})

describe('what tells nothing is left out', () => {
  test('a script that fails by another name', async () => {
    // All is Conferenced: a call of two that is released breaks another rule.
    const adapter = embedded('call-state-always-conferenced')
    const all = await varied(adapter, call('A B C', release('A')), wrongState)
    expect(all.some(({ script }) => shapeOf(script).toString() === '2,0,0,0')).toBe(false)
    expect(all.length).toBeGreaterThan(3)
  })

  test('a script that does not come out the same each time', async () => {
    const always = await varied(
      sometimes('call-state-counts-leaver', () => true),
      call('A B C', release('A')),
      wrongState,
    )
    const second = call('A B C', release('B'))
    expect(always).toContainEqual({ script: second, fails: true })
    // Each is run three times, one after the other: the second run of the first one is right.
    const once = await varied(
      sometimes('call-state-counts-leaver', (nth) => nth !== 2),
      call('A B C', release('A')),
      wrongState,
    )
    expect(once).toEqual(
      always.filter(({ script }) => JSON.stringify(script) !== JSON.stringify(second)),
    )
  })

  test('all, once it is interrupted', async () => {
    const { adapter, runs } = counted(embedded('released-missing'))
    const interrupted = () => true
    expect(
      await varied(adapter, call('A B C', release('A')), 'released-once', { interrupted }),
    ).toEqual([])
    expect(runs()).toBe(0)
  })
})

test('what is known of a script is not run again', async () => {
  const known: KnownVariations = new Map()
  const { adapter, runs } = counted(embedded('call-state-counts-leaver'))
  const failing = call('A B C', release('A'))
  const first = await varied(adapter, failing, wrongState, { known })
  const before = runs()
  expect(before).toBeGreaterThan(first.length)
  expect(await varied(adapter, failing, wrongState, { known })).toEqual(first)
  expect(runs()).toBe(before)
  await varied(adapter, failing, 'late', { known })
  expect(runs()).toBeGreaterThan(before)
})

describe('in a campaign', () => {
  test('a finding has a script that passes', async () => {
    const { findings } = await campaign({ adapter: embedded('call-state-counts-leaver') })
    const [variations] = findings.map((finding) => finding.variations)
    expect(variations?.find(({ fails }) => !fails)?.script).toEqual({
      calls: [{ dns: ['7001', '7002', '7003', '7004'], unmonitored: [] }],
      rounds: [[{ do: 'TReleaseCall', call: 0, thisDN: '7001' }]],
    })
  })

  test('it is not done for what does not fail each time', async () => {
    const { findings } = await campaign({
      adapter: sometimes('released-missing', (nth) => nth % 3 === 0),
      runs: 20,
    })
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) expect(finding).not.toHaveProperty('variations')
  })

  test('it is not done where each failure costs a new start', async () => {
    const adapter = await openAdapter('embedded:crash-in-flight', { timeoutMs: 60_000 })
    const { findings } = await campaign({ adapter, runs: 200, prove: undefined })
    expect(findings.map(({ kind }) => kind)).toContain('crash')
    for (const finding of findings.filter(({ kind }) => kind === 'crash'))
      expect(finding).not.toHaveProperty('variations')
  })
})

test('the finding is as it would be without', async () => {
  const script = call('P Q R S', release('P'), release('Q'))
  const investigated = async (more: Partial<InvestigateOptions>) => {
    const connection = await Connection.open(embedded('call-state-counts-leaver'))
    const first = await tryScript(script, connection, profile)
    if (!first.failed) throw new Error('the script is to fail')
    await connection.recover(false)
    const finding = await investigate(script, first, 42, { connection, profile, plain, ...more })
    return { finding, late: connection.late.any }
  }
  const progress = () => undefined
  const { finding, late } = await investigated({ variations: { known: new Map(), progress } })
  const { variations, ...rest } = finding
  expect(variations?.length).toBeGreaterThan(0)
  const without = await investigated({})
  expect(late).toBe(without.late)
  // The ConnIDs of the embedded T-Server count on, but nothing was run in between.
  expect(rest).toEqual(without.finding)
})
