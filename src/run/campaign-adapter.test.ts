import { describe, expect, test } from 'vitest'
import type { Event, Request } from '../../oracles/tlib.ts'
import { AdapterFailure, AdapterUnavailable, type Adapter } from '../adapter/adapter.ts'
import { checked } from '../adapter/checked.ts'
import { embedded } from '../tserver/embedded.ts'
import { campaign, exercised } from './campaign.fixture.ts'
import { answeringLater, changed } from './fake-tserver.fixture.ts'
import type { RunResult } from './finding.ts'

/** A T-Server whose adapter fails at requests that are `fatal`. */
function failingAt(
  fatal: (request: Request) => boolean,
  kind: AdapterFailure['kind'] = 'crash',
  inner = embedded(),
): Adapter {
  return changed(inner, (tserver) => ({
    send(request) {
      if (fatal(request)) throw new AdapterFailure(kind, `${kind} at a request`, ['last line'])
      return tserver.send(request)
    },
  }))
}

/** One request in some hundreds: a party deletes itself that is the third of the plain DNs. */
const rare = (request: Request): boolean =>
  request.request === 'TDeleteFromConference' &&
  request.thisDN === request.otherDN &&
  request.thisDN.endsWith('3')

const rules = ({ findings }: RunResult) => findings.map(({ rules }) => rules[0])

describe('an adapter that fails at some requests', () => {
  test.each(['crash', 'hang', 'protocol-error'] as const)(
    'by a %s is started anew',
    async (kind) => {
      const { findings, stats, verdict } = await campaign({ adapter: failingAt(rare, kind) })
      expect(verdict).toBe('violates')
      expect(stats.scripts).toBe(1000)
      for (const finding of findings)
        expect(finding).toMatchObject({
          kind,
          rules: [],
          reproduced: { failed: 5, of: 5 },
          failure: { message: `${kind} at a request`, log: ['last line'] },
        })
      expect(findings.length).toBeGreaterThan(0)
    },
  )

  test('has its smallest script: two parties, and the request', async () => {
    const { findings } = await campaign({ adapter: failingAt(rare), maxFindings: 1 })
    expect(
      findings.map(({ script }) => [script.calls[0]?.dns.length, script.rounds.length]),
    ).toEqual([[2, 1]])
  })

  test('is one finding, and one that answers wrongly is another', async () => {
    const adapter = failingAt(rare, 'crash', embedded('two-party-other-dn-self'))
    const { findings } = await campaign({ adapter })
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['crash', 'violation']))
  })

  test('is asked for every script, though it crashes in many', async () => {
    const adapter = checked('crash', embedded('crash-last-party-deletes'), 5000)
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      const { verdict, stats, incomplete } = await campaign({ adapter, seed })
      expect({ verdict, scripts: stats.scripts, incomplete }).toEqual({
        verdict: 'violates',
        scripts: 1000,
        incomplete: undefined,
      })
    }
  })
})

describe('an adapter that is lost for good', () => {
  /** It fails at the first request that is `fatal`, and cannot be started again. */
  function dyingAt(fatal: (request: Request) => boolean, inner = embedded()): Adapter {
    let dead = false
    const dying = failingAt((request) => (dead ||= fatal(request)), 'crash', inner)
    return {
      connect(deliver) {
        if (dead) throw new AdapterUnavailable('no such command')
        return dying.connect(deliver)
      },
    }
  }

  test('leaves a run that is incomplete, with what it was lost at', async () => {
    const { verdict, incomplete, findings, stats } = await campaign({ adapter: dyingAt(rare) })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toBe(
      'the T-Server could not be started again in 5 attempts: no such command',
    )
    expect(stats.scripts).toBeLessThan(1000)
    expect(findings).toMatchObject([
      {
        kind: 'crash',
        reproduced: { failed: 0, of: 0 },
        occurrences: 1,
        origin: { index: stats.scripts - 1 },
        failure: { message: 'crash at a request', log: ['last line'] },
      },
    ])
  })

  test('leaves what was found before', async () => {
    const { verdict, findings } = await campaign({
      adapter: dyingAt(rare, embedded('two-party-other-dn-self')),
    })
    expect(verdict).toBe('incomplete')
    expect(findings.map(({ kind }) => kind)).toEqual(['violation', 'crash'])
    expect(findings[0]?.reproduced).toEqual({ failed: 5, of: 5 })
  })

  test.each(['establish', 'discard'] as const)(
    'is given up where not even %s comes to its end, and not looked into any further',
    async (method) => {
      let starts = 0
      const { verdict, incomplete, stats, findings } = await campaign({
        adapter: {
          connect(deliver) {
            starts += 1
            const hanging = changed(embedded(), () => ({
              [method]() {
                throw new AdapterFailure('hang', 'no answer')
              },
            }))
            return hanging.connect(deliver)
          },
        },
      })
      expect(verdict).toBe('incomplete')
      expect(incomplete).toBe('not even a call of two parties could be established and discarded')
      expect(stats.scripts).toBe(1)
      expect(findings).toMatchObject([
        {
          kind: 'hang',
          reproduced: { failed: 5, of: 5 },
          script: { calls: [{ unmonitored: [] }], rounds: [] },
          origin: { index: 0 },
        },
      ])
      expect(findings[0]?.script.calls[0]?.dns.length).toBe(2)
      expect(findings[0]?.origin.steps).toBeGreaterThan(0)
      // The first one, one for the script, one for the simplest, and five to see it again.
      expect(starts).toBe(8)
    },
  )

  test('is looked into where it fails at that only now and then', async () => {
    let calls = 0
    const { findings, stats } = await campaign({
      adapter: changed(failingAt(rare), (tserver) => ({
        establish(dns, unmonitored) {
          calls += 1
          if (calls % 40 === 0) throw new AdapterFailure('hang', 'no answer')
          return tserver.establish(dns, unmonitored)
        },
      })),
      runs: 300,
    })
    expect(stats.scripts).toBe(300)
    expect(new Set(findings.map(({ kind }) => kind))).toContain('hang')
  })

  test('is given up where no script comes to its end', async () => {
    let starts = 0
    const { verdict, incomplete, stats, findings } = await campaign({
      adapter: {
        connect(deliver) {
          starts += 1
          return failingAt(() => true, 'hang').connect(deliver)
        },
      },
    })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toMatch(/^no script came to its end in 5 starts/)
    expect(stats.scripts).toBe(5)
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['hang']))
    expect(findings.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(5)
    expect(starts).toBeLessThan(200)
  })
})

describe('a shutdown that fails', () => {
  const failing = (inner: Adapter): Adapter =>
    changed(inner, () => ({
      shutdown() {
        throw new AdapterFailure('crash', 'the bridge ended with exit status 1')
      },
    }))

  test('leaves a run that is incomplete, although all scripts passed', async () => {
    const { verdict, incomplete, findings } = await campaign({ adapter: failing(embedded()) })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toBe('all scripts had ended, and the bridge ended with exit status 1')
    expect(findings).toEqual([])
  })

  test('is told beside what was found', async () => {
    const adapter = failing(embedded('released-twice'))
    const { verdict, incomplete } = await campaign({ adapter })
    expect(verdict).toBe('violates')
    expect(incomplete).toContain('all scripts had ended, and the bridge ended')
  })
})

describe('a reset that fails', () => {
  /** @param fails of each T-Server that is started; the first reset has the number 1. */
  const failing = (inner: Adapter, fails: (start: number, reset: number) => boolean): Adapter => {
    let start = 0
    return {
      async connect(deliver) {
        const tserver = await inner.connect(deliver)
        const number = ++start
        let resets = 0
        return {
          ...tserver,
          reset() {
            if (fails(number, ++resets))
              throw new AdapterFailure('hang', 'the bridge did not answer reset')
            return tserver.reset()
          },
        }
      },
    }
  }
  const told =
    'it was started anew after a reset between scripts, as the bridge did not answer reset'

  test('between scripts leaves a run that is incomplete, although all scripts passed', async () => {
    const adapter = failing(embedded(), (start, reset) => start === 1 && reset === 2)
    const { verdict, incomplete, stats } = await campaign({ adapter })
    expect(verdict).toBe('incomplete')
    expect(incomplete).toBe(told)
    expect(stats.scripts).toBe(1000)
  })

  test('is told beside how the shutdown failed', async () => {
    const adapter = changed(
      failing(embedded(), (start, reset) => start === 1 && reset === 1),
      () => ({
        shutdown() {
          throw new AdapterFailure('crash', 'the bridge ended with exit status 1')
        },
      }),
    )
    const { incomplete } = await campaign({ adapter })
    expect(incomplete).toBe(
      `${told}; all scripts had ended, and the bridge ended with exit status 1`,
    )
  })

  test('at the start of a T-Server that is started anew is no failure between scripts', async () => {
    const adapter = failing(failingAt(rare), (start, reset) => start === 2 && reset === 1)
    const { verdict, incomplete } = await campaign({ adapter })
    expect(verdict).toBe('violates')
    expect(incomplete).toBeUndefined()
  })
})

describe('a fence that fails', () => {
  test('when all is over is a finding of the last script', async () => {
    let scripts = 0
    const adapter = changed(embedded(), (tserver) => ({
      capabilities: { maxParties: 8 },
      establish(dns, unmonitored) {
        scripts += 1
        return tserver.establish(dns, unmonitored)
      },
      discard(connID) {
        if (scripts === 200) scripts = Infinity
        return tserver.discard(connID)
      },
      fence() {
        if (scripts === Infinity) throw new AdapterFailure('hang', 'no answer')
      },
    }))
    const { findings } = await campaign({ adapter, runs: 200, maxSteps: 1 })
    expect(findings).toMatchObject([{ kind: 'hang', origin: { index: 199 } }])
  })
})

/** One call a script: of one step, it is all that there is room for where there is one at once. */
const maxSteps = 1

/** What the T-Server distributes too late belongs to the script that caused it. */
describe('a T-Server that distributes an event once more', () => {
  /** @param late called with the last event of each call once the call has been discarded. */
  function repeating(late: (again: () => void) => Partial<ReturnType<typeof hooks>>): Adapter {
    return {
      async connect(deliver) {
        let last: Event | undefined
        let owed: Event | undefined
        const tserver = await embedded().connect((event) => {
          // An EventError of a ConnID that no call has could be of any script.
          if (event.name !== 'EventError') last = event
          deliver(event)
        })
        const again = (): void => {
          if (owed !== undefined) deliver(owed)
          owed = undefined
        }
        const { establish, fence } = { ...hooks(), ...late(again) }
        return {
          ...tserver,
          capabilities: { maxParties: 8 },
          establish(dns, unmonitored) {
            establish()
            return tserver.establish(dns, unmonitored)
          },
          fence,
          discard(connID) {
            owed = last
            last = undefined
            return tserver.discard(connID)
          },
          reset() {
            owed = last = undefined
            return tserver.reset()
          },
        }
      },
    }
  }

  const hooks = () => ({ establish: () => {}, fence: () => {} })

  test('with the fence after the end is late, whether or not another script has begun', async () => {
    const result = await campaign({ adapter: repeating((again) => ({ fence: again })), maxSteps })
    expect(result.verdict).toBe('violates')
    expect(new Set(rules(result))).toEqual(new Set(['late']))
    for (const { reproduced } of result.findings) expect(reproduced).toEqual({ failed: 5, of: 5 })
  })

  test('with the fence after the end is late, in the last script', async () => {
    const adapter = repeating((again) => ({ fence: again }))
    const result = await campaign({ adapter, runs: 1, maxSteps })
    expect(rules(result)).toEqual(['late'])
    expect(result.findings[0]?.reproduced).toEqual({ failed: 5, of: 5 })
  })

  test('exercises no clause twice by one request', async () => {
    const adapter = repeating((again) => ({ fence: again }))
    const once = changed(embedded(), () => ({ capabilities: { maxParties: 8 } }))
    const [late, right] = [
      await campaign({ adapter, runs: 1, maxSteps }),
      await campaign({ adapter: once, runs: 1, maxSteps }),
    ]
    for (const { clause, exercised: times } of right.coverage)
      expect(exercised(late, clause)).toBeLessThanOrEqual(times)
  })

  test('while the next call is set up is late', async () => {
    const adapter = repeating((again) => ({ establish: again }))
    const result = await campaign({ adapter })
    expect(result.verdict).toBe('violates')
    expect(new Set(rules(result))).toEqual(new Set(['late']))
  })

  test('while the next call is set up is late, where answers take their time', async () => {
    const adapter = answeringLater(repeating((again) => ({ establish: again })))
    const result = await campaign({ adapter })
    expect(result.verdict).toBe('violates')
    expect(new Set(rules(result))).toEqual(new Set(['late']))
  })
})
