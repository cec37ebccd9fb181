/** What comes out of Redis is taken for a result only where it is one. */
import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { campaign } from '../run/campaign.fixture.ts'
import { embedded } from '../tserver/embedded.ts'
import { resultFromJson, resultToJson, type JobResult, type Stretch } from './job-result.ts'

const run = {
  ...{ seed: 1, adapter: 'embedded', profile: profiles.default },
  ...{ implementation: { name: 'partyline-embedded' }, capabilities: {} },
}
const scripts = { from: 100, to: 200 }

const counts = { scripts: 60, requests: 5, events: 9, undecided: 0 }
const first: Stretch = {
  done: { counts, situations: [[17, 3]], known: new Map([['released-once TReleaseCall', 2]]) },
  failure: { likeness: 'released-once', name: 'violation released-once', ofAdapter: false },
  eachTime: true,
}
const last: Stretch = {
  done: { counts: { ...counts, scripts: 40 }, situations: [], known: new Map() },
}

/** A finding as a run makes it, as if it had come up in one of the scripts. */
async function foundAt(index: number): Promise<Stretch> {
  const adapter = embedded('released-twice')
  const { findings } = await campaign({ adapter, runs: 20 })
  const [finding] = findings
  if (finding === undefined) throw new Error('the fault was not found')
  return { ...first, finding: { ...finding, origin: { ...finding.origin, index } } }
}

test('a result comes back as it was', async () => {
  const result: JobResult = [await foundAt(150), last]
  const json: unknown = JSON.parse(JSON.stringify(resultToJson(result, run)))
  expect(resultFromJson(json, scripts)).toEqual(result)
})

describe('no result of these scripts is', () => {
  const json = (result: JobResult): unknown => resultToJson(result, run)
  test.each<[string, unknown, string]>([
    ['nothing', null, 'expected object'],
    ['a text', 'stretches', 'expected object'],
    ['an empty one', { stretches: [] }, 'stretches: Too small'],
    [
      'one that has more to say',
      Object.assign({ more: 1 }, json([first, last])),
      'Unrecognized key',
    ],
    [
      'one that counts too few',
      json([first, { ...last, done: first.done }]),
      'it counts 120 scripts',
    ],
    [
      'one that ends with a failure',
      json([last, first]),
      'a failure ends each of them but the last',
    ],
    [
      'one with a situation that there is not',
      json([first, { done: { ...last.done, situations: [[1 << 14, 1]] } }]),
      'stretches[1].situations[0][0]: Too big',
    ],
    [
      'one that counts backwards',
      json([first, { done: { ...last.done, known: new Map([['x', -1]]) } }]),
      'stretches[1].known[0][1]: Too small',
    ],
  ])('%s', (_, value, why) => {
    const read = resultFromJson(value, scripts)
    expect(read).toBeInstanceOf(Error)
    expect(String(read)).toContain(why)
  })

  test('one with a finding of other scripts', async () => {
    const read = resultFromJson(json([await foundAt(200), last]), scripts)
    expect(String(read)).toContain(
      'stretches[0].finding: it is of script 200, and not of 100 to 199',
    )
  })

  test('one with a finding that contradicts itself', async () => {
    const stretch = await foundAt(150)
    if (stretch.finding === undefined) throw new Error('there is no finding')
    const { history } = stretch.finding
    const finding = { ...stretch.finding, history: { ...history, rounds: [] } }
    const read = resultFromJson(json([{ ...stretch, finding }, last]), scripts)
    expect(read).toBeInstanceOf(Error)
  })
})
