/** The passes of the shrinker: each proposes scripts that might be smaller, likeliest first. */
import type { DN } from '../../oracles/tlib.ts'
import type { Script, Step } from '../plan/script.ts'
import { dnsOf, dnsOfStep, renamed, renamedStep } from './script-order.ts'

/** @param plain names for DNs, plainest first. */
export type Pass = (script: Script, plain: readonly DN[]) => Iterable<Script>

export const passes: readonly Pass[] = [
  dropRounds,
  dropParties,
  dropPartyAndRound,
  forgetParty,
  dropTwoRounds,
  replacePartyByAnother,
  monitor,
  establishWithAdded,
  simplifyKind,
  takePlainDNs,
  lowerParties,
  swapNeighbours,
]

/** Without a run of rounds: from all of them down to a single one, the last ones first. */
function* dropRounds(script: Script): Iterable<Script> {
  for (let length = script.rounds.length; length >= 1; length = Math.floor(length / 2))
    for (let from = script.rounds.length - length; from >= 0; from--)
      yield { ...script, rounds: script.rounds.toSpliced(from, length) }
}

/** Without any two rounds, wherever they stand. */
function* dropTwoRounds(script: Script): Iterable<Script> {
  for (let later = script.rounds.length - 1; later > 0; later--)
    for (let earlier = later - 1; earlier >= 0; earlier--)
      yield {
        ...script,
        rounds: script.rounds.filter((_, at) => at !== later && at !== earlier),
      }
}

function withoutParties(
  { calls, rounds }: Script,
  dropped: readonly DN[],
  keeps: (step: Step) => boolean,
): Script {
  return {
    calls: calls.map(({ dns, unmonitored }) => ({
      dns: dns.filter((dn) => !dropped.includes(dn)),
      unmonitored: unmonitored.filter((dn) => !dropped.includes(dn)),
    })),
    rounds: rounds.map((round) => round.filter(keeps)).filter((round) => round.length > 0),
  }
}

function parties(script: Script): readonly DN[] {
  return script.calls.flatMap(({ dns, unmonitored }) => [...dns, ...unmonitored])
}

/** Without a run of parties, from all but two down to a single one, and all steps that name them. */
function* dropParties(script: Script): Iterable<Script> {
  const all = parties(script)
  for (let length = all.length - 2; length >= 1; length--)
    for (let from = all.length - length; from >= 0; from--) {
      const dropped = all.slice(from, from + length)
      yield withoutParties(script, dropped, (step) =>
        dnsOfStep(step).every((dn) => !dropped.includes(dn)),
      )
    }
}

/** Without one party, and without all steps that name it. */
function* dropParty(script: Script): Iterable<Script> {
  for (const dn of parties(script).toReversed())
    yield withoutParties(script, [dn], (step) => !dnsOfStep(step).includes(dn))
}

/** One party and one round fewer: neither alone may keep the failure. */
function* dropPartyAndRound(script: Script): Iterable<Script> {
  for (const without of dropParty(script))
    for (let at = without.rounds.length - 1; at >= 0; at--)
      yield { ...without, rounds: without.rounds.toSpliced(at, 1) }
}

/**
 * As if a party had never been there: without it and one step that names it, likely the one by which
 * it leaves. Its other steps stay, as those of a stranger.
 */
function* forgetParty(script: Script): Iterable<Script> {
  for (const dn of parties(script))
    for (const [step, round, at] of everyStep(script)) {
      if (!dnsOfStep(step).includes(dn)) continue
      const steps = (script.rounds[round] ?? []).toSpliced(at, 1)
      const rounds = script.rounds.toSpliced(round, 1, ...(steps.length > 0 ? [steps] : []))
      yield withoutParties({ ...script, rounds }, [dn], () => true)
    }
}

/** Without a party, another one doing what it did. */
function* replacePartyByAnother(script: Script): Iterable<Script> {
  for (const dn of parties(script).toReversed())
    for (const other of parties(script))
      if (other !== dn) {
        const { rounds } = renamed(script, (name) => (name === dn ? other : name))
        yield withoutParties({ ...script, rounds }, [dn], () => true)
      }
}

/** A monitored party in place of an outside one, as the last or the first of them. */
function* monitor(script: Script): Iterable<Script> {
  for (const [at, call] of script.calls.entries())
    for (const dn of call.unmonitored) {
      const unmonitored = call.unmonitored.filter((party) => party !== dn)
      for (const dns of [
        [...call.dns, dn],
        [dn, ...call.dns],
      ])
        yield { ...script, calls: script.calls.with(at, { dns, unmonitored }) }
    }
}

/**
 * A party that is there from the start in place of one that joins; under a name of its own where
 * the one who joins had been there before.
 */
function* establishWithAdded(script: Script, plain: readonly DN[]): Iterable<Script> {
  const fresh = plain.find((dn) => !dnsOf(script).includes(dn))
  for (const [at, round] of script.rounds.entries())
    for (const step of round) {
      const call = step.do === 'addParty' ? script.calls[step.call] : undefined
      if (step.do !== 'addParty' || call === undefined) continue
      const dn = call.dns.includes(step.dn) ? fresh : step.dn
      if (dn === undefined) continue
      const named = (name: DN): DN => (name === step.dn ? dn : name)
      const rounds = script.rounds
        .map((round, later) => (later < at ? round : round.map((step) => renamedStep(step, named))))
        .toSpliced(at, 1)
      yield { calls: script.calls.with(step.call, { ...call, dns: [...call.dns, dn] }), rounds }
    }
}

function withStep(script: Script, round: number, at: number, step: Step): Script {
  const steps = script.rounds[round] ?? []
  return { ...script, rounds: script.rounds.with(round, steps.with(at, step)) }
}

function* everyStep({ rounds }: Script): Iterable<[step: Step, round: number, at: number]> {
  for (const [round, steps] of rounds.entries())
    for (const [at, step] of steps.entries()) yield [step, round, at]
}

/** A release in place of a delete: by who was to go, or by who asked. */
function* simplifyKind(script: Script): Iterable<Script> {
  for (const [step, round, at] of everyStep(script)) {
    if (step.do === 'TDeleteFromConference')
      for (const thisDN of new Set([step.otherDN, step.thisDN]))
        yield withStep(script, round, at, { do: 'TReleaseCall', call: step.call, thisDN })
    if (step.call === 'unknown') yield withStep(script, round, at, { ...step, call: 0 })
  }
}

/** Plain names for all DNs at once; then for one after the other, as the failure may hang on one. */
function* takePlainDNs(script: Script, plain: readonly DN[]): Iterable<Script> {
  const dns = dnsOf(script)
  yield renamed(script, (dn) => plain[dns.indexOf(dn)] ?? dn)
  for (const [at, dn] of dns.entries()) {
    const plainer = plain[at]
    if (plainer !== undefined && !dns.includes(plainer))
      yield renamed(script, (name) => (name === dn ? plainer : name))
  }
}

/** Steps done by, or to, parties that stand earlier in the call: two change places, or parts. */
function* lowerParties(script: Script): Iterable<Script> {
  for (const [at, call] of script.calls.entries())
    for (let place = 1; place < call.dns.length; place++) {
      const [earlier = '', later = ''] = call.dns.slice(place - 1, place + 1)
      const dns = call.dns.with(place - 1, later).with(place, earlier)
      yield { ...script, calls: script.calls.with(at, { ...call, dns }) }
    }
  const dns = dnsOf(script)
  const swapped = (step: Step, one: DN, other: DN): Step =>
    renamedStep(step, (dn) => (dn === one ? other : dn === other ? one : dn))
  for (const [at, later] of dns.entries())
    for (const earlier of dns.slice(0, at)) {
      yield {
        ...script,
        rounds: script.rounds.map((round) => round.map((step) => swapped(step, later, earlier))),
      }
      for (const [step, round, position] of everyStep(script))
        if (dnsOfStep(step).includes(later))
          yield withStep(script, round, position, swapped(step, later, earlier))
    }
}

function* swapNeighbours(script: Script): Iterable<Script> {
  const { rounds } = script
  for (let at = 0; at + 1 < rounds.length; at++) {
    const [one, next] = [rounds[at], rounds[at + 1]]
    if (one !== undefined && next !== undefined)
      yield { ...script, rounds: rounds.with(at, next).with(at + 1, one) }
  }
}
