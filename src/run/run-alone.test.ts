import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { AdapterFailure, type Adapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'
import { call, release } from '../tserver/one-call.ts'
import { Connection } from './connection.ts'
import { changed, keepingReleased, lateBy } from './fake-tserver.fixture.ts'
import { runAlone } from './run-alone.ts'
import { failureName } from './trial.ts'

const profile = profiles.default
const script = call('A B', release('A'))

async function ranAlone(adapter: Adapter, times: number) {
  const connection = await Connection.open(adapter)
  const names: string[] = []
  for (let time = 0; time < times; time++) {
    const trial = await runAlone(script, { connection, profile })
    names.push(trial.failed ? failureName(trial) : 'passed')
  }
  return { names, connection }
}

describe('a script that is run alone', () => {
  test('has what the T-Server distributes with the fence after its end', async () => {
    const adapter = changed(embedded(), (tserver, deliver) => {
      let fences = 0
      let last = ''
      return {
        async establish(dns, unmonitored) {
          last = await tserver.establish(dns, unmonitored)
          return last
        },
        fence() {
          if (++fences === 2) deliver({ name: 'EventReleased', ThisDN: 'A', ConnID: last })
        },
      }
    })
    expect((await ranAlone(adapter, 2)).names).toEqual(['late', 'passed'])
  })

  test('has what it distributes while it is brought back', async () => {
    const adapter = changed(embedded(), (tserver, deliver) => ({
      reset() {
        deliver({ name: 'EventReleased', ThisDN: 'B' })
        return tserver.reset()
      },
    }))
    expect((await ranAlone(adapter, 1)).names).toEqual(['late'])
  })

  test('is not blamed for what is of the run before', async () => {
    const { names, connection } = await ranAlone(lateBy(1, 1), 3)
    expect(names).toEqual(['passed', 'passed', 'passed'])
    expect(connection.late.take()).toMatchObject([{ index: undefined, events: [{ ThisDN: 'B' }] }])
  })

  test('does not suffer from what the run before left behind', async () => {
    expect((await ranAlone(keepingReleased(), 3)).names).toEqual(['passed', 'passed', 'passed'])
  })

  test('fails where the fence after its end does, and the T-Server is started anew', async () => {
    let fences = 0
    let starts = 0
    const hanging = changed(embedded(), () => ({
      fence() {
        if (++fences === 2) throw new AdapterFailure('hang', 'no answer')
      },
    }))
    const adapter: Adapter = {
      connect(deliver) {
        starts += 1
        return hanging.connect(deliver)
      },
    }
    expect((await ranAlone(adapter, 1)).names).toEqual(['hang'])
    expect(starts).toBe(2)
  })

  test('does not blame the T-Server for a fault of ours', async () => {
    let fences = 0
    const broken = changed(embedded(), () => ({
      fence() {
        if (++fences === 2) throw new TypeError('no such thing')
      },
    }))
    await expect(ranAlone(broken, 1)).rejects.toThrow(TypeError)
  })
})
