/** A script in a few sentences: what to do in order to see a finding again. Printable, on one line. */
import type { DN } from '../../oracles/tlib.ts'
import { callsThere, type Script, type Step } from '../plan/script.ts'
import { capitalized, dnInWords, listInWords } from './in-words.ts'

type Call = Script['calls'][number]

/** Calls that are there together, and the rounds until others take their place. */
interface Generation {
  readonly from: number
  /** By their positions in the script. */
  readonly calls: readonly number[]
  readonly rounds: Script['rounds']
}

/**
 * "In a conference of 7001, 7002, 7003: 7002 releases." Several calls are introduced first, by
 * number; of calls one after the other each begins with "First" or "Then".
 */
export function scriptInWords(script: Script): string {
  const generations = generationsOf(script)
  return generations
    .map((generation, at) => {
      const before = generations[at - 1]
      const begins = generations.length === 1 ? '' : at === 0 ? 'First, ' : 'Then, '
      return capitalized(begins + generationInWords(generation, before, script))
    })
    .join(' ')
}

function generationsOf({ calls, rounds }: Script): readonly Generation[] {
  const starts = [...new Set(calls.map(({ from = 0 }) => from))]
  return starts.map((from, at) => ({
    from,
    calls: callsThere(calls, from),
    rounds: rounds.slice(from, starts[at + 1]),
  }))
}

function generationInWords(
  { calls: there, rounds }: Generation,
  before: Generation | undefined,
  { calls }: Script,
): string {
  const steps = rounds.map((round) => roundInWords(round, there.length)).join('; then ')
  const done = steps === '' ? 'nothing is sent' : steps
  const gone =
    before === undefined
      ? undefined
      : `the earlier ${before.calls.length === 1 ? 'call' : 'calls'} discarded`
  const [only, ...others] = there.flatMap((at) => calls[at] ?? [])
  if (only !== undefined && others.length === 0) {
    const discarded = gone === undefined ? '' : ` (${gone})`
    return `in ${callInWords(only, gone !== undefined)}${discarded}: ${done}.`
  }
  const named = there.flatMap((at) => {
    const call = calls[at]
    return call === undefined ? [] : [`call ${at + 1} is ${callInWords(call, false)}`]
  })
  const shared = sharedInWords(there, calls)
  return `${gone === undefined ? '' : `with ${gone}, `}${[...named, ...shared].join('; ')}: ${done}.`
}

/** @param again it takes the place of an earlier one. */
function callInWords({ dns, unmonitored }: Call, again: boolean): string {
  const what = dns.length + unmonitored.length > 2 ? 'conference' : 'call'
  const parties = [
    ...dns.map(dnInWords),
    ...unmonitored.map((dn) => `${dnInWords(dn)} (unmonitored)`),
  ]
  return `a ${again ? 'new ' : ''}${what} of ${parties.join(', ')}`
}

/** "7001 is in both", "7002 is in calls 1 and 3". */
function sharedInWords(there: readonly number[], calls: readonly Call[]): readonly string[] {
  const places = new Map<string, string[]>()
  for (const at of there)
    for (const dn of [...(calls[at]?.dns ?? []), ...(calls[at]?.unmonitored ?? [])])
      places.set(dn, [...(places.get(dn) ?? []), String(at + 1)])
  const shared = [...places].filter(([, numbers]) => numbers.length > 1)
  const alike = Map.groupBy(shared, ([, numbers]) => listInWords(numbers))
  return [...alike].map(([numbers, entries]) => {
    const dns = entries.map(([dn]) => dnInWords(dn))
    const where = there.length === 2 ? 'both' : `calls ${numbers}`
    return `${listInWords(dns)} ${dns.length === 1 ? 'is' : 'are'} in ${where}`
  })
}

/** @param calls how many there are: with several, each step tells which it means. */
function roundInWords(round: readonly Step[], calls: number): string {
  const steps = round.map((step) => stepInWords(step, calls))
  if (steps.length < 2) return steps.join('')
  const alike = new Set(round.map((step) => deedInWords(step, calls, true)))
  const dns = new Set(round.map(doerOf))
  // "7001 and 7002 release at once"
  if (alike.size === 1 && dns.size === round.length)
    return `${listInWords([...dns].map(dnInWords))} ${[...alike].join('')} at once`
  const counts = Map.groupBy(steps, (step) => step)
  const different = [...counts].map(([step, { length }]) => step + timesInWords(length))
  if (different.length === 1) return `${different.join('')} at once`
  return `${listInWords(different)}, ${steps.length === 2 ? 'both' : 'all'} at once`
}

function timesInWords(times: number): string {
  if (times === 1) return ''
  return times === 2 ? ' twice' : ` ${times} times`
}

/** @param calls how many there are: with several, it is told which is meant. */
export function stepInWords(step: Step, calls: number): string {
  return `${dnInWords(doerOf(step))} ${deedInWords(step, calls, false)}`
}

function doerOf(step: Step): DN {
  return step.do === 'addParty' ? step.by : step.thisDN
}

/** @param together of several parties: "release", not "releases". */
function deedInWords(step: Step, calls: number, together: boolean): string {
  const place =
    step.call === 'unknown'
      ? ' (with a ConnID that no call has)'
      : calls > 1
        ? ` in call ${step.call + 1}`
        : ''
  const s = together ? '' : 's'
  switch (step.do) {
    case 'TReleaseCall':
      return `release${s}${place}`
    case 'TDeleteFromConference':
      return `delete${s} ${dnInWords(step.otherDN)}${place}`
    case 'addParty':
      return `add${s} ${dnInWords(step.dn)}${place}`
  }
}
