import { describe, expect, test } from 'vitest'
import { profiles } from '../../oracles/profile.ts'
import { situationOf, type Situation } from '../../oracles/situation.ts'
import { Connection } from '../run/connection.ts'
import { tryScript } from '../run/trial.ts'
import { embedded } from '../tserver/embedded.ts'
import { add, call, release, remove } from '../tserver/one-call.ts'
import { decode } from './decode.ts'
import { drawing } from './drawing.ts'
import { foresee } from './foresight.ts'
import { planAt } from './plan.ts'
import type { Script } from './script.ts'

function foreseen(script: Script): readonly Situation[] {
  const found: Situation[] = []
  foresee(script, (number) => found.push(situationOf(number)))
  return found
}

describe('what is foreseen', () => {
  test('is what the embedded T-Server does: it carries out what it may', async () => {
    const capabilities = { addParty: true, unmonitored: true }
    const options = drawing(capabilities, 8, profiles.default).decode
    const connection = await Connection.open(embedded())
    let requests = 0
    for (let index = 0; index < 2000; index++) {
      const script = decode(planAt(12, 1, index), options)
      const trial = await tryScript(script, connection, profiles.default)
      if (trial.failed || trial.verdict.verdict !== 'conforms') throw new Error('it is to conform')
      const seen = trial.verdict.situations.map(situationOf)
      expect(foreseen(script)).toEqual(seen)
      requests += seen.length
    }
    expect(requests).toBeGreaterThan(8000)
  })

  test('takes requests in flight in the order in which they are sent', () => {
    const script: Script = {
      ...call('A B C'),
      rounds: [[release('A'), remove('B', 'A'), release('B')]],
    }
    expect(foreseen(script)).toMatchObject([
      { move: 'release-first', parties: 3, inFlight: true, afterDeparture: false },
      { move: 'refused-of-gone', parties: 2, inFlight: true, afterDeparture: true },
      { move: 'release-first', parties: 2, carriedOut: true, afterDeparture: true },
    ])
  })

  test('knows who has left in a round from who had left before it', () => {
    const script: Script = {
      ...call('A B C D'),
      rounds: [[release('A')], [release('B'), remove('C', 'A')]],
    }
    expect(foreseen(script)).toMatchObject([
      { formerConference: false, afterDeparture: false },
      { formerConference: true, afterDeparture: false, carriedOut: true },
      { formerConference: true, afterDeparture: false, carriedOut: false },
    ])
  })

  test('knows each call by its place, and a ConnID that no call has', () => {
    const script: Script = {
      calls: [...call('A B C').calls, ...call('A D E').calls],
      rounds: [
        [release('A'), { ...release('A'), call: 1 }],
        [{ do: 'TReleaseCall', call: 'unknown', thisDN: 'A' }],
        [add('B', 'A')],
        [release('A')],
        [{ ...release('A'), call: 1 }],
      ],
    }
    expect(foreseen(script)).toMatchObject([
      { move: 'release-first', afterDeparture: false },
      { move: 'release-first', afterDeparture: false },
      { move: 'to-unknown-call' },
      { move: 'release-last', parties: 3, returner: true },
      { move: 'refused-by-gone', parties: 2, returner: false },
    ])
  })
})
