/** What the adapter says that it can do, in words. */
import { at } from '../adapter/malformed.ts'
import { shown } from '../adapter/shown.ts'
import { counted } from '../report/in-words.ts'
import { capabilityNames, defaults } from './capability-names.ts'
import type { Check } from './check.ts'
import { isRecord } from './exchange.ts'
import { meant } from './loosely.ts'
import type { Session } from './session.ts'

export function capabilitiesCheck(session: Session): Check {
  return {
    name: 'capabilities',
    status: 'passed',
    summary: given(session),
    problems: [],
    notes: [...unknown(session), ...leftOut(session), ...withoutEffect(session)],
  }
}

function given({ capabilities }: Session): string {
  const words = capabilityNames.flatMap((name) => {
    const value = capabilities[name]
    if (value === undefined || value === false) return []
    if (value === true) return [name]
    return typeof value === 'number' ? [`${name} ${value}`] : [counted(value.length, 'DN')]
  })
  return words.length === 0 ? 'none given' : words.join(', ')
}

/** Names that the protocol does not have, as they came. */
function unknown({ exchange }: Session): readonly string[] {
  const given = at(exchange.introduction, ['capabilities'])
  if (!isRecord(given)) return []
  return Object.keys(given)
    .filter((name) => !capabilityNames.some((known) => known === name))
    .map((name) => {
      const known = meant(name, capabilityNames)
      const instead =
        known === undefined ? `known are ${capabilityNames.join(', ')}` : `write ${known}`
      return `The capability ${shown(name)} is not known and has no effect: ${instead}.`
    })
}

/** What the protocol has in the place of those that are not given. */
function leftOut({ capabilities, mostParties }: Session): readonly string[] {
  const { maxParties, maxCalls, dns } = capabilities
  const notes: string[] = []
  if (maxParties === undefined)
    notes.push(`maxParties is not given: up to ${defaults.maxParties} parties in a call.`)
  if (maxCalls === undefined) notes.push('maxCalls is not given: one call at a time.')
  const not = (['sharedParties', 'addParty', 'concurrent', 'unmonitored'] as const).filter(
    (name) => !capabilities[name],
  )
  if (not.length > 0) notes.push(`Not given, and not asked for: ${not.join(', ')}.`)
  if (dns === undefined) notes.push('dns is not given: partyline makes up DNs, 7001 and so on.')
  if (mostParties < 3)
    notes.push(
      'No call has more than two parties: there is no conference, and hardly anything to check.',
    )
  return notes
}

function withoutEffect({
  capabilities: { sharedParties, maxCalls = 1 },
}: Session): readonly string[] {
  return sharedParties && maxCalls < 2
    ? ['sharedParties has no effect as long as maxCalls is not 2 or more.']
    : []
}
