/** Reads the values of options; each reader says what it wants when it gets something else. */
import { InvalidArgumentError } from 'commander'

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
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  const length = Number(number) * (milliseconds[unit] ?? NaN)
  if (length > 0) return length
  throw new InvalidArgumentError('It takes a duration such as 500ms, 30s, 10m or 8h.')
}

/** A seed is 32 bits, with a sign or without. */
export const seed = wholeNumber(-(2 ** 31), 2 ** 32 - 1)
