/** Reads the values of options; each reader says what it wants when it gets something else. */
import { availableParallelism } from 'node:os'
import { InvalidArgumentError } from 'commander'
import type { Shard } from '../run/range.ts'
import type { ProofBudget } from '../run/prove.ts'

/** No machine that a T-Server is tried on has more cores. */
const mostWorkers = 256

/** A reader of whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const number = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN
    if (number >= least && number <= most) return number
    const range =
      most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`
    throw new InvalidArgumentError(`It takes a whole number ${range}.`)
  }
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** @returns milliseconds. */
export function duration(text: string): number {
  const length = millisecondsOf(text)
  if (length !== undefined) return length
  throw new InvalidArgumentError('It takes a duration such as 500ms, 30s, 10m or 8h.')
}

/** A seed is 32 bits, with a sign or without. */
export const seed = wholeNumber(-(2 ** 31), 2 ** 32 - 1)

function millisecondsOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  const length = Number(number) * (milliseconds[unit] ?? NaN)
  return length > 0 ? length : undefined
}

/** A number of scripts, or a duration; 0 is none. */
export function proofBudget(text: string): ProofBudget | 'none' {
  if (/^0+$/.test(text)) return 'none'
  if (/^\d{1,15}$/.test(text)) return { executions: Number(text) }
  const length = millisecondsOf(text)
  if (length !== undefined) return { milliseconds: length }
  throw new InvalidArgumentError(
    'It takes a number of scripts such as 100000, a duration such as 30s, or 0.',
  )
}

/** A number of worker threads; `auto` is one for each core. */
export function workers(text: string): number {
  if (text === 'auto') return availableParallelism()
  const number = /^\d{1,4}$/.test(text) ? Number(text) : NaN
  if (number >= 1 && number <= mostWorkers) return number
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${mostWorkers}, or auto.`)
}

/** The address of a Redis. */
export function redisAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address !== undefined && /^rediss?:$/.test(address.protocol) && address.hostname !== '')
    return text
  throw new InvalidArgumentError(
    'It takes the address of a Redis such as redis://127.0.0.1:6379, or rediss:// for TLS.',
  )
}

/** A queue, a key and a shell take it as it is. */
export function isCampaignName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
}

export function campaignName(text: string): string {
  if (isCampaignName(text)) return text
  throw new InvalidArgumentError(
    'It takes a name of up to 64 letters, digits, dots, hyphens and underscores.',
  )
}

/** The first of three is 1/3. */
export function shard(text: string): Shard {
  const [, index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number)
  if (index !== undefined && count !== undefined && index >= 1 && index <= count)
    return { index, count }
  throw new InvalidArgumentError('It takes a shard and how many there are, such as 1/4.')
}
