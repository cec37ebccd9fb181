/** What the command's exit status means; pipelines hold on to it. */
export const exitStatus = {
  conforms: 0,
  /** At least one finding. */
  violates: 1,
  /** Wrong usage, wrong configuration, an adapter that cannot be started. */
  usage: 2,
  /** Less ran than was asked. */
  incomplete: 3,
  /** A fault of the harness itself. */
  harness: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const

/** A mistake of the user, told in one line: what was wrong, where, what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
