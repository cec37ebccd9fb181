/** `not-applicable` is what the adapter's capabilities or the options of the run rule out. */
export type Exercised = 'exercised' | 'never' | 'not-applicable'

/** What was exercised was applicable, whatever else is said of it. */
export function exercisedOf({
  exercised,
  applicable,
}: {
  readonly exercised: number
  readonly applicable: boolean
}): Exercised {
  if (exercised > 0) return 'exercised'
  return applicable ? 'never' : 'not-applicable'
}
