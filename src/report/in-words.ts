/** DNs, requests, attributes and expectations in words. All of it printable, on one line. */
import type { Expectation } from '../../oracles/expectation.ts'
import { readCallState, readRole, type DN, type Request } from '../../oracles/tlib.ts'
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

/** In at most four characters, and never more than there are: "999", "1.3k", "23k", "1.2M". */
export function roughCount(count: number): string {
  const [size, unit] = thousands.find(([size]) => count >= size) ?? [1, '']
  const whole = Math.floor(count / size)
  const tenths = Math.floor(((count % size) * 10) / size)
  return size > 1 && whole < 10 ? `${whole}.${tenths}${unit}` : `${whole}${unit}`
}

const thousands = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

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

/** "7002 releases", "7001 deletes 7003". */
export function requestInWords(request: Request): string {
  const who = dnInWords(request.thisDN)
  return request.request === 'TReleaseCall'
    ? `${who} releases`
    : `${who} deletes ${dnInWords(request.otherDN)}`
}

/** "7001", "7001 and 7002", "7001, 7002 and 7003". */
export function listInWords(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
