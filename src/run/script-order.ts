/**
 * The order in which scripts are called smaller: parties and steps together first, then fewer calls
 * and generations of calls, less in flight, fewer shared parties, plainer kinds of steps, fewer steps,
 * fewer outside parties, earlier calls, DNs of earlier calls, earlier parties, plainer DNs.
 */
import type { DN } from '../../oracles/tlib.ts'
import { partyCount, stepCount, type Script, type Step } from '../plan/script.ts'

/** All DNs of a script, in the order of their first mention. */
export function dnsOf({ calls, rounds }: Script): readonly DN[] {
  const named = new Set<DN>()
  for (const { dns, unmonitored } of calls) {
    for (const dn of dns) named.add(dn)
    for (const dn of unmonitored) named.add(dn)
  }
  for (const round of rounds)
    for (const step of round) for (const dn of dnsOfStep(step)) named.add(dn)
  return [...named]
}

export function dnsOfStep(step: Step): readonly DN[] {
  switch (step.do) {
    case 'TReleaseCall':
      return [step.thisDN]
    case 'TDeleteFromConference':
      return [step.thisDN, step.otherDN]
    case 'addParty':
      return [step.by, step.dn]
  }
}

/** The script with every DN replaced. */
export function renamed({ calls, rounds }: Script, name: (dn: DN) => DN): Script {
  return {
    calls: calls.map((call) => ({
      ...call,
      dns: call.dns.map(name),
      unmonitored: call.unmonitored.map(name),
    })),
    rounds: rounds.map((round) => round.map((step) => renamedStep(step, name))),
  }
}

export function renamedStep(step: Step, name: (dn: DN) => DN): Step {
  switch (step.do) {
    case 'TReleaseCall':
      return { ...step, thisDN: name(step.thisDN) }
    case 'TDeleteFromConference':
      return { ...step, thisDN: name(step.thisDN), otherDN: name(step.otherDN) }
    case 'addParty':
      return { ...step, by: name(step.by), dn: name(step.dn) }
  }
}

/** A step's kind, plainest first. */
function kindOf(step: Step): number {
  switch (step.do) {
    case 'TReleaseCall':
      return step.call === 'unknown' ? 4 : 0
    case 'TDeleteFromConference':
      if (step.call === 'unknown') return 5
      return step.thisDN === step.otherDN ? 2 : 1
    case 'addParty':
      return 3
  }
}

/**
 * The shape of a script: its numbers of parties, and its steps with the parties by their position;
 * the same for scripts that differ in nothing but the names of the DNs.
 */
export function shapeOf(script: Script): readonly (readonly number[])[] {
  const dns = dnsOf(script)
  const positions = (names: readonly DN[]): readonly number[] => names.map((dn) => dns.indexOf(dn))
  const stepShape = (step: Step): readonly number[] => [kindOf(step), ...positions(dnsOfStep(step))]
  const [first, ...others] = script.calls
  // The fingerprints of findings hang on this shape of the plainest scripts: it must stay.
  if (first !== undefined && others.length === 0 && inFlight(script) === 0)
    return [
      [first.dns.length, first.unmonitored.length],
      ...script.rounds.map((round) => round.flatMap(stepShape)),
    ]
  return [
    script.calls.flatMap(({ from = 0, dns, unmonitored }) => [
      from,
      dns.length,
      unmonitored.length,
      ...positions([...dns, ...unmonitored]),
    ]),
    ...script.rounds.map((round) =>
      round.flatMap((step) => [step.call === 'unknown' ? -1 : step.call, ...stepShape(step)]),
    ),
  ]
}

/** How many requests are sent before the answer to another one could be waited for. */
function inFlight(script: Script): number {
  return stepCount(script) - script.rounds.length
}

/** How many parties are in an earlier call of the same generation too. */
function sharedParties({ calls }: Script): number {
  const seats = calls.flatMap(({ from = 0, dns, unmonitored }) =>
    [...dns, ...unmonitored].map((dn) => `${from} ${dn}`),
  )
  return seats.length - new Set(seats).size
}

/**
 * The place of a script in the order: to be compared from left to right.
 * @param plain how plain DNs are called: by position. Every other name is larger.
 */
export function sizeOf(script: Script, plain: readonly DN[]): readonly number[] {
  const { calls } = script
  const steps = script.rounds.flat()
  const dns = dnsOf(script)
  return [
    partyCount(script) + steps.length,
    calls.length,
    new Set(calls.map(({ from = 0 }) => from)).size,
    inFlight(script),
    sharedParties(script),
    steps.reduce((sum, step) => sum + kindOf(step), 0),
    steps.length,
    calls.reduce((sum, { unmonitored }) => sum + unmonitored.length, 0),
    ...steps.map(kindOf),
    ...steps.map(({ call }) => (call === 'unknown' ? 0 : call)),
    ...calls.map((call) => call.dns.length + call.unmonitored.length),
    ...calls.flatMap((call) => [...call.dns, ...call.unmonitored].map((dn) => dns.indexOf(dn))),
    ...steps.flatMap((step) => positionsIn(script, step, dns)),
    dns.filter((dn, at) => dn !== plain[at]).length,
  ]
}

/** The parties of the step's own call first, then all others in the order of their mention. */
function positionsIn({ calls }: Script, step: Step, dns: readonly DN[]): readonly number[] {
  const named = dnsOfStep(step)
  const call = step.call === 'unknown' || calls.length === 1 ? undefined : calls[step.call]
  if (call === undefined) return named.map((dn) => dns.indexOf(dn))
  const own = [...call.dns, ...call.unmonitored]
  const others = dns.filter((dn) => !own.includes(dn))
  return named.map((dn) => [...own, ...others].indexOf(dn))
}

export function isSmaller(size: readonly number[], than: readonly number[]): boolean {
  for (const [at, number] of size.entries()) {
    const other = than[at] ?? 0
    if (number !== other) return number < other
  }
  return false
}
