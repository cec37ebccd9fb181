/** How a script differs from another one that is much like it. Printable, on one line. */
import { isDeepStrictEqual } from 'node:util'
import type { DN } from '../../oracles/tlib.ts'
import type { Script, Step } from '../plan/script.ts'
import { namesSeat, seatsOf, withoutCalls, withoutSeats } from '../run/script-edits.ts'
import { dnsOf, renamed } from '../run/script-order.ts'
import { joinGenerations, ownDNs } from '../run/shrink-calls.ts'
import { establishWithAdded } from '../run/shrink-passes.ts'
import { dnInWords } from './in-words.ts'
import { stepInWords } from './script-in-words.ts'

type Call = Script['calls'][number]

/**
 * "7002 releases, and not 7001", "with 4 parties instead of 3", "one after the other".
 * @param of the script that is varied.
 * @returns undefined where it is not said in so few words.
 */
export function variationInWords(script: Script, of: Script): string | undefined {
  return (
    stepsDiffer(script, of) ??
    callDiffers(script, of) ??
    callGone(script, of) ??
    partyGone(script, of) ??
    callsJoined(script, of) ??
    nameDiffers(script, of) ??
    thereFromTheStart(script, of) ??
    ownName(script, of)
  )
}

/** Nothing but the steps. */
function stepsDiffer(script: Script, of: Script): string | undefined {
  const calls = of.calls.length
  if (!isDeepStrictEqual(parties(script), parties(of)) || generations(script) !== generations(of))
    return undefined
  const [now, before] = [script.rounds.flat(), of.rounds.flat()]
  if (now.length === 0) return 'nothing is sent'
  if (isDeepStrictEqual(sorted(now), sorted(before))) return orderDiffers(script, of)
  const [more, fewer] = [without(now, before), without(before, now)]
  const [added] = more
  const [gone] = fewer
  if (fewer.length === 0 && more.length === 1 && added !== undefined)
    return `${stepInWords(added, calls)} ${whenAdded(script, of, added)}`
  if (more.length === 0 && fewer.length === 1 && gone !== undefined)
    return leftOut(gone, now, calls)
  const inPlace =
    now.length === before.length &&
    now.filter((step, at) => !isDeepStrictEqual(step, before[at])).length === 1 &&
    isDeepStrictEqual(lengths(script), lengths(of))
  return inPlace && added !== undefined && gone !== undefined
    ? stepInstead(added, gone, of)
    : undefined
}

const parties = ({ calls }: Script): readonly object[] =>
  calls.map(({ dns, unmonitored }) => ({ dns, unmonitored }))

const generations = ({ calls }: Script): number => new Set(calls.map(({ from = 0 }) => from)).size

const sorted = (steps: readonly Step[]): readonly string[] =>
  steps.map((step) => JSON.stringify(step)).sort()

const lengths = ({ rounds }: Script): readonly number[] => rounds.map(({ length }) => length)

/** The steps of the first list that are not in the second one, as often as they are there. */
function without(steps: readonly Step[], others: readonly Step[]): readonly Step[] {
  const left = others.map((step) => JSON.stringify(step))
  return steps.filter((step) => {
    const at = left.indexOf(JSON.stringify(step))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** The same steps. */
function orderDiffers({ rounds }: Script, of: Script): string {
  const order = isDeepStrictEqual(rounds.flat(), of.rounds.flat()) ? '' : ', in another order'
  if (rounds.length === of.rounds.length) return 'in another order'
  if (rounds.length < of.rounds.length) return `with more of the requests in flight${order}`
  return rounds.every(({ length }) => length === 1)
    ? `one after the other${order}`
    : `with fewer of the requests in flight${order}`
}

function whenAdded({ rounds }: Script, of: Script, added: Step): string {
  if (isDeepStrictEqual(rounds, [...of.rounds, [added]])) return 'at the end'
  return isDeepStrictEqual(rounds, [[added], ...of.rounds]) ? 'at first' : 'as well'
}

function leftOut(gone: Step, left: readonly Step[], calls: number): string {
  const words = stepInWords(gone, calls)
  return left.some((step) => isDeepStrictEqual(step, gone))
    ? `${words} once less`
    : `without the step: ${words}`
}

/** One step is another one. */
function stepInstead(now: Step, before: Step, of: Script): string | undefined {
  if (isDeepStrictEqual({ ...before, call: now.call }, now)) return 'with the ConnID of a call'
  if (now.call !== before.call) return undefined
  const place = now.call === 'unknown' ? '' : inCall(of, now.call)
  const words = instead(now, before)
  return words === undefined ? undefined : words + place
}

function instead(now: Step, before: Step): string | undefined {
  if (now.do === 'addParty' && before.do === 'addParty')
    return now.dn === before.dn
      ? `${dnInWords(now.by)}, and not ${dnInWords(before.by)}, adds ${dnInWords(now.dn)}`
      : undefined
  if (now.do === 'addParty' || before.do === 'addParty') return undefined
  const who = dnInWords(now.thisDN)
  const was = dnInWords(before.thisDN)
  if (now.do === 'TReleaseCall') {
    if (before.do === 'TReleaseCall') return `${who} releases, and not ${was}`
    if (before.thisDN === now.thisDN)
      return `${who} releases instead of deleting ${objectOf(before)}`
    return before.otherDN === now.thisDN
      ? `${who} releases instead of being deleted by ${was}`
      : undefined
  }
  const whom = objectOf(now)
  if (before.do === 'TReleaseCall')
    return before.thisDN === now.otherDN
      ? `${whom} is deleted by ${who} instead of releasing`
      : undefined
  if (before.thisDN === now.thisDN) return `${who} deletes ${whom}, and not ${objectOf(before)}`
  return before.otherDN === now.otherDN ? `${who}, and not ${was}, deletes ${whom}` : undefined
}

function objectOf({
  thisDN,
  otherDN,
}: Extract<Step, { readonly do: 'TDeleteFromConference' }>): string {
  return thisDN === otherDN ? 'itself' : dnInWords(otherDN)
}

/** Nothing but the parties of one call. */
function callDiffers(script: Script, of: Script): string | undefined {
  const sameSteps = isDeepStrictEqual(script.rounds, of.rounds)
  if (!sameSteps || script.calls.length !== of.calls.length) return undefined
  const differing = [...of.calls.keys()].filter(
    (at) => !isDeepStrictEqual(script.calls[at], of.calls[at]),
  )
  const [at, ...others] = differing
  const [now, before] = at === undefined ? [] : [script.calls[at], of.calls[at]]
  if (at === undefined || now === undefined || before === undefined || others.length > 0)
    return undefined
  const words = partiesDiffer(now, before)
  return words === undefined ? undefined : words + inCall(of, at)
}

function partiesDiffer(now: Call, before: Call): string | undefined {
  const [parties, were] = [
    [...now.dns, ...now.unmonitored],
    [...before.dns, ...before.unmonitored],
  ]
  const [more, fewer] = [parties.filter(notIn(were)), were.filter(notIn(parties))]
  if (more.length + fewer.length === 1)
    return `with ${parties.length} parties instead of ${were.length}`
  if (more.length + fewer.length > 0) return undefined
  const [outside, ...others] = now.unmonitored.filter(notIn(before.unmonitored))
  const [inside, ...more2] = before.unmonitored.filter(notIn(now.unmonitored))
  if (outside !== undefined && inside === undefined && others.length === 0)
    return `${dnInWords(outside)} is not monitored`
  return inside !== undefined && outside === undefined && more2.length === 0
    ? `${dnInWords(inside)} is monitored`
    : undefined
}

const notIn =
  (dns: readonly DN[]) =>
  (dn: DN): boolean =>
    !dns.includes(dn)

/** A party less, and the steps that name it. */
function partyGone(script: Script, of: Script): string | undefined {
  const gone = seatsOf(of).find((seat) =>
    isDeepStrictEqual(
      withoutSeats(of, [seat], (step) => !namesSeat(step, seat)),
      script,
    ),
  )
  if (gone === undefined) return undefined
  return `without ${dnInWords(gone.dn)}${inCall(of, gone.call)} and the steps that name it`
}

/** Where there are several. */
function inCall({ calls }: Script, at: number): string {
  return calls.length > 1 ? ` in call ${at + 1}` : ''
}

/** Calls one after the other are there together. */
function callsJoined(script: Script, of: Script): string | undefined {
  const names = dnsOf(script).filter(notIn(dnsOf(of)))
  if (generations(script) === generations(of) || !includes(joinGenerations(of, names), script))
    return undefined
  return `with the calls there at once${names.length === 0 ? '' : ', of different parties'}`
}

/** Nothing but the names of DNs is another. */
function nameDiffers(script: Script, of: Script): string | undefined {
  const [now, before] = [dnsOf(script), dnsOf(of)]
  if (now.length !== before.length) return undefined
  if (
    !isDeepStrictEqual(
      renamed(of, (dn) => now[before.indexOf(dn)] ?? dn),
      script,
    )
  )
    return undefined
  const changed = [...now.keys()].filter((at) => now[at] !== before[at])
  const pairs = changed.map(
    (at) => `${dnInWords(now[at] ?? '')} for ${dnInWords(before[at] ?? '')}`,
  )
  return `with other names: ${pairs.join(', ')}`
}

/** A call less, and all that was asked of it. */
function callGone(script: Script, of: Script): string | undefined {
  if (script.calls.length !== of.calls.length - 1) return undefined
  const gone = [...of.calls.keys()].find((at) => isDeepStrictEqual(withoutCalls(of, [at]), script))
  return gone === undefined ? undefined : `without call ${gone + 1}`
}

/** One who joins is there from the start. */
function thereFromTheStart(script: Script, of: Script): string | undefined {
  const [name] = dnsOf(script).filter(notIn(dnsOf(of)))
  const known = name === undefined ? [] : [name]
  if (!includes(establishWithAdded(of, known), script)) return undefined
  const gone = without(of.rounds.flat(), script.rounds.flat())
  const added = gone.find((step) => step.do === 'addParty')
  if (added?.do !== 'addParty') return undefined
  const there = dnInWords(name ?? added.dn)
  const instead = name === undefined ? '' : `, in place of ${dnInWords(added.dn)} who is added`
  return `${there} is there from the start${instead}`
}

/** A party of two calls is another one in each. */
function ownName(script: Script, of: Script): string | undefined {
  const [name] = dnsOf(script).filter(notIn(dnsOf(of)))
  if (name === undefined || !includes(ownDNs(of, [name]), script)) return undefined
  const at = script.calls.findIndex(({ dns, unmonitored }) =>
    [...dns, ...unmonitored].includes(name),
  )
  return `with another party, ${dnInWords(name)}, in call ${at + 1}`
}

function includes(scripts: Iterable<Script>, script: Script): boolean {
  return [...scripts].some((candidate) => isDeepStrictEqual(candidate, script))
}
