/** Scripts, expectations and attributes in words. All that is returned is printable, on one line. */
import type { Expectation } from '../../oracles/expectation.ts'
import { readCallState, readRole, type DN } from '../../oracles/tlib.ts'
import type { Script, Step } from '../plan/script.ts'
import { jsonLine } from './json-text.ts'
import { printable } from '../adapter/printable.ts'

/** Longest DN, or other value, within a sentence. */
const longestValue = 60

/** Words of ours that a value must not be mistaken for. */
const ours: readonly string[] = ['absent', 'anything', 'nothing']

/**
 * A DN as it stands in a sentence: bare where it looks like a number or a name, in quotes where
 * spaces, punctuation or the word itself would mislead.
 */
export function dnInWords(dn: DN): string {
  const shown = printable(dn, longestValue)
  const plain = /^[\p{L}\p{N}+*#._@:/\\…-]+$/u.test(shown) && !ours.includes(shown)
  return plain ? shown : `"${shown}"`
}

export function dnsInWords(dns: readonly DN[]): string {
  return dns.map(dnInWords).join(', ')
}

/** An attribute's value as it came, with its meaning where it came in another spelling: `0 (OK)`. */
export function valueInWords(attribute: string, value: unknown): string {
  const shown =
    typeof value === 'string' ? dnInWords(value) : printable(jsonLine(value), longestValue)
  const meaning = meaningOf(attribute, value)
  return meaning === undefined || meaning === value ? shown : `${shown} (${meaning})`
}

function meaningOf(attribute: string, value: unknown): string | undefined {
  if (attribute === 'CallState') return readCallState(value)
  return attribute.endsWith('Role') ? readRole(value) : undefined
}

/** What may stand in an attribute: `OK`, `absent or 7001`. */
export function expectationInWords(expectation: Expectation): string {
  switch (expectation.accepts) {
    case 'exactly':
      return dnInWords(expectation.value)
    case 'absent-or':
      return `absent or ${dnInWords(expectation.value)}`
    case 'absent-or-none-of':
      return expectation.values.length === 0
        ? 'anything'
        : `absent or none of ${dnsInWords(expectation.values)}`
    case 'absent':
      return 'absent'
    case 'anything':
      return 'anything'
  }
}

/** `2 parties`, `1 step`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : nouns}`
}

/** A script in one or two sentences: "In a conference of 7001, 7002, 7003: 7002 releases." */
export function scriptInWords(script: Script): string {
  const steps = script.rounds.map((round) => roundInWords(round, script)).join('; then ')
  const done = steps === '' ? 'nothing is sent' : steps
  const [only, ...others] = script.calls
  if (only !== undefined && others.length === 0) return `In ${callInWords(only)}: ${done}.`
  const calls = script.calls.map((call, at) => `call ${at + 1} is ${callInWords(call)}`)
  return `${capitalized(calls.join(', '))}: ${done}.`
}

/** The size of a script: "3 parties and 1 step". */
export function sizeInWords({
  parties,
  steps,
}: {
  readonly parties: number
  readonly steps: number
}): string {
  return `${counted(parties, 'party', 'parties')} and ${counted(steps, 'step')}`
}

function callInWords({ dns, unmonitored }: Script['calls'][number]): string {
  const what = dns.length + unmonitored.length > 2 ? 'a conference' : 'a call'
  const parties = [
    ...dns.map(dnInWords),
    ...unmonitored.map((dn) => `${dnInWords(dn)} (unmonitored)`),
  ]
  return `${what} of ${parties.join(', ')}`
}

function roundInWords(round: readonly Step[], script: Script): string {
  const steps = round.map((step) => stepInWords(step, script.calls.length))
  return steps.length > 1 ? `at once ${steps.join(' and ')}` : steps.join('')
}

/** @param calls how many calls there are: with more than one, each step tells which it means. */
export function stepInWords(step: Step, calls: number): string {
  const place =
    step.call === 'unknown'
      ? ' (with a ConnID that no call has)'
      : calls > 1
        ? ` in call ${step.call + 1}`
        : ''
  switch (step.do) {
    case 'TReleaseCall':
      return `${dnInWords(step.thisDN)} releases${place}`
    case 'TDeleteFromConference':
      return `${dnInWords(step.thisDN)} deletes ${dnInWords(step.otherDN)}${place}`
    case 'addParty':
      return `${dnInWords(step.by)} adds ${dnInWords(step.dn)}${place}`
  }
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
