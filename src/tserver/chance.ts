/**
 * Chance that follows from what a T-Server is asked, and from nothing else: no clock, and nothing
 * that was asked of earlier calls. So a script meets the same chances wherever it runs.
 */
export interface Chance {
  /** From here on everything follows from this text alone. */
  restart(text: string): void
  /** What follows depends on this text, too, and not on how often something was drawn before. */
  note(text: string): void
  /** @returns a whole number from 0 to `count` - 1. */
  below(count: number): number
}

export function startChance(): Chance {
  let asked = 0
  let state = 0

  function note(text: string): void {
    // FNV-1a; the length keeps two short texts apart from a long one.
    asked = Math.imul(asked ^ text.length, 0x01000193)
    for (let at = 0; at < text.length; at++)
      asked = Math.imul(asked ^ text.charCodeAt(at), 0x01000193)
    state = asked
  }

  /** Mulberry32. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return (bits ^ (bits >>> 14)) >>> 0
  }

  return {
    restart(text) {
      asked = 0x811c9dc5
      note(text)
    },
    note,
    below: (count) => Math.floor((next() / 0x1_0000_0000) * count),
  }
}

/** One of them, each as likely as any other. */
export function oneOf<T extends NonNullable<unknown>>(
  chance: Chance,
  choices: readonly [T, ...T[]],
): T {
  return choices[chance.below(choices.length)] ?? choices[0]
}
