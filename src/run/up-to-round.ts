/**
 * The beginning of a script, or of a history.
 * @param rounds how many of its rounds; calls that are established later fall away.
 */
export function upToRound<
  Whole extends {
    readonly calls: readonly { readonly from?: number }[]
    readonly rounds: readonly unknown[]
  },
>(whole: Whole, rounds: number): Whole {
  return {
    ...whole,
    calls: whole.calls.filter(({ from = 0 }) => from === 0 || from < rounds),
    rounds: whole.rounds.slice(0, rounds),
  }
}
