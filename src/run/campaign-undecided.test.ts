import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { History } from '../../oracles/history.ts'
import { profiles } from '../../oracles/profile.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { campaign } from './campaign.fixture.ts'
import { Connection } from './connection.ts'
import { changed } from './fake-tserver.fixture.ts'
import { replay } from './replay.ts'

/** How often the judge has given up: where something is sent in a call of five parties. */
const given = vi.hoisted(() => ({ up: 0 }))

const isHard = ({ calls, rounds }: History): boolean =>
  calls.some(({ dns }) => dns.length === 5) && rounds.some(({ actions }) => actions.length > 0)

/** All is left to the judge. */
vi.mock(import('../../oracles/glance.ts'), () => ({ glance: () => undefined }))

vi.mock(import('../../oracles/judge.ts'), async (original) => {
  const { judge } = await original()
  return {
    judge: (history, profile) => {
      if (!isHard(history)) return judge(history, profile)
      given.up += 1
      return { verdict: 'unknown', round: 0 }
    },
  }
})

beforeEach(() => {
  given.up = 0
})

const sentence =
  /^in (\d+) scripts the search for an order of the requests in flight was given up; they are not judged$/

describe('scripts that the judge gives up on', () => {
  test('make a run incomplete in which nothing was found, and are counted', async () => {
    const { verdict, undecided, incomplete, findings, stats } = await campaign()
    expect({ verdict, findings, undecided }).toEqual({
      verdict: 'incomplete',
      findings: [],
      undecided: given.up,
    })
    expect(given.up).toBeGreaterThan(0)
    expect(sentence.exec(incomplete ?? '')?.[1]).toBe(`${given.up}`)
    expect(stats.scripts).toBe(1000)
  })

  test('are told beside what was found elsewhere', async () => {
    const { verdict, undecided, incomplete, findings } = await campaign({
      adapter: embedded('released-missing'),
    })
    expect(verdict).toBe('violates')
    expect(undecided).toBeGreaterThan(0)
    expect(incomplete).toMatch(sentence)
    for (const { script } of findings) expect(script.calls[0]?.dns).not.toHaveLength(5)
  })

  test('are told after any other reason', async () => {
    let asked = 0
    const { incomplete, undecided } = await campaign({ interrupted: () => ++asked > 5 })
    expect(undecided).toBeGreaterThan(0)
    expect(incomplete).toMatch(/^interrupted; in \d+ scripts the search/)
  })

  test('and that nobody gives up on leave a run complete', async () => {
    const { verdict, undecided } = await campaign({ maxParties: 4 })
    expect({ verdict, undecided }).toEqual({ verdict: 'conforms', undecided: 0 })
  })

  test('are told when they are replayed', async () => {
    const connection = await Connection.open(embedded('released-missing'))
    const options = { connection, profile: profiles.default }
    expect(await replay(call('A B C D E', release('A')), 3, options)).toEqual({
      failed: 0,
      of: 0,
      undecided: 3,
      names: [],
    })
  })
})

test('an event that comes late of a script that the judge gave up on is a finding', async () => {
  const adapter = changed(embedded(), (tserver, deliver) => {
    let established = 0
    let isTold = false
    let owed: { readonly connID: string; readonly call: number } | undefined
    return {
      async establish(dns, unmonitored) {
        established += 1
        const connID = await tserver.establish(dns, unmonitored)
        if (dns.length === 5) owed ??= { connID, call: established }
        return connID
      },
      // So many calls are not in flight at once.
      fence() {
        if (owed === undefined || isTold || established < owed.call + 500) return
        isTold = true
        deliver({ name: 'EventReleased', ThisDN: '7001', ConnID: owed.connID })
      },
    }
  })
  const { verdict, undecided, findings } = await campaign({ adapter })
  expect(verdict).toBe('violates')
  expect(undecided).toBeGreaterThan(0)
  expect(findings.map(({ rules }) => rules)).toEqual([['late']])
  // As far as it could be judged.
  expect(findings[0]?.script.rounds).toEqual([])
  expect(findings[0]?.history.rounds).toMatchObject([{ actions: [], events: [] }])
})
