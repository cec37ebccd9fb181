/** Passes of the shrinker over calls and what is in flight: fewer calls, one request at a time. */
import type { DN } from '../../oracles/tlib.ts'
import { generationsOf, moved, scriptOf, type Generation } from '../plan/generations.ts'
import type { Script, Step } from '../plan/script.ts'
import { keeping, stepsOf, withoutCalls, withRounds } from './script-edits.ts'
import { dnsOf, renamedStep } from './script-order.ts'

/** A run of generations of calls alone, shortest first; for what needs none of the others. */
export function* keepGenerations(script: Script): Iterable<Script> {
  const generations = generationsOf(script)
  for (let length = 1; length < generations.length; length++)
    for (let from = generations.length - length; from >= 0; from--)
      yield scriptOf(generations.slice(from, from + length))
}

/** Without one call and all that is asked of it, the last one first; or without two. */
export function* dropCalls(script: Script): Iterable<Script> {
  const last = script.calls.length - 1
  for (let later = last; later >= 0; later--)
    for (let earlier = later; earlier >= 0; earlier--) {
      const without = withoutCalls(script, [...new Set([later, earlier])])
      if (without !== undefined) yield without
    }
}

/** Without a call, another one that is there taking what was asked of it; parties by their position. */
export function* replaceCallByAnother(script: Script): Iterable<Script> {
  const { calls, rounds } = script
  for (const [at, call] of [...calls.entries()].toReversed())
    for (const [other, instead] of calls.entries()) {
      if (other === at || instead.from !== call.from) continue
      for (const dns of [[], instead.dns, instead.dns.toReversed()]) {
        const named = (dn: DN): DN => dns[call.dns.indexOf(dn)] ?? dn
        const done = (step: Step): Step =>
          step.call === at ? { ...renamedStep(step, named), call: other } : step
        const without = withoutCalls({ calls, rounds: rounds.map((round) => round.map(done)) }, [
          at,
        ])
        if (without !== undefined) yield without
      }
    }
}

/**
 * Two generations as one: the calls of the later one are there from the start of the earlier one, as
 * they are, and under names of their own.
 */
export function* joinGenerations(script: Script, plain: readonly DN[]): Iterable<Script> {
  const generations = generationsOf(script)
  for (const [at, later] of generations.entries()) {
    const earlier = generations[at - 1]
    if (earlier === undefined) continue
    const taken = dnsOf(scriptOf([earlier]))
    const fresh = plain.filter((dn) => !dnsOf(script).includes(dn))
    const both = dnsOf(scriptOf([later])).filter((dn) => taken.includes(dn))
    const named = (dn: DN): DN => fresh[both.indexOf(dn)] ?? dn
    for (const joining of [later, renamedGeneration(later, named)])
      yield scriptOf(generations.toSpliced(at - 1, 2, together(earlier, joining)))
  }
}

function together(earlier: Generation, later: Generation): Generation {
  const steps = (round: readonly Step[]): readonly Step[] =>
    round.map((step) => moved(step, earlier.calls.length))
  return {
    calls: [...earlier.calls, ...later.calls],
    rounds: [...earlier.rounds, ...later.rounds.map(steps)],
  }
}

function renamedGeneration(generation: Generation, named: (dn: DN) => DN): Generation {
  return {
    calls: generation.calls.map(({ dns, unmonitored }) => ({
      dns: dns.map(named),
      unmonitored: unmonitored.map(named),
    })),
    rounds: generation.rounds.map((round) => round.map((step) => renamedStep(step, named))),
  }
}

/** All requests one after the other; or those of one round; or one of them before, or after the others. */
export function* lessInFlight(script: Script): Iterable<Script> {
  const alone = (round: readonly Step[]): readonly (readonly Step[])[] =>
    round.map((step) => [step])
  if (script.rounds.filter(({ length }) => length > 1).length > 1) yield withRounds(script, alone)
  for (const [at, { length }] of script.rounds.entries()) {
    if (length === 1) continue
    const split = (into: (round: readonly Step[]) => readonly (readonly Step[])[]): Script =>
      withRounds(script, (round, number) => (number === at ? into(round) : [round]))
    yield split(alone)
    for (let nth = 0; nth < length && length > 2; nth++) {
      yield split((round) => [round.slice(nth, nth + 1), round.toSpliced(nth, 1)])
      yield split((round) => [round.toSpliced(nth, 1), round.slice(nth, nth + 1)])
    }
  }
}

/** Without a run of requests that are in flight together with others: down to one, the last ones first. */
export function* dropFromFlight(script: Script): Iterable<Script> {
  for (const [at, { length: size }] of script.rounds.entries())
    for (let length = size - 1; length >= 1; length = Math.floor(length / 2))
      for (let from = size - length; from >= 0; from--)
        yield keeping(
          script,
          (_, round, place) => round !== at || place < from || place >= from + length,
        )
}

/** A DN of its own for a party that is in another call too. */
export function* ownDNs(script: Script, plain: readonly DN[]): Iterable<Script> {
  const fresh = plain.find((dn) => !dnsOf(script).includes(dn))
  if (fresh === undefined) return
  for (const [at, call] of script.calls.entries())
    for (const dn of [...call.dns, ...call.unmonitored]) {
      const isElsewhere = script.calls.some(
        ({ dns, unmonitored }, other) => other !== at && [...dns, ...unmonitored].includes(dn),
      )
      if (!isElsewhere) continue
      const named = (name: DN): DN => (name === dn ? fresh : name)
      yield {
        calls: script.calls.with(at, {
          ...call,
          dns: call.dns.map(named),
          unmonitored: call.unmonitored.map(named),
        }),
        rounds: script.rounds.map((round) =>
          round.map((step) => (step.call === at ? renamedStep(step, named) : step)),
        ),
      }
    }
}

/** The name of one who was there before, in place of one that only a later generation has. */
export function* reuseDNs(script: Script): Iterable<Script> {
  const generations = generationsOf(script)
  for (const [at, generation] of generations.entries()) {
    const before = dnsOf(scriptOf(generations.slice(0, at)))
    const there = dnsOf(scriptOf([generation]))
    for (const dn of there.filter((name) => !before.includes(name)))
      for (const earlier of before.filter((name) => !there.includes(name))) {
        const named = (name: DN): DN => (name === dn ? earlier : name)
        yield scriptOf(generations.with(at, renamedGeneration(generation, named)))
      }
  }
}

/** Two neighbours of the calls that are there together, in the other order. */
export function* swapCalls(script: Script): Iterable<Script> {
  const { calls, rounds } = script
  for (let at = 0; at + 1 < calls.length; at++) {
    const [one, next] = [calls[at], calls[at + 1]]
    if (one === undefined || next === undefined || one.from !== next.from) continue
    const swapped = (step: Step): Step =>
      step.call === at ? moved(step, 1) : step.call === at + 1 ? moved(step, -1) : step
    yield {
      calls: calls.with(at, next).with(at + 1, one),
      rounds: rounds.map((round) => round.map(swapped)),
    }
  }
}

/** Requests that are in flight together, sent in the other order. */
export function* swapInFlight(script: Script): Iterable<Script> {
  for (const [, round, at] of stepsOf(script)) {
    const steps = script.rounds[round] ?? []
    const [one, next] = steps.slice(at, at + 2)
    if (one !== undefined && next !== undefined)
      yield { ...script, rounds: script.rounds.with(round, steps.with(at, next).with(at + 1, one)) }
  }
}
