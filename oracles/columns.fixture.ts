/** An outcome of the model as the document prints it: one column a party. */
import { established, type Call } from './call.ts'
import { anything, exactly } from './expectation.ts'
import type { Expectation, ExpectedEvent } from './expectation.ts'
import { call } from './history.fixture.ts'
import type { Outcome } from './outcome.ts'
import type { DN } from './tlib.ts'

export const ofLetters = (dns: string, unmonitored = ''): Call =>
  established(call(dns, unmonitored))

/** What each DN is to see, as the columns of a table. */
export function columns({ cells }: Outcome): Record<DN, readonly ExpectedEvent[]> {
  const seen: Record<DN, readonly ExpectedEvent[]> = {}
  for (const { dns, event } of cells) for (const dn of dns) seen[dn] = [...(seen[dn] ?? []), event]
  return seen
}

/** The one outcome of a request on which the document speaks. */
export function only(outcomes: readonly Outcome[]): Outcome {
  const [outcome, ...others] = outcomes
  if (outcome === undefined || others.length > 0)
    throw new Error(`${outcomes.length} outcomes where the document knows 1`)
  return outcome
}

/** "EventReleased ConnID 1 … CallState OK", with an OtherDN as given. */
export const eventReleased = (OtherDN: Expectation): ExpectedEvent => ({
  name: 'EventReleased',
  ConnID: exactly('1'),
  OtherDN,
  OtherDNRole: anything,
  ThirdPartyDN: anything,
  ThirdPartyDNRole: anything,
  CallState: exactly('OK'),
})

/** "EventPartyDeleted ConnID 1 … OtherDN `left` … ThirdPartyDN `by` … CallState `callState`" */
export const eventPartyDeleted = (
  left: DN,
  by: DN,
  callState: 'OK' | 'Conferenced',
): ExpectedEvent => ({
  name: 'EventPartyDeleted',
  ConnID: exactly('1'),
  OtherDN: exactly(left),
  OtherDNRole: exactly('DeletedParty'),
  ThirdPartyDN: exactly(by),
  ThirdPartyDNRole: exactly('DeletedBy'),
  CallState: exactly(callState),
})
