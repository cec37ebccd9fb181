/** Names that differ from the right one only as programmers' habits differ. */

/** Without case, underscores, hyphens and blanks. */
export function loosely(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/**
 * The known name that is meant by one that is not it: `this_dn` and `AttributeThisDN` are ThisDN.
 * @param prefix what may stand before the name, or be missing there.
 * @returns undefined where the name is known, or none is meant.
 */
export function meant<T extends string>(
  name: string,
  known: readonly T[],
  prefix = '',
): T | undefined {
  if (known.some((one) => one === name)) return undefined
  const bare = (text: string): string => {
    const loose = loosely(text)
    return loose.startsWith(prefix) ? loose.slice(prefix.length) : loose
  }
  return known.find((one) => bare(one) === bare(name))
}
