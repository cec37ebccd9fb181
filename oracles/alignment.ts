/** Beyond so many pairs two lists are not compared one by one any more. */
const mostPairs = 1_000_000

/**
 * Pairs the items of two lists that fit each other, in the order of both, as many as there can be; of
 * ways that pair as many, the one in which the first of `others` is paired. Of lists that are very
 * long, the first that fits is taken.
 */
export function alignment<A, B>(
  ones: readonly A[],
  others: readonly B[],
  fits: (one: A, other: B) => boolean,
): readonly (readonly [A, B])[] {
  const pairs: (readonly [A, B])[] = []
  for (;;) {
    const [one, other] = [ones[pairs.length], others[pairs.length]]
    if (one === undefined || other === undefined || !fits(one, other)) break
    pairs.push([one, other])
  }
  const [restOfOnes, restOfOthers] = [ones.slice(pairs.length), others.slice(pairs.length)]
  const many = restOfOnes.length * restOfOthers.length > mostPairs
  const rest = many ? firstFitting : longestCommon
  return [...pairs, ...rest(restOfOnes, restOfOthers, fits)]
}

function firstFitting<A, B>(
  ones: readonly A[],
  others: readonly B[],
  fits: (one: A, other: B) => boolean,
): readonly (readonly [A, B])[] {
  let next = 0
  return others.flatMap((other) => {
    const at = ones.findIndex((one, position) => position >= next && fits(one, other))
    const one = ones[at]
    if (one === undefined) return []
    next = at + 1
    return [[one, other] as const]
  })
}

/** The longest common subsequence, by the usual table of lengths, from the end. */
function longestCommon<A, B>(
  ones: readonly A[],
  others: readonly B[],
  fits: (one: A, other: B) => boolean,
): readonly (readonly [A, B])[] {
  const width = others.length + 1
  const lengths = new Uint32Array((ones.length + 1) * width)
  const length = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (const [row, one] of [...ones.entries()].reverse())
    for (const [column, other] of [...others.entries()].reverse())
      lengths[row * width + column] = fits(one, other)
        ? length(row + 1, column + 1) + 1
        : Math.max(length(row + 1, column), length(row, column + 1))
  const pairs: (readonly [A, B])[] = []
  for (let row = 0, column = 0; ;) {
    const [one, other] = [ones[row], others[column]]
    if (one === undefined || other === undefined) return pairs
    if (fits(one, other)) {
      pairs.push([one, other])
      row += 1
      column += 1
    } else if (length(row + 1, column) >= length(row, column + 1)) row += 1
    else column += 1
  }
}
