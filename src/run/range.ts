/**
 * The scripts of a run come in ranges: so many numbers in a row, which are run on one T-Server that is
 * without calls at the start. A range is what a worker, a shard or a run that goes on takes up, so that
 * it makes no difference to a script who runs it.
 */

/** Few enough that a short run has some for everybody; a T-Server is brought back so often. */
export const scriptsPerRange = 100

export interface Range {
  /** The numbers of its scripts: from this one on, and below that one. */
  readonly from: number
  readonly to: number
}

/** One of several runs that share the scripts: its number, from 1, and how many they are. */
export interface Shard {
  readonly index: number
  readonly count: number
}

const whole: Shard = { index: 1, count: 1 }

/** So many ranges of a run are those of a shard. */
export function rangeCount(scripts: number, { index, count }: Shard = whole): number {
  return Math.max(0, Math.ceil((Math.ceil(scripts / scriptsPerRange) - index + 1) / count))
}

/** A range of a shard by its place in it, from 0: of three shards, the first has every third range. */
export function rangeAt(place: number, scripts: number, { index, count }: Shard = whole): Range {
  const from = (place * count + index - 1) * scriptsPerRange
  return { from, to: Math.min(from + scriptsPerRange, scripts) }
}

/** So many scripts of a run are those of a shard. */
export function scriptCount(scripts: number, shard: Shard = whole): number {
  const ranges = rangeCount(scripts, shard)
  if (ranges === 0) return 0
  const last = rangeAt(ranges - 1, scripts, shard)
  return (ranges - 1) * scriptsPerRange + last.to - last.from
}
