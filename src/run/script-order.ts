/**
 * The order in which scripts are called smaller: parties and steps together first, then plainer kinds
 * of steps, fewer steps, fewer outside parties, earlier parties, plainer DNs.
 */
import type { DN } from '../../oracles/tlib.ts'
import { partyCount, type Script, type Step } from '../plan/script.ts'

/** All DNs of a script, in the order of their first mention. */
export function dnsOf({ calls, rounds }: Script): readonly DN[] {
  const named = new Set(calls.flatMap(({ dns, unmonitored }) => [...dns, ...unmonitored]))
  for (const step of rounds.flat()) for (const dn of dnsOfStep(step)) named.add(dn)
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
    calls: calls.map(({ dns, unmonitored }) => ({
      dns: dns.map(name),
      unmonitored: unmonitored.map(name),
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
  return [
    script.calls.flatMap((call) => [call.dns.length, call.unmonitored.length]),
    ...script.rounds.map((round) =>
      round.flatMap((step) => [kindOf(step), ...dnsOfStep(step).map((dn) => dns.indexOf(dn))]),
    ),
  ]
}

/**
 * The place of a script in the order: to be compared from left to right.
 * @param plain how plain DNs are called: by position. Every other name is larger.
 */
export function sizeOf(script: Script, plain: readonly DN[]): readonly number[] {
  const steps = script.rounds.flat()
  const dns = dnsOf(script)
  return [
    partyCount(script) + steps.length,
    steps.reduce((sum, step) => sum + kindOf(step), 0),
    steps.length,
    script.calls.reduce((sum, { unmonitored }) => sum + unmonitored.length, 0),
    ...steps.map(kindOf),
    ...steps.flatMap((step) => dnsOfStep(step).map((dn) => dns.indexOf(dn))),
    dns.filter((dn, at) => dn !== plain[at]).length,
  ]
}

export function isSmaller(size: readonly number[], than: readonly number[]): boolean {
  for (const [at, number] of size.entries()) {
    const other = than[at] ?? 0
    if (number !== other) return number < other
  }
  return false
}
