/** The names that somebody may have meant. */

/** @returns so many of the known names, the one that is most like `name` first. */
export function nearestNames(
  name: string,
  known: readonly string[],
  count: number,
): readonly string[] {
  const distances = new Map(known.map((one) => [one, distance(name, one)]))
  const nearness = (one: string): number => distances.get(one) ?? Infinity
  return known.toSorted((one, other) => nearness(one) - nearness(other)).slice(0, count)
}

/** How many letters have to be put in, left out or changed to make one of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (const [column, wanted] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === wanted ? 0 : 1)
      const shorter = Math.min(above[column + 1] ?? 0, current[column] ?? 0) + 1
      current.push(Math.min(changed, shorter))
    }
    above = current
  }
  return above.at(-1) ?? 0
}
