import { expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure } from '../adapter/adapter.ts'
import { plainDN } from '../plan/dns.ts'
import { partyCount, stepCount, type Script } from '../plan/script.ts'
import { embedded } from '../tserver/embedded.ts'
import { call as called, release, remove } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { prove, type ProofBudget, type Proofs } from './prove.ts'
import { Recurrence } from './recurrence.ts'
import { renamed } from './script-order.ts'
import { countSmallerScripts } from './smaller-scripts.ts'
import { tryScript } from './trial.ts'

const profile = profiles.default

/** With the first plain DN for A, and so on. */
const call = (...noted: Parameters<typeof called>): Script =>
  renamed(called(...noted), (dn) => (/^[A-Z]$/.test(dn) ? plainDN(dn.charCodeAt(0) - 65) : dn))

interface Attempt {
  readonly budget?: ProofBudget
  readonly interrupted?: () => boolean
  readonly now?: () => number
}

async function proof(
  fault: string,
  script: Script,
  { budget = { executions: 1_000_000 }, interrupted, now = () => 0 }: Attempt = {},
) {
  const connection = await Connection.open(embedded(fault))
  const first = await tryScript(script, connection, profile)
  if (!first.failed) throw new Error('the script is to fail')
  await connection.recover(first.failure instanceof AdapterFailure)
  const recurrence = new Recurrence(first, { connection, profile, interrupted })
  const { capabilities } = connection.tserver
  const proofs: Proofs = new Map()
  let told = 0
  const progress = () => void (told += 1)
  const options = { capabilities, profile, budget, now, progress, proofs }
  const proved = await prove(script, recurrence, options)
  const of = countSmallerScripts(script, options, Infinity) ?? NaN
  const { executions } = recurrence
  expect(await prove(script, recurrence, options)).toBe(proved)
  expect(recurrence.executions).toBe(executions)
  return { proved, executions, of, told }
}

const smallest = call('A B C', release('A'))

test('a script is the smallest one when every smaller one was run, and none fails', async () => {
  const { proved, executions, of } = await proof('released-missing', smallest)
  expect(proved).toEqual({ tried: of, of, proved: true })
  expect(executions).toBe(of)
})

test('one that is not is told of the smallest that fails', async () => {
  const larger = call('A B C D', remove('A', 'B'), release('C'))
  const { proved, of } = await proof('released-missing', larger)
  expect(proved).toMatchObject({ proved: false, of })
  const { smaller, tried } = proved
  expect(tried).toBeLessThan(of)
  // A release from a conference of three, or of two to which one was added.
  expect(smaller && partyCount(smaller) + stepCount(smaller)).toBe(4)
})

test('a smaller one that fails by another rule does not count', async () => {
  // Of two parties EventReleased has the wrong CallState, too.
  const { proved } = await proof('call-state-always-conferenced', smallest)
  expect(proved.proved).toBe(true)
})

test('names of their own are tried, too', async () => {
  const prefix = call('1 10 100', remove('100', '10'), remove('100', '1'))
  const { proved } = await proof('delete-by-prefix', prefix)
  expect(proved.smaller).toBeDefined()
  const { proved: again } = await proof('delete-by-prefix', proved.smaller ?? prefix)
  expect(again.proved).toBe(true)
  expect(again.of).toBe(again.tried)
})

test('where the budget does not suffice, none is run', async () => {
  const { of } = await proof('released-missing', smallest)
  const enough = await proof('released-missing', smallest, { budget: { executions: of } })
  expect(enough.proved.proved).toBe(true)
  const short = await proof('released-missing', smallest, { budget: { executions: of - 1 } })
  expect(short.proved).toEqual({ tried: 0, proved: false })
  expect(short.executions).toBe(0)
})

test('a budget of time is used up, and what was tried is told', async () => {
  let clock = 0
  const now = () => clock++
  const { proved, executions, of } = await proof('released-missing', smallest, {
    budget: { milliseconds: 10 },
    now,
  })
  // The clock is looked at once at the beginning, and before each script.
  expect(proved).toEqual({ tried: 9, of, proved: false })
  expect(executions).toBe(9)
  const { proved: inTime } = await proof('released-missing', smallest, {
    budget: { milliseconds: 10_000 },
    now,
  })
  expect(inTime.proved).toBe(true)
})

test('Ctrl-C ends it', async () => {
  const { proved, executions } = await proof('released-missing', smallest, {
    interrupted: () => true,
  })
  expect(proved).toMatchObject({ tried: 0, proved: false })
  expect(executions).toBe(0)
})

test('the event loop turns on the way, and progress is told', async () => {
  let turns = 0
  const count = (): void => {
    turns += 1
    turning = setImmediate(count)
  }
  let turning = setImmediate(count)
  const script = call('A B C D', remove('A', 'B'), release('C'))
  const { told, executions } = await proof('third-party-earlier-deleter', script)
  clearImmediate(turning)
  expect(executions).toBeGreaterThan(256)
  expect(told).toBe(Math.ceil(executions / 256))
  expect(turns).toBeGreaterThanOrEqual(told - 1)
})
