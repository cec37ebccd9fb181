/** The kinds of steps and of scripts that a plan may have, told by its second number. */

/** A kind of step that a plan may switch off, so that rare mixtures come up (swarm testing). */
export interface Kind {
  readonly name:
    | 'release'
    | 'delete'
    | 'self-delete'
    | 'delete-absent'
    | 'release-by-absent'
    | 'delete-by-absent'
    | 'unknown-conn-id'
    | 'add-party'
  /** Set in a plan's second number where the kind is off. */
  readonly bit: number
  /** How often it is drawn when all are on. */
  readonly share: number
  /** Is the one who asks outside of the call? */
  readonly byAbsent?: true
  /** Does it take somebody outside of the call? */
  readonly needsAbsent?: true
}

export const release: Kind = { name: 'release', bit: 1, share: 8 }
export const deletion: Kind = { name: 'delete', bit: 2, share: 8 }
export const releaseByAbsent: Kind = {
  name: 'release-by-absent',
  bit: 4,
  share: 1,
  byAbsent: true,
  needsAbsent: true,
}
export const unknownConnID: Kind = { name: 'unknown-conn-id', bit: 8, share: 1 }
export const deletionByAbsent: Kind = {
  name: 'delete-by-absent',
  bit: 16,
  share: 1,
  byAbsent: true,
  needsAbsent: true,
}
export const deletionOfAbsent: Kind = {
  name: 'delete-absent',
  bit: 32,
  share: 1,
  needsAbsent: true,
}
export const addParty: Kind = { name: 'add-party', bit: 128, share: 3, needsAbsent: true }

const kinds: readonly Kind[] = [
  release,
  deletion,
  releaseByAbsent,
  unknownConnID,
  deletionByAbsent,
  deletionOfAbsent,
  { name: 'self-delete', bit: 64, share: 1 },
  addParty,
]

/** Each kind as often as it is drawn. */
export const mixture = kinds.flatMap((kind) => Array<Kind>(kind.share).fill(kind))

/** The kinds of scripts that are more than one call with one request at a time. */
export interface Company {
  /** Several requests between two fences. */
  readonly inFlight: boolean
  /** Several calls that are there together. */
  readonly atOnce: boolean
  /** Calls one after the other. */
  readonly inTurn: boolean
}

/**
 * What a plan's second number is where only steps of these kinds are on, in one call, one request at
 * a time.
 */
export function onlyKinds(...names: readonly Kind['name'][]): number {
  return kinds.reduce((off, kind) => (names.includes(kind.name) ? off : off | kind.bit), 0)
}

const inCompany = 256
const inFlight = 512
const atOnce = 1024
const inTurn = 2048

/**
 * @param number a plan's second one.
 * @returns undefined for half of all numbers: those scripts run fastest, and are the plainest.
 */
export function companyOf(number: number): Company | undefined {
  if ((number & inCompany) === 0) return undefined
  const chosen = number & (inFlight | atOnce | inTurn)
  const on = chosen === 0 ? inFlight | atOnce | inTurn : chosen
  return {
    inFlight: (on & inFlight) !== 0,
    atOnce: (on & atOnce) !== 0,
    inTurn: (on & inTurn) !== 0,
  }
}
