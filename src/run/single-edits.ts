/**
 * Scripts that differ from one by a single edit, and so tell what a failure hangs on. They may be
 * smaller or larger, and are not always ones that can be played.
 */
import type { DN } from '../../oracles/tlib.ts'
import { callsThere, type Script } from '../plan/script.ts'
import {
  keeping,
  stepsOf,
  withoutCalls,
  withRounds,
  withSteps,
  type Placed,
} from './script-edits.ts'
import { dnsOf, renamedStep } from './script-order.ts'
import { joinGenerations, lessInFlight, ownDNs, swapInFlight } from './shrink-calls.ts'
import {
  dropParty,
  establishWithAdded,
  monitor,
  simplifyKind,
  swapNeighbours,
  takePlainDNs,
  type Pass,
} from './shrink-passes.ts'

type Round = Script['rounds'][number]

/** By what is edited: what changes the script least comes first. */
export const singleEdits: readonly Pass[] = [
  takePlainDNs,
  lessInFlight,
  swapInFlight,
  moreInFlight,
  swapNeighbours,
  otherParties,
  simplifyKind,
  deleteInstead,
  ownDNs,
  establishWithAdded,
  monitor,
  outsideParty,
  oneMoreParty,
  dropParty,
  oneStepLess,
  oneMoreStep,
  joinGenerations,
  oneCallLess,
]

/** Two rounds that stand together, as one. */
function* moreInFlight(script: Script): Iterable<Script> {
  const { calls, rounds } = script
  for (let at = 0; at + 1 < rounds.length; at++) {
    const together = rounds.slice(at, at + 2).flat()
    const areApart = calls.some(({ from }) => from === at + 1)
    if (areApart || together.some((step) => step.do === 'addParty')) continue
    yield withRounds(script, (round, number) =>
      number === at ? [together] : number === at + 1 ? [] : [round],
    )
  }
}

/** A step done by, or to, another party of its call. */
function* otherParties(script: Script): Iterable<Script> {
  for (const placed of stepsOf(script)) {
    const [step] = placed
    const { dns, unmonitored } = partiesOf(script, placed)
    const others = (dn: DN, parties: readonly DN[]): readonly DN[] =>
      parties.filter((party) => party !== dn)
    switch (step.do) {
      case 'TReleaseCall':
        for (const thisDN of others(step.thisDN, dns))
          yield withSteps(script, placed, { ...step, thisDN })
        break
      case 'TDeleteFromConference':
        for (const otherDN of others(step.otherDN, [...dns, ...unmonitored]))
          yield withSteps(script, placed, { ...step, otherDN })
        for (const thisDN of others(step.thisDN, dns))
          yield withSteps(script, placed, { ...step, thisDN })
        break
      case 'addParty':
        for (const by of others(step.by, dns)) yield withSteps(script, placed, { ...step, by })
    }
  }
}

/** The parties of a step's call when it was established; of every call that is there, if it names none. */
function partiesOf(
  { calls }: Script,
  [{ call }, round]: Placed,
): { readonly dns: readonly DN[]; readonly unmonitored: readonly DN[] } {
  const there = call === 'unknown' ? callsThere(calls, round) : [call]
  const named = there.flatMap((at) => calls[at] ?? [])
  return {
    dns: [...new Set(named.flatMap(({ dns }) => dns))],
    unmonitored: [...new Set(named.flatMap(({ unmonitored }) => unmonitored))],
  }
}

/** A delete in place of a release, asked for by another one. */
function* deleteInstead(script: Script): Iterable<Script> {
  for (const placed of stepsOf(script)) {
    const [step] = placed
    if (step.do !== 'TReleaseCall') continue
    const { call, thisDN: otherDN } = step
    for (const thisDN of partiesOf(script, placed).dns)
      if (thisDN !== otherDN)
        yield withSteps(script, placed, { do: 'TDeleteFromConference', call, thisDN, otherDN })
  }
}

/** A party as one that is not monitored, the last one first. */
function* outsideParty(script: Script): Iterable<Script> {
  for (const [at, call] of script.calls.entries())
    for (const dn of call.dns.toReversed()) {
      const dns = call.dns.filter((party) => party !== dn)
      const unmonitored = [...call.unmonitored, dn]
      yield { ...script, calls: script.calls.with(at, { ...call, dns, unmonitored }) }
    }
}

/** One party more in a call, the last one of those that are monitored. */
function* oneMoreParty(script: Script, plain: readonly DN[]): Iterable<Script> {
  const fresh = plain.find((dn) => !dnsOf(script).includes(dn))
  if (fresh === undefined) return
  for (const [at, call] of script.calls.entries())
    yield { ...script, calls: script.calls.with(at, { ...call, dns: [...call.dns, fresh] }) }
}

/** Without one step, the last one first. */
function* oneStepLess(script: Script): Iterable<Script> {
  for (const [, at, place] of stepsOf(script).toReversed())
    yield keeping(script, (_, round, nth) => round !== at || nth !== place)
}

/**
 * A step once more after it, or before it, by another party or to another party; of one that adds a
 * party nothing.
 */
function* oneMoreStep(script: Script): Iterable<Script> {
  for (const placed of stepsOf(script).toReversed()) {
    const [step, at] = placed
    if (step.do === 'addParty') continue
    const goer = step.do === 'TReleaseCall' ? step.thisDN : step.otherDN
    const asker = step.thisDN
    for (const other of partiesOf(script, placed).dns.toReversed()) {
      if (other === goer || other === asker) continue
      const again = renamedStep(step, (dn) => (dn === goer ? other : dn))
      const beside = (round: Round, number: number, rounds: readonly Round[]) =>
        number === at ? rounds : [round]
      yield withRounds(script, (round, number) => beside(round, number, [round, [again]]))
      yield withRounds(script, (round, number) => beside(round, number, [[again], round]))
    }
  }
}

/** Without one call and all that is asked of it, the last one first. */
function* oneCallLess(script: Script): Iterable<Script> {
  for (const at of [...script.calls.keys()].toReversed()) {
    const without = withoutCalls(script, [at])
    if (without !== undefined) yield without
  }
}

/** The calls alone: it says little, and passes where all that is wrong comes of requests. */
export function nothingSent({ calls }: Script): Script {
  return { calls: calls.filter(({ from }) => from === undefined), rounds: [] }
}
