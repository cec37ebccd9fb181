/** What may come before a request, so that it makes a transition; and what each of that needs. */
import type { Capability, Needs } from './needs.ts'

/** What a request asks for, as far as it decides what has to come before. */
export interface Asked {
  /** Among so many parties to which events are distributed, at the least. */
  readonly monitored: number
  /** Of or by one who has left the call. */
  readonly gone?: true
  /** Of or by one who was never in the call. */
  readonly stranger?: true
  /** An unmonitored party is to go. */
  readonly unmonitored?: true
}

export const circumstances = [
  'plain',
  'former-conference',
  'returner',
  'unmonitored',
  'in-flight',
] as const

export type Circumstance = (typeof circumstances)[number]

/** What has happened in the call before. */
interface Past {
  /** So many more parties are there at the start. */
  readonly more: 0 | 1
  readonly steps: number
  readonly departed: boolean
  readonly returned: boolean
  /** Somebody has left and is still away. */
  readonly gone: boolean
  /** Somebody has joined: one who has left, or a DN that was not there before. */
  readonly joined?: 'returner' | 'newcomer'
  /** The last step is a departure, which may be in flight together with what comes next. */
  readonly endsInDeparture?: true
}

const pasts: readonly Past[] = [
  { more: 0, steps: 0, departed: false, returned: false, gone: false },
  { more: 1, steps: 1, departed: true, returned: false, gone: true, endsInDeparture: true },
  { more: 0, steps: 2, departed: true, returned: false, gone: true, joined: 'newcomer' },
  { more: 0, steps: 2, departed: true, returned: true, gone: false, joined: 'returner' },
  {
    ...{ more: 1, steps: 3, departed: true, returned: true, gone: true, joined: 'returner' },
    endsInDeparture: true,
  },
  { more: 0, steps: 4, departed: true, returned: true, gone: true, joined: 'newcomer' },
]

/**
 * All ways to a request of that kind in a call of so many parties.
 * @returns none where there cannot be any: a call of two has no middle.
 */
export function waysTo(
  asked: Asked,
  parties: number,
  circumstance: Circumstance,
): readonly Needs[] {
  const unmonitored = asked.unmonitored === true || circumstance === 'unmonitored'
  if (parties < asked.monitored + (unmonitored ? 1 : 0)) return []
  if (circumstance === 'plain' && unmonitored) return []
  return pasts
    .filter(
      (past) =>
        (!past.departed || parties + past.more > 2) &&
        (asked.gone !== true || past.gone) &&
        (circumstance !== 'plain' || !past.departed) &&
        (circumstance !== 'former-conference' || past.departed) &&
        (circumstance !== 'returner' || past.returned),
    )
    .flatMap((past) => {
      const alone = after(past, asked, parties, unmonitored)
      return circumstance === 'in-flight' ? inFlight(alone, past, unmonitored) : [alone]
    })
}

function after(past: Past, asked: Asked, parties: number, unmonitored: boolean): Needs {
  const atStart = parties + past.more
  const capabilities: Capability[] = []
  if (past.joined !== undefined) capabilities.push('addParty')
  if (unmonitored) capabilities.push('unmonitored')
  const strangers = (past.joined === 'newcomer' ? 1 : 0) + (asked.stranger === true ? 1 : 0)
  return {
    parties: atStart,
    steps: past.steps + 1,
    dns: atStart + strangers,
    calls: 1,
    capabilities,
  }
}

/** Together with another request of the call, or with one of another call of two monitored parties. */
function inFlight(alone: Needs, past: Past, unmonitored: boolean): readonly Needs[] {
  const { parties, steps, dns, capabilities } = alone
  const meanwhile = past.endsInDeparture === true ? 0 : 1
  // A stranger may be one of the two.
  const apart = parties + (past.joined === 'newcomer' ? 1 : 0) + 2
  // The two may be of this call as well.
  const shared = Math.max(dns, unmonitored ? 3 : 2)
  return [
    { ...alone, steps: steps + meanwhile, capabilities: [...capabilities, 'concurrent'] },
    { ...alone, steps: steps + 1, calls: 2, dns: apart },
    {
      ...{ ...alone, steps: steps + 1, calls: 2, dns: shared },
      capabilities: [...capabilities, 'sharedParties'],
    },
  ]
}
