/** The passes of the shrinker: each proposes scripts that might be smaller, likeliest first. */
import type { DN } from '../../oracles/tlib.ts'
import { callsThere, type Script, type Step } from '../plan/script.ts'
import { keeping, namesSeat, seatsOf, stepsOf, withoutSeats, withSteps } from './script-edits.ts'
import { dnsOf, dnsOfStep, renamed, renamedStep } from './script-order.ts'
import {
  dropCalls,
  dropFromFlight,
  joinGenerations,
  keepGenerations,
  lessInFlight,
  ownDNs,
  replaceCallByAnother,
  reuseDNs,
  swapCalls,
  swapInFlight,
} from './shrink-calls.ts'

type Asking = Pick<Extract<Step, { readonly thisDN: DN }>, 'call' | 'thisDN'>

/** @param plain names for DNs, plainest first. */
export type Pass = (script: Script, plain: readonly DN[]) => Iterable<Script>

export const passes: readonly Pass[] = [
  keepGenerations,
  dropCalls,
  dropRounds,
  dropFromFlight,
  dropParties,
  dropPartyAndStep,
  forgetParty,
  dropTwoSteps,
  deleteInstead,
  replacePartyByAnother,
  replaceCallByAnother,
  joinGenerations,
  lessInFlight,
  ownDNs,
  monitor,
  establishWithAdded,
  simplifyKind,
  swapCalls,
  reuseDNs,
  takePlainDNs,
  lowerParties,
  swapNeighbours,
  swapInFlight,
]

/** Without a run of rounds: from all of them down to a single one, the last ones first. */
function* dropRounds(script: Script): Iterable<Script> {
  for (let length = script.rounds.length; length >= 1; length = Math.floor(length / 2))
    for (let from = script.rounds.length - length; from >= 0; from--)
      yield keeping(script, (_, round) => round < from || round >= from + length)
}

/** Without any two steps, wherever they stand. */
function* dropTwoSteps(script: Script): Iterable<Script> {
  const steps = stepsOf(script).map(([step]) => step)
  for (let later = steps.length - 1; later > 0; later--)
    for (let earlier = later - 1; earlier >= 0; earlier--)
      yield keepingNumbers(script, (number) => number !== later && number !== earlier)
}

/**
 * One step fewer, and a delete in place of the release after it: of who asked, or by who asked. One of
 * the last two is released without having asked; in a conference that takes a delete, and nobody has to
 * leave before.
 */
function* deleteInstead(script: Script): Iterable<Script> {
  const steps = stepsOf(script)
  for (const [at, placed] of steps.entries()) {
    const [step] = placed
    const before = steps[at - 1]
    if (before === undefined || step.do !== 'TReleaseCall') continue
    const { call, thisDN } = step
    for (const other of otherParties(script, step))
      for (const who of [
        { thisDN: other, otherDN: thisDN },
        { thisDN, otherDN: other },
      ]) {
        const deleting = withSteps(script, placed, { do: 'TDeleteFromConference', call, ...who })
        yield withSteps(deleting, before)
      }
  }
}

/** Only the steps of those numbers, counted through all rounds. */
function keepingNumbers(script: Script, keeps: (number: number) => boolean): Script {
  let number = 0
  return keeping(script, () => keeps(number++))
}

/** Without a run of parties, from all but two down to a single one, and all steps that name them. */
function* dropParties(script: Script): Iterable<Script> {
  const all = seatsOf(script)
  for (let length = all.length - 2; length >= 1; length--)
    for (let from = all.length - length; from >= 0; from--) {
      const dropped = all.slice(from, from + length)
      yield withoutSeats(script, dropped, (step) => !dropped.some((seat) => namesSeat(step, seat)))
    }
}

/** Without one party, and without all steps that name it. */
export function* dropParty(script: Script): Iterable<Script> {
  for (const seat of seatsOf(script).toReversed())
    yield withoutSeats(script, [seat], (step) => !namesSeat(step, seat))
}

/** One party and one step fewer: neither alone may keep the failure. */
function* dropPartyAndStep(script: Script): Iterable<Script> {
  for (const without of dropParty(script))
    for (const placed of stepsOf(without).toReversed()) yield withSteps(without, placed)
}

/**
 * As if a party had never been there: without it and one step that names it, likely the one by which
 * it leaves; or without none. Its other steps stay, as those of a stranger.
 */
function* forgetParty(script: Script): Iterable<Script> {
  for (const seat of seatsOf(script)) {
    for (const [step, round, place] of stepsOf(script))
      if (namesSeat(step, seat))
        yield withoutSeats(script, [seat], (_, at, nth) => at !== round || nth !== place)
    yield withoutSeats(script, [seat], () => true)
  }
}

/** Without a party, another one doing what it did. */
function* replacePartyByAnother(script: Script): Iterable<Script> {
  for (const seat of seatsOf(script).toReversed())
    for (const other of seatsOf(script)) {
      if (other.call !== seat.call || other.dn === seat.dn) continue
      const done = (step: Step): Step =>
        namesSeat(step, seat) ? renamedStep(step, (dn) => (dn === seat.dn ? other.dn : dn)) : step
      const rounds = script.rounds.map((round) => round.map(done))
      yield withoutSeats({ ...script, rounds }, [seat], () => true)
    }
}

/** A monitored party in place of an outside one, as the last or the first of them. */
export function* monitor(script: Script): Iterable<Script> {
  for (const [at, call] of script.calls.entries())
    for (const dn of call.unmonitored) {
      const unmonitored = call.unmonitored.filter((party) => party !== dn)
      for (const dns of [
        [...call.dns, dn],
        [dn, ...call.dns],
      ])
        yield { ...script, calls: script.calls.with(at, { ...call, dns, unmonitored }) }
    }
}

/**
 * A party that is there from the start in place of one that joins; under a name of its own where
 * the one who joins had been there before.
 */
export function* establishWithAdded(script: Script, plain: readonly DN[]): Iterable<Script> {
  const fresh = plain.find((dn) => !dnsOf(script).includes(dn))
  for (const [step, round] of stepsOf(script)) {
    const call = step.do === 'addParty' ? script.calls[step.call] : undefined
    if (step.do !== 'addParty' || call === undefined) continue
    const dn = call.dns.includes(step.dn) ? fresh : step.dn
    if (dn === undefined) continue
    const seat = { call: step.call, dn: step.dn }
    const named = (other: Step): Step =>
      namesSeat(other, seat) ? renamedStep(other, (name) => (name === step.dn ? dn : name)) : other
    const rounds = script.rounds.map((steps, at) => (at < round ? steps : steps.map(named)))
    const calls = script.calls.with(step.call, { ...call, dns: [...call.dns, dn] })
    yield keeping({ calls, rounds }, (_, at) => at !== round)
  }
}

/**
 * A release in place of a delete: by who was to go, or by who asked; another party in place of one
 * that deletes itself; a call that there is, for who asked or as another one does in flight with it.
 */
export function* simplifyKind(script: Script): Iterable<Script> {
  for (const placed of stepsOf(script)) {
    const [step, round] = placed
    if (step.do === 'TDeleteFromConference')
      for (const thisDN of new Set([step.otherDN, step.thisDN]))
        yield withSteps(script, placed, { do: 'TReleaseCall', call: step.call, thisDN })
    if (step.do === 'TDeleteFromConference' && step.thisDN === step.otherDN)
      for (const otherDN of otherParties(script, step))
        yield withSteps(script, placed, { ...step, otherDN })
    if (step.call !== 'unknown') continue
    for (const call of callsThere(script.calls, round))
      yield withSteps(script, placed, { ...step, call })
    for (const beside of script.rounds[round] ?? [])
      if (beside.call !== 'unknown') yield withSteps(script, placed, beside)
  }
}

/** The first monitored party of a step's call but the one who asks. */
function otherParties({ calls }: Script, { call, thisDN }: Asking): readonly DN[] {
  const { dns = [] } = call === 'unknown' ? {} : (calls[call] ?? {})
  return dns.filter((dn) => dn !== thisDN).slice(0, 1)
}

/** Plain names for all DNs at once; then for one after the other, as the failure may hang on one. */
export function* takePlainDNs(script: Script, plain: readonly DN[]): Iterable<Script> {
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
  // In a call but the first, its own parties may stand later.
  const severalCalls = script.calls.length > 1
  const swapped = (step: Step, one: DN, other: DN): Step =>
    renamedStep(step, (dn) => (dn === one ? other : dn === other ? one : dn))
  for (const [at, later] of dns.entries())
    for (const earlier of dns.slice(0, at)) {
      yield {
        ...script,
        rounds: script.rounds.map((round) => round.map((step) => swapped(step, later, earlier))),
      }
      for (const placed of stepsOf(script))
        if (dnsOfStep(placed[0]).some((dn) => dn === later || (severalCalls && dn === earlier)))
          yield withSteps(script, placed, swapped(placed[0], later, earlier))
    }
}

/** Two rounds that stand together, in the other order. */
export function* swapNeighbours(script: Script): Iterable<Script> {
  const { calls, rounds } = script
  for (let at = 0; at + 1 < rounds.length; at++) {
    const [one, next] = [rounds[at], rounds[at + 1]]
    const areApart = calls.some(({ from }) => from === at + 1)
    if (one !== undefined && next !== undefined && !areApart)
      yield { ...script, rounds: rounds.with(at, next).with(at + 1, one) }
  }
}
