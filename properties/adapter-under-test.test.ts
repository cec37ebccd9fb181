/** The properties can fail, and say why. */
import { expect, it } from 'vitest'
import { openAdapter } from '../src/adapter/adapter-spec.ts'
import { AdapterFailure, AdapterUnavailable } from '../src/adapter/adapter.ts'
import { Connection } from '../src/run/connection.ts'
import { conforms } from './adapter-under-test.ts'

async function connected(spec: string): Promise<Connection> {
  return Connection.open(await openAdapter(spec, { timeoutMs: 5000 }))
}

it('a T-Server with a fault fails, with the seed and the ladder of the smallest script', async () => {
  const connection = await connected('embedded:call-state-counts-leaver')
  const failure = conforms(connection, { maxParties: 8, maxSteps: 12 })
  await expect(failure).rejects.toThrow(/rules: party-deleted-call-state/)
  await expect(failure).rejects.toThrow(/PARTYLINE_SEED=-?\d+ draws the same scripts/)
  await expect(failure).rejects.toThrow(/CallState: expected OK, came Conferenced/)
})

it('a T-Server that is lost for good fails', async () => {
  const embedded = await openAdapter('embedded', { timeoutMs: 5000 })
  let starts = 0
  const connection = await Connection.open({
    async connect(deliver) {
      starts += 1
      if (starts > 1) throw new AdapterUnavailable('gone')
      const tserver = await embedded.connect(deliver)
      const send = (): never => {
        throw new AdapterFailure('crash', 'gone')
      }
      return { ...tserver, send }
    },
  })
  const failure = conforms(connection, { maxParties: 8, maxSteps: 12 })
  await expect(failure).rejects.toThrow(/could not be started again/)
})
