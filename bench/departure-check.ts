/**
 * How a competent user of fast-check would check what a departure has caused, every attribute of every
 * event, for the peers of the full path.
 */
import { deepStrictEqual } from 'node:assert'
import type { DN, Event } from '../oracles/tlib.ts'

export interface Model {
  parties: DN[]
  readonly released: Map<DN, number>
}

/** What has been done: for the comparison with the same job done otherwise. */
export interface Done {
  scripts: number
  events: number
}

type Judged = Pick<
  Event,
  | 'name'
  | 'ConnID'
  | 'ThisDN'
  | 'OtherDN'
  | 'OtherDNRole'
  | 'ThirdPartyDN'
  | 'ThirdPartyDNRole'
  | 'CallState'
>

function judged(event: Event): Judged {
  const { name, ConnID, ThisDN, OtherDN, OtherDNRole, ThirdPartyDN, ThirdPartyDNRole, CallState } =
    event
  return name === 'EventReleased'
    ? ({ name, ConnID, ThisDN, CallState } as Judged)
    : ({
        name,
        ConnID,
        ThisDN,
        OtherDN,
        OtherDNRole,
        ThirdPartyDN,
        ThirdPartyDNRole,
        CallState,
      } as Judged)
}

/** Checks what a departure has caused, and takes it into the model. */
export function checkDeparture(
  model: Model,
  { connID, events }: { readonly connID: string; readonly events: Event[] },
  leaver: DN,
  by: DN,
  done: Done,
): void {
  const leavers = model.parties.length === 2 ? model.parties : [leaver]
  const remaining = model.parties.filter((dn) => !leavers.includes(dn))
  const CallState = remaining.length > 2 ? 'Conferenced' : 'OK'
  const expected = new Map<DN, Judged>()
  for (const ThisDN of leavers)
    expected.set(ThisDN, {
      name: 'EventReleased',
      ConnID: connID,
      ThisDN,
      CallState: 'OK',
    } as Judged)
  for (const ThisDN of remaining)
    expected.set(ThisDN, {
      name: 'EventPartyDeleted',
      ConnID: connID,
      ThisDN,
      OtherDN: leaver,
      OtherDNRole: 'DeletedParty',
      ThirdPartyDN: by,
      ThirdPartyDNRole: 'DeletedBy',
      CallState,
    })
  const seen = new Map<DN, Judged>()
  for (const event of events.splice(0)) {
    if (seen.has(event.ThisDN)) throw new Error(`two events for ${event.ThisDN}`)
    seen.set(event.ThisDN, judged(event))
    done.events += 1
  }
  deepStrictEqual(seen, expected)
  for (const dn of leavers) model.released.set(dn, (model.released.get(dn) ?? 0) + 1)
  for (const count of model.released.values()) if (count !== 1) throw new Error('released twice')
  model.parties = remaining
}
