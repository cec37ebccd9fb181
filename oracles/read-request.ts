/**
 * A plain reading of one request, for the rules: who was in the call when it took effect, who left by
 * it, who remained. It is written apart from the reference model on purpose; where the two disagree,
 * one of them is wrong.
 */
import type { Profile } from './profile.ts'
import type { DN, Event, Request } from './tlib.ts'

/** One request, and what was seen of it. */
export interface ReadRequest {
  readonly request: Request
  /** The call's ConnID without metainformation. */
  readonly connID: string
  /** What became of the request. */
  readonly became:
    | 'release'
    | 'release-from-conference'
    | 'delete-from-conference'
    | 'refused'
    /** A delete that only the owner of the conference may count on. */
    | 'refused-to-member'
  /** All parties before the request, in the order in which they joined. */
  readonly before: readonly DN[]
  readonly departed: readonly DN[]
  readonly remaining: readonly DN[]
  /** Parties to which nothing is distributed. */
  readonly unmonitored: readonly DN[]
  /** DNs that were in the call at some time and had left it before the request. */
  readonly gone: ReadonlySet<DN>
  readonly released: readonly Event[]
  readonly partyDeleted: readonly Event[]
  readonly errors: readonly Event[]
}

/** Who is in a call, and who was. */
export interface Members {
  /** Without metainformation. */
  readonly connID: string
  parties: readonly DN[]
  readonly unmonitored: readonly DN[]
  readonly gone: Set<DN>
  readonly owner: DN | undefined
}

/** The members of a call that does not exist. */
export function nobody(connID: string): Members {
  return { connID, parties: [], unmonitored: [], gone: new Set(), owner: undefined }
}

export function join(members: Members, dn: DN): void {
  members.parties = [...members.parties, dn]
  members.gone.delete(dn)
}

/**
 * Reads a request, and takes the members through it.
 * @param events that came of it.
 */
export function readRequest(
  members: Members,
  request: Request,
  events: readonly Event[],
  profile: Profile,
): ReadRequest {
  const before = members.parties
  const gone = new Set(members.gone)
  const released = events.filter(({ name }) => name === 'EventReleased')
  const partyDeleted = events.filter(({ name }) => name === 'EventPartyDeleted')
  const errors = events.filter(({ name }) => name === 'EventError')
  const moved = released.length + partyDeleted.length > 0
  const became = whatBecame(members, request, moved, errors.length > 0, profile)
  const departed = whoDeparted(became, before, request)
  members.parties = before.filter((dn) => !departed.includes(dn))
  for (const dn of departed) members.gone.add(dn)
  return {
    request,
    connID: members.connID,
    became,
    before,
    departed,
    remaining: members.parties,
    unmonitored: members.unmonitored,
    gone,
    released,
    partyDeleted,
    errors,
  }
}

export function isRefused(became: ReadRequest['became']): boolean {
  return became === 'refused' || became === 'refused-to-member'
}

/** Where the document is silent, what was seen decides, as far as the profile leaves it open. */
function whatBecame(
  { parties, owner }: Members,
  request: Request,
  moved: boolean,
  error: boolean,
  profile: Profile,
): ReadRequest['became'] {
  const releasing = parties.length === 2 ? 'release' : 'release-from-conference'
  if (!parties.includes(request.thisDN)) return 'refused'
  if (request.request === 'TReleaseCall') return releasing
  if (!parties.includes(request.otherDN)) return 'refused'
  if (request.thisDN === request.otherDN || parties.length === 2) {
    const choice = request.thisDN === request.otherDN ? profile.selfDelete : profile.twoPartyDelete
    return choice === 'release' || (choice === 'any' && moved) ? releasing : 'refused'
  }
  const mayBeRefused = profile.deleteBy === 'owner' && request.thisDN !== owner
  return mayBeRefused && error && !moved ? 'refused-to-member' : 'delete-from-conference'
}

function whoDeparted(
  became: ReadRequest['became'],
  before: readonly DN[],
  request: Request,
): readonly DN[] {
  if (isRefused(became)) return []
  if (became === 'release') return before
  return [request.request === 'TDeleteFromConference' ? request.otherDN : request.thisDN]
}
