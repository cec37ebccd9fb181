import { describe, expect, test } from 'vitest'
import { profiles, type Profile } from '../../oracles/profile.ts'
import { partyCount, stepCount, type Script, type Step } from '../plan/script.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { isPlayable } from './playable.ts'
import { isSmaller, sizeOf } from './script-order.ts'
import { passes } from './shrink-passes.ts'
import { shrink } from './shrink.ts'

/** Of the adapter: it takes whatever is asked. */
const limits = { maxParties: 8, maxCalls: 8, sharedParties: true, concurrent: true }

const plain = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']

/** Parties that leave, come back and are asked for when they are gone. */
const long: Script = call(
  'P Q R S outside X',
  remove('P', 'X'),
  release('Q'),
  add('P', 'Q'),
  remove('R', 'Z'),
  remove('Q', 'S'),
  release('R'),
)

/** Shrinks a script that fails wherever `failing` holds; keeps what was run. */
async function shrunk(
  script: Script,
  failing: (script: Script) => boolean,
  {
    budget = 10_000,
    profile = profiles.default,
    stopAfter = Infinity,
  }: { budget?: number; profile?: Profile; stopAfter?: number } = {},
) {
  const run: Script[] = []
  const result = await shrink(script, {
    plain,
    profile,
    limits,
    budget,
    stopped: () => run.length >= stopAfter,
    async fails(candidate) {
      run.push(candidate)
      return failing(candidate)
    },
  })
  return { ...result, run }
}

const stepsOf = ({ rounds }: Script): readonly Step[] => rounds.flat()
const deletes = (script: Script) =>
  stepsOf(script).filter((step) => step.do === 'TDeleteFromConference').length

describe('the gate', () => {
  const failing: readonly (readonly [name: string, (script: Script) => boolean])[] = [
    ['always', () => true],
    ['never', () => false],
    ['with a delete', (script) => deletes(script) > 0],
    ['with three parties or more', (script) => partyCount(script) >= 3],
    ['with as many parties as steps, or more', (script) => partyCount(script) >= stepCount(script)],
    ['with an even number of steps', (script) => stepCount(script) % 2 === 0],
  ]

  test.each(failing)('runs nothing twice, nor what failed at first: %s', async (_, fails) => {
    const { run, executions } = await shrunk(long, fails)
    const identities = [long, ...run].map((script) => JSON.stringify(script))
    expect(new Set(identities).size).toBe(identities.length)
    expect(executions).toBe(run.length)
    expect(run.length).toBeGreaterThan(0)
  })

  test.each(failing)('runs only what is smaller than the smallest so far: %s', async (_, fails) => {
    let smallest = sizeOf(long, plain)
    const { run } = await shrunk(long, fails)
    for (const script of run) {
      expect(isSmaller(sizeOf(script, plain), smallest)).toBe(true)
      if (fails(script)) smallest = sizeOf(script, plain)
    }
  })

  test.each(failing)('runs only what can be played: %s', async (_, fails) => {
    const { run } = await shrunk(long, fails)
    for (const script of run) expect(isPlayable(script, profiles.default, limits)).toBe(true)
  })

  test('asks the profile what can be played', async () => {
    // Only the owner may count on being obeyed: whom Q deletes may still be there.
    const script = call('P Q R', remove('Q', 'R'), add('P', 'R'))
    const { run } = await shrunk(script, () => false, { profile: profiles.workspace })
    for (const one of run) expect(isPlayable(one, profiles.workspace, limits)).toBe(true)
    const { run: more } = await shrunk(script, () => false)
    expect(more.length).toBeGreaterThan(run.length)
  })

  test('takes nothing that does not fail by the same name', async () => {
    expect((await shrunk(long, () => false)).script).toEqual(long)
    const { script } = await shrunk(long, (one) => deletes(one) === 3)
    expect(deletes(script)).toBe(3)
  })

  test.each([0, 1, 5, 12])(
    'runs %i scripts at the most, and keeps the smallest of them',
    async (budget) => {
      const { run, executions, script } = await shrunk(long, (one) => deletes(one) > 0, { budget })
      expect(executions).toBe(budget)
      expect(run).toHaveLength(budget)
      expect(script).toEqual(run.findLast((one) => deletes(one) > 0) ?? long)
    },
  )
})

test('once it is stopped nothing more is run, and the smallest so far is kept', async () => {
  for (const stopAfter of [0, 1, 5]) {
    const { run, executions, script } = await shrunk(long, (one) => deletes(one) > 0, { stopAfter })
    expect([run.length, executions]).toEqual([stopAfter, stopAfter])
    expect(script).toEqual(run.findLast((one) => deletes(one) > 0) ?? long)
  }
})

test('once it is stopped it goes through no more candidates', async () => {
  let run = 0
  let askedInVain = 0
  const steps = Array.from({ length: 12 }, () => release('Z'))
  await shrink(call('P Q R S', ...steps), {
    plain,
    profile: profiles.default,
    limits,
    budget: 10_000,
    stopped() {
      if (run > 0) askedInVain += 1
      return run > 0
    },
    async fails() {
      run += 1
      return false
    },
  })
  // Once more in the pass that it was stopped in, and once before each of the others.
  expect(askedInVain).toBeLessThanOrEqual(passes.length)
})

describe('the smallest script', () => {
  test('is two parties and nothing done, if that fails too', async () => {
    expect((await shrunk(long, () => true)).script).toEqual(call('A B'))
  })

  test('is the same when it is shrunk again', async () => {
    for (const failing of [
      (script: Script) => deletes(script) > 1,
      (script: Script) => partyCount(script) - stepCount(script) === -1,
      (script: Script) => stepsOf(script).some((step) => step.do === 'addParty'),
      (script: Script) => stepCount(script) % 2 === 0 && deletes(script) > 0,
    ]) {
      const { script } = await shrunk(long, failing)
      expect(failing(script)).toBe(true)
      expect((await shrunk(script, failing)).script).toEqual(script)
    }
  })

  test('is in plain DNs and early parties, where they do not matter', async () => {
    const { script } = await shrunk(long, (one) => deletes(one) > 0)
    expect(script).toEqual(call('A B', remove('A', 'B')))
  })

  test('keeps the DNs that matter', async () => {
    const named = (script: Script) => script.calls.some(({ dns }) => dns.includes('R'))
    expect((await shrunk(long, named)).script).toEqual(call('A R'))
  })

  test('is a release where a ConnID that no call has matters', async () => {
    const script: Script = {
      ...call('P Q R'),
      rounds: [
        [release('P')],
        [{ do: 'TDeleteFromConference', call: 'unknown', thisDN: 'Q', otherDN: 'R' }],
      ],
    }
    const unknown = (one: Script) => stepsOf(one).some((step) => step.call === 'unknown')
    expect((await shrunk(script, unknown)).script).toEqual({
      ...call('A B'),
      rounds: [[{ do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }]],
    })
  })
})

/** What one change alone does not reach. */
describe('coupled changes reach', () => {
  test('a party and a step less, where neither may go alone', async () => {
    const failing = (script: Script) =>
      partyCount(script) === stepCount(script) + 2 &&
      script.rounds.flat().every((step) => step.do === 'TReleaseCall' && 'YZ'.includes(step.thisDN))
    const script = call('A B C D', release('Y'), release('Z'))
    for (const at of [0, 1])
      expect(failing({ ...script, rounds: script.rounds.toSpliced(at, 1) })).toBe(false)
    expect(failing({ ...script, calls: call('A B C').calls })).toBe(false)
    expect((await shrunk(script, failing)).script).toEqual(call('A B'))
  })

  test('two steps less that do not stand together', async () => {
    const count = (script: Script, kind: Step['do']) =>
      stepsOf(script).filter((step) => step.do === kind).length
    const failing = (script: Script) =>
      count(script, 'TReleaseCall') === count(script, 'addParty') + 1 &&
      deletes(script) === 1 &&
      // Nor may the two be brought together first.
      (stepCount(script) === 2 || stepsOf(script)[1]?.do === 'TDeleteFromConference')
    const script = call('A B', add('A', 'C'), remove('A', 'Z'), release('Y'), release('Z'))
    const { rounds } = script
    for (const [at] of rounds.entries())
      for (const length of [1, 2])
        expect(failing({ ...script, rounds: rounds.toSpliced(at, length) })).toBe(false)
    const { script: smallest } = await shrunk(script, failing)
    expect([partyCount(smallest), stepCount(smallest)]).toEqual([2, 2])
  })

  test('a party that was never there, its leaving gone and its other step kept', async () => {
    const failing = (script: Script) => {
      const [dns = []] = script.calls.map((call) => call.dns)
      const last = stepsOf(script).at(-1)
      const leaves = stepsOf(script)
        .slice(0, -1)
        .some((step) => step.do === 'TReleaseCall')
      return (
        partyCount(script) === stepCount(script) + 1 &&
        last?.do === 'TDeleteFromConference' &&
        last.thisDN !== last.otherDN &&
        dns.includes(last.otherDN) &&
        dns.includes(last.thisDN) === leaves
      )
    }
    const script = call('A B C', release('A'), remove('A', 'B'))
    expect(failing(script)).toBe(true)
    const { script: smallest } = await shrunk(script, failing)
    expect(smallest).toEqual(call('A B', remove('C', 'A')))
  })
})
