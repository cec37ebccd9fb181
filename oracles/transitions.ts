/**
 * The transitions of a call: what is asked, in a call of how many parties, under which circumstances.
 * `<move>/<parties>/<circumstance>`, such as `delete-last-by-first/4/returner`.
 *
 * A move says what is asked, not what a T-Server makes of it where the document is silent: a party
 * that deletes itself makes the same move whether it is released or refused. So every right T-Server
 * can be taken through every transition. The moves keep apart what T-Servers may confuse:
 *
 * - where in the call the one stands who is to go: lists are mended otherwise at their ends than in
 *   the middle. Only those count to whom events are distributed;
 * - who asks for a delete, whom ThirdPartyDN names: the first party, who owns the call as long as it
 *   stays, or another one. The first one itself can only be deleted by another one;
 * - an unmonitored party: no table has a column for it;
 * - what has to be refused: a T-Server may still know a DN that has left; it never knew a stranger.
 *
 * A request to a call that is over, or to none, takes no call anywhere: that is a clause, and no
 * transition.
 */
import type { Needs } from './needs.ts'
import { moves, type Move, type Situation } from './situation.ts'
import { circumstances, waysTo, type Asked, type Circumstance } from './ways.ts'

export interface Transition {
  readonly id: string
  /** What a script has to have for it, in each way that leads to it; none where it cannot be. */
  readonly ways: readonly Needs[]
}

/** What a move asks for; in a call of two, nobody is in the middle. None where there is no call. */
const asked: Readonly<Record<Move, Asked | undefined>> = {
  'release-first': { monitored: 1 },
  'release-middle': { monitored: 3 },
  'release-last': { monitored: 2 },
  'delete-first': { monitored: 2 },
  'delete-middle-by-first': { monitored: 3 },
  'delete-middle-by-other': { monitored: 3 },
  'delete-last-by-first': { monitored: 2 },
  'delete-last-by-other': { monitored: 3 },
  'delete-unmonitored': { monitored: 1, unmonitored: true },
  'self-delete': { monitored: 1 },
  'refused-by-gone': { monitored: 1, gone: true },
  'refused-by-stranger': { monitored: 1, stranger: true },
  'refused-of-gone': { monitored: 1, gone: true },
  'refused-of-stranger': { monitored: 1, stranger: true },
  'to-ended-call': undefined,
  'to-unknown-call': undefined,
}

/** Parties before the request takes effect. */
const sizes = ['2', '3', '4', '5+'] as const

const nameOf = (move: Move, size: string, circumstance: Circumstance): string =>
  `${move}/${size}/${circumstance}`

/** Each with each: by moves, then by parties, then by circumstances. */
export const transitions: readonly Transition[] = moves.flatMap((move) => {
  const what = asked[move]
  if (what === undefined) return []
  return sizes.flatMap((size, at) =>
    circumstances.map((circumstance) => ({
      id: nameOf(move, size, circumstance),
      ways: waysTo(what, at + 2, circumstance),
    })),
  )
})

/** The transitions that a request makes, by their ids: one for each circumstance that holds. */
export function transitionsIn(situation: Situation): readonly string[] {
  const { move, parties, formerConference, returner, unmonitored, inFlight } = situation
  const size = sizes[parties - 2]
  if (asked[move] === undefined || size === undefined) return []
  const holding: Circumstance[] = []
  if (formerConference) holding.push('former-conference')
  if (returner) holding.push('returner')
  if (unmonitored) holding.push('unmonitored')
  if (inFlight) holding.push('in-flight')
  if (holding.length === 0) holding.push('plain')
  return holding.map((circumstance) => nameOf(move, size, circumstance))
}
