import { describe, expect, it } from 'vitest'
import { profiles } from '../oracles/profile.ts'
import { assertConforms, ScriptFailed } from './assert-conforms.ts'
import type { Script } from './plan/script.ts'
import { embedded } from './tserver/embedded.ts'
import { call, release, remove } from './tserver/one-call.ts'

const three = call('7001 7002 7003', release('7001'))
const faulty = 'embedded:call-state-counts-leaver'

async function failure(asserting: Promise<void>): Promise<Error> {
  const thrown: unknown = await asserting.catch((error: unknown) => error)
  if (!(thrown instanceof Error)) throw new Error('it was to fail')
  return thrown
}

describe('a script', () => {
  it('conforms', async () => {
    await expect(assertConforms(three, 'embedded')).resolves.toBeUndefined()
    await expect(assertConforms(three, embedded(), { times: 1 })).resolves.toBeUndefined()
  })

  it('fails, with what is wrong, the rules, the script in words and the ladder', async () => {
    const error = await failure(assertConforms(three, faulty, { times: 3 }))
    if (!(error instanceof ScriptFailed)) throw error
    expect(error.rules).toEqual(['party-deleted-call-state'])
    const lines = error.message.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      '7002 saw CallState Conferenced in EventPartyDeleted; OK was expected: two parties remain',
      'party-deleted-call-state: CallState of EventPartyDeleted is Conferenced if and only if more than two parties remain, else OK.',
      'In a conference of 7001, 7002, 7003: 7001 releases. It failed 3 of 3 times.',
    ])
    expect(error.message).toContain('EventPartyDeleted ────┼────►│     │    ✗ differs')
  })

  it('fails on an adapter of the user, too, and where it crashes', async () => {
    expect(await failure(assertConforms(three, embedded('released-missing')))).toBeInstanceOf(
      ScriptFailed,
    )
    const crashing = {
      async connect() {
        const tserver = await embedded().connect(() => undefined)
        return { ...tserver, send: () => Promise.reject(new Error('out of licences')) }
      },
    }
    const error = await failure(assertConforms(three, crashing))
    expect(error.message).toContain('out of licences')
    expect(error).toMatchObject({ rules: [] })
  })

  it('is judged by the profile that is asked for', async () => {
    const alone = call('7001 7002 7003', remove('7001', '7004'))
    const refusal = { ...profiles.default, name: 'ours', refusal: 'silent' } as const
    await assertConforms(alone, 'embedded', { profile: 'answering' })
    expect(await failure(assertConforms(alone, 'embedded', { profile: refusal }))).toMatchObject({
      rules: ['refusal-as-agreed'],
    })
  })
})

describe('is refused in one line', () => {
  const none: Script = { calls: [{ dns: ['7001'], unmonitored: [] }], rounds: [] }
  it.each<[string, () => Promise<void>, string]>([
    [
      'what is no script',
      () => assertConforms(none, 'embedded'),
      'the script is none: script.calls[0]: a call needs two or more parties, all different',
    ],
    [
      'a script that the adapter cannot play',
      () =>
        assertConforms(call('1 2 3 4 5 6 7 8 9 10', release('1')), {
          async connect(deliver) {
            return { ...(await embedded().connect(deliver)), capabilities: { maxParties: 3 } }
          },
        }),
      'the adapter cannot play the script: a call has more than 3 parties',
    ],
    [
      'a profile of no name',
      () => assertConforms(three, 'embedded', { profile: 'lax' }),
      'there is no profile "lax": the names are default, strict, answering, sip-server, workspace',
    ],
    [
      'a number of times that is none',
      () => assertConforms(three, 'embedded', { times: 0 }),
      'times is 0, and a whole number from 1 on is needed',
    ],
    [
      'an adapter that is unknown',
      () => assertConforms(three, 'ftp:x'),
      'the adapter "ftp:x" is unknown',
    ],
  ])('%s', async (_, asserting, message) => {
    const error = await failure(asserting())
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('\n')
    expect(error).not.toBeInstanceOf(ScriptFailed)
  })
})
