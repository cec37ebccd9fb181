/** What a bench has measured: medians with their spread, for the table and for JSON. */

export interface Figure {
  readonly median: number
  readonly least: number
  readonly most: number
}

export type Figures = Readonly<Record<string, Figure | number>>

/** What one job of the bench has to tell. */
export interface Measured {
  /** How it was measured, in a line. */
  readonly title: string
  /** A line each, under a name of its own. */
  readonly rows: readonly { readonly name: string; readonly figures: Figures }[]
}

export function figure(numbers: readonly number[]): Figure {
  const sorted = numbers.toSorted((one, other) => one - other)
  return {
    median: sorted[sorted.length >> 1] ?? NaN,
    least: sorted[0] ?? NaN,
    most: sorted.at(-1) ?? NaN,
  }
}

/** Each name on a line, with its figures; three digits that count. */
export function tableOf({ title, rows }: Measured): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(({ name, figures }) => {
    const told = Object.entries(figures).map(([unit, value]) => `${inDigits(value)} ${unit}`)
    return `  ${name.padEnd(width)}  ${told.join(', ')}`
  })
  return [title, ...lines].join('\n')
}

function inDigits(value: Figure | number): string {
  if (typeof value === 'number') return digits(value)
  const { median, least, most } = value
  return `${digits(median)} (${digits(least)} to ${digits(most)})`
}

function digits(number: number): string {
  return number.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
