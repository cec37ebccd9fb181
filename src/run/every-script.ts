/**
 * Every script of a size that an adapter can play, up to renaming: of scripts that differ in nothing
 * but the names of the DNs there is one.
 */
import type { Profile } from '../../oracles/profile.ts'
import type { DN } from '../../oracles/tlib.ts'
import type { Capabilities } from '../adapter/adapter.ts'
import { mostParties } from '../plan/drawing.ts'
import { plainDN } from '../plan/dns.ts'
import type { Script, Step } from '../plan/script.ts'
import { casts, type Cast } from './casts.ts'
import type { Dimensions } from './dimensions.ts'
import { join, type Joining } from './joining.ts'
import { afterRequests, type Possible } from './possible-calls.ts'

export interface EveryScriptOptions {
  readonly capabilities: Capabilities
  /** Says what a T-Server may do: who joins must know who is there. */
  readonly profile: Profile
}

type Round = readonly Step[]

/** A step, and how many DNs have been named with it. */
interface Letter {
  readonly step: Step
  readonly named: number
}

/** Where a script has come to. */
interface Node {
  readonly rounds: readonly Round[]
  /** For each call that is there: all that it may be. */
  readonly possible: ReadonlyMap<number, Possible>
  /** How many DNs have been named. */
  readonly named: number
  /** The round before which each generation of calls was established, so far. */
  readonly starts: readonly number[]
}

/** One round more: after a node, what is sent. */
interface Next {
  readonly after: Node
  readonly letters: readonly Letter[]
}

/** How many of the scripts that come next are left out. To be set between two of them. */
export interface Skip {
  scripts: number
}

/**
 * The scripts with exactly so many parties and steps, and no more calls, generations and requests in
 * flight than told; in an order that is always the same.
 * @param skip is counted down: many scripts are left out at once, without being made.
 */
export function* everyScript(
  size: Dimensions,
  options: EveryScriptOptions,
  skip: Skip = { scripts: 0 },
): Iterable<Script> {
  const names = namesFor(size, options.capabilities)
  for (const cast of casts(size, { capabilities: options.capabilities, names })) {
    const walk = new Walk(cast, names, size.inFlight, options)
    for (const { rounds, starts } of walk.from(walk.start, size.steps, skip))
      yield { calls: callsOf(cast, starts), rounds }
  }
}

/**
 * How many they are.
 * @param most beyond so many they are not counted any further.
 */
export function countScripts(
  size: Dimensions,
  options: EveryScriptOptions,
  most = Infinity,
): number {
  const names = namesFor(size, options.capabilities)
  let count = 0
  for (const cast of casts(size, { capabilities: options.capabilities, names })) {
    const walk = new Walk(cast, names, size.inFlight, options)
    count += walk.count(walk.start, size.steps, most - count)
    if (count > most) break
  }
  return count
}

/**
 * What DNs are called in scripts of a size, plainest first; enough for all, where the adapter has so
 * many: a step may name two who are in no call.
 */
export function namesFor(
  { parties, steps }: Pick<Dimensions, 'parties' | 'steps'>,
  { dns }: Capabilities,
): readonly DN[] {
  return dns ?? Array.from({ length: parties + 2 * steps }, (_, n) => plainDN(n))
}

function callsOf({ calls }: Cast, starts: readonly number[]): Script['calls'] {
  return calls.map(({ generation, dns, unmonitored }) => {
    const from = starts[generation] ?? 0
    return from === 0 ? { dns, unmonitored } : { dns, unmonitored, from }
  })
}

/** What decides how one can go on from a node: many requests are refused, and change nothing. */
function stateOf({ rounds, possible, named, starts }: Node, left: number): string {
  const isIdle = rounds.length === starts.at(-1)
  const calls = [...possible.values()].map((calls) =>
    calls === 'anything' ? calls : calls.map(({ parties }) => parties),
  )
  return JSON.stringify([left, named, starts.length, isIdle, calls])
}

/** Plays on in calls of one cast, in every way. */
class Walk {
  readonly #cast: Cast
  readonly #names: readonly DN[]
  readonly #inFlight: number
  readonly #options: EveryScriptOptions
  readonly #lastGeneration: number
  /** By generation, and by how many DNs have been named. */
  readonly #requests = new Map<string, readonly Letter[]>()
  /** By the states from which there are so many ways to the end. */
  readonly #counts = new Map<string, number>()

  constructor(cast: Cast, names: readonly DN[], inFlight: number, options: EveryScriptOptions) {
    this.#cast = cast
    this.#names = names
    this.#inFlight = inFlight
    this.#options = options
    this.#lastGeneration = cast.calls.at(-1)?.generation ?? 0
  }

  get start(): Node {
    return this.#begin({ rounds: [], named: this.#cast.named, starts: [] })
  }

  /** Where one may be after exactly so many steps more, at the end of a script. */
  *from(node: Node, left: number, skip: Skip): Iterable<Node> {
    if (this.#leavesOut(node, left, skip)) return
    if (left === 0) return void (yield node)
    for (const { after, letters } of this.#nexts(node, left)) {
      const ends = left === letters.length
      if (ends && skip.scripts > 0) skip.scripts -= 1
      else yield* this.from(this.#after(after, letters, left), left - letters.length, skip)
    }
  }

  /** Are all scripts left out that go on from here? */
  #leavesOut(node: Node, left: number, skip: Skip): boolean {
    if (skip.scripts === 0) return false
    const count = this.count(node, left, skip.scripts)
    if (count > skip.scripts) return false
    skip.scripts -= count
    return true
  }

  /** So many are they; more than `most` where there are more. */
  count(node: Node, left: number, most: number): number {
    if (left === 0) return 1
    // The last step is counted without being made.
    if (left === 1 && this.#generationsAfter(node) === 0)
      return this.#requestsAt(node).length + this.#joinings(node).length
    const state = stateOf(node, left)
    const known = this.#counts.get(state)
    if (known !== undefined) return known
    let count = 0
    for (const { after, letters } of this.#nexts(node, left)) {
      const next = this.#after(after, letters, left)
      count += this.count(next, left - letters.length, most - count)
      if (count > most) return count
    }
    this.#counts.set(state, count)
    return count
  }

  /** After one round more: here, or in the next generation of calls where something was done here. */
  *#nexts(node: Node, left: number): Iterable<Next> {
    const later = this.#generationsAfter(node)
    // In each generation something is done.
    if (left > later) yield* this.#here(node, left - later)
    const isIdle = node.rounds.length === node.starts.at(-1)
    if (later > 0 && !isIdle) yield* this.#here(this.#begin(node), left - later + 1)
  }

  #generationsAfter({ starts }: Node): number {
    return this.#lastGeneration - (starts.length - 1)
  }

  *#here(node: Node, most: number): Iterable<Next> {
    for (const letter of this.#joinings(node)) yield { after: node, letters: [letter] }
    for (const letters of this.#together(node, [], Math.min(most, this.#inFlight)))
      yield { after: node, letters }
  }

  /** Requests that are in flight together. */
  *#together(node: Node, before: readonly Letter[], most: number): Iterable<readonly Letter[]> {
    const named = before.at(-1)?.named ?? node.named
    for (const letter of this.#requestsAt({ ...node, named })) {
      if (!this.#mayBeInFlight(letter, before)) continue
      const letters = [...before, letter]
      yield letters
      if (letters.length < most) yield* this.#together(node, letters, most)
    }
  }

  #mayBeInFlight({ step }: Letter, before: readonly Letter[]): boolean {
    return (
      this.#options.capabilities.concurrent || before.every((one) => one.step.call !== step.call)
    )
  }

  #after(node: Node, letters: readonly Letter[], left: number): Node {
    const round = letters.map(({ step }) => step)
    const rounds = [...node.rounds, round]
    const named = letters.at(-1)?.named ?? node.named
    // Nobody joins any more.
    const possible = left === letters.length ? node.possible : this.#possibleAfter(node, round)
    return { rounds, named, possible, starts: node.starts }
  }

  #possibleAfter({ possible }: Node, round: Round): ReadonlyMap<number, Possible> {
    const { profile, capabilities } = this.#options
    const after = new Map(possible)
    const [first] = round
    if (first?.do === 'addParty') join(first, after, mostParties(capabilities), capabilities)
    else
      for (const [at, before] of possible) after.set(at, afterRequests(before, round, at, profile))
    return after
  }

  /** The next generation of calls, just before the next round. */
  #begin({ rounds, named, starts }: Omit<Node, 'possible'>): Node {
    const possible = new Map<number, Possible>()
    for (const [at, { generation, dns, unmonitored }] of this.#cast.calls.entries())
      if (generation === starts.length)
        possible.set(at, [
          { connID: '', parties: [...dns, ...unmonitored], unmonitored, owner: dns[0] },
        ])
    return { rounds, named, possible, starts: [...starts, rounds.length] }
  }

  #joinings({ possible, named, starts }: Node): readonly (Letter & { readonly step: Joining })[] {
    const { capabilities } = this.#options
    if (!capabilities.addParty) return []
    const known = this.#names.slice(0, named + 1)
    const silent = this.#silentIn(starts.length - 1)
    const found: (Letter & { readonly step: Joining })[] = []
    for (const call of possible.keys())
      for (const by of known.slice(0, named))
        for (const dn of known) {
          const step: Joining = { do: 'addParty', call, by, dn }
          if (
            !silent.includes(dn) &&
            join(step, new Map(possible), mostParties(capabilities), capabilities)
          )
            found.push({ step, named: dn === known[named] ? named + 1 : named })
        }
    return found
  }

  #requestsAt({ possible, named, starts }: Node): readonly Letter[] {
    const key = `${starts.length} ${named}`
    const known = this.#requests.get(key)
    if (known !== undefined) return known
    const calls = [...possible.keys(), 'unknown'] as const
    const requests = calls.flatMap((call) => [...this.#requestsTo(call, named, starts.length - 1)])
    this.#requests.set(key, requests)
    return requests
  }

  /** Of everybody who has been named and of one more, but of those to whom nothing is distributed. */
  *#requestsTo(call: Step['call'], named: number, generation: number): Iterable<Letter> {
    const names = this.#names
    const silent = this.#silentIn(generation)
    for (const [at, thisDN] of names.slice(0, named + 1).entries()) {
      if (silent.includes(thisDN)) continue
      const asked = Math.max(named, at + 1)
      yield { step: { do: 'TReleaseCall', call, thisDN }, named: asked }
      for (const [other, otherDN] of names.slice(0, asked + 1).entries())
        yield {
          step: { do: 'TDeleteFromConference', call, thisDN, otherDN },
          named: Math.max(asked, other + 1),
        }
    }
  }

  #silentIn(generation: number): readonly DN[] {
    return this.#cast.calls.flatMap((call) =>
      call.generation === generation ? call.unmonitored : [],
    )
  }
}
