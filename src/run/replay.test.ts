import { expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { changed, sometimes } from './fake-tserver.fixture.ts'
import { replay } from './replay.ts'

const script = call('A B C', release('A'))

async function replayed(adapter: Adapter, times: number) {
  const connection = await Connection.open(adapter)
  return replay(script, times, { connection, profile: profiles.default })
}

test('a script that fails fails each time', async () => {
  const { failed, of, names, last } = await replayed(embedded('released-missing'), 3)
  expect({ failed, of, names }).toEqual({ failed: 3, of: 3, names: ['released-once'] })
  expect(last?.history.rounds).toHaveLength(1)
})

test('a script that passes has no last failure', async () => {
  expect(await replayed(embedded(), 3)).toEqual({ failed: 0, of: 3, undecided: 0, names: [] })
})

test('a script that fails in more than one way has a name for each', async () => {
  let runs = 0
  const adapter = changed(embedded('released-missing'), (tserver) => ({
    send(request) {
      runs += 1
      if (runs % 2 === 0) throw new AdapterFailure('crash', 'it ended')
      return tserver.send(request)
    },
  }))
  const { failed, of, names, last } = await replayed(adapter, 4)
  expect({ failed, of, names }).toEqual({ failed: 4, of: 4, names: ['released-once', 'crash'] })
  expect(last?.failure).toMatchObject({ kind: 'crash' })
})

test('a script that fails now and then fails so often', async () => {
  const adapter = sometimes('released-missing', (call) => call % 3 === 0)
  expect(await replayed(adapter, 10)).toMatchObject({ failed: 3, of: 10 })
})
