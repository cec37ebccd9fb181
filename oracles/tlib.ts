/**
 * The words of the T-Library that the document "Releasing calls" uses, in every spelling and number
 * in which the adapter protocol lets them arrive. Words only: what is right stands elsewhere, so a
 * T-Server under test may share this file with the oracle and nothing else.
 */

/** A directory number: who a party is. Compared exactly, never as a number. */
export type DN = string

/** The requests that the document describes, as a party sends them. */
export type Request = ReleaseCall | DeleteFromConference

export interface ReleaseCall {
  readonly request: 'TReleaseCall'
  /** The party that hangs up. */
  readonly thisDN: DN
  readonly connID: string
}

export interface DeleteFromConference {
  readonly request: 'TDeleteFromConference'
  /** The party that asks. */
  readonly thisDN: DN
  readonly connID: string
  /** The party to be removed. */
  readonly otherDN: DN
}

/** The events that are judged; events of any other name are kept for the report. */
export type JudgedEventName = 'EventReleased' | 'EventPartyDeleted' | 'EventError'

export function isJudged(name: string): name is JudgedEventName {
  return name === 'EventPartyDeleted' || name === 'EventReleased' || name === 'EventError'
}

/**
 * An event as it was distributed to `ThisDN`: the attributes under their T-Library names without
 * the prefix `Attribute`. Attributes that are not named here are kept and never judged.
 */
export interface Event {
  readonly name: string
  readonly ThisDN: DN
  readonly ConnID?: string
  readonly OtherDN?: DN
  readonly OtherDNRole?: string | number
  readonly ThirdPartyDN?: DN
  readonly ThirdPartyDNRole?: string | number
  readonly CallState?: string | number
  readonly [attribute: string]: unknown
}

/** The attributes that the tables of the document print, beside ThisDN. */
export const judgedAttributes = [
  'ConnID',
  'OtherDN',
  'OtherDNRole',
  'ThirdPartyDN',
  'ThirdPartyDNRole',
  'CallState',
] as const

export type JudgedAttribute = (typeof judgedAttributes)[number]

/** CallState by number, under the names of the document where it has one (`OK`, not `Ok`). */
const callStates: ReadonlyMap<number, string> = new Map([
  [0, 'OK'],
  [1, 'Transferred'],
  [2, 'Conferenced'],
  [3, 'GeneralError'],
  [4, 'SystemError'],
  [5, 'RemoteRelease'],
  [6, 'Busy'],
  [7, 'NoAnswer'],
  [19, 'Cleared'],
  [21, 'Abandoned'],
  [22, 'Redirected'],
  [26, 'Dropped'],
  [31, 'Bridged'],
  [49, 'Deafened'],
  [50, 'Held'],
])

/** Roles of a DN in a call, by number. */
const roles: ReadonlyMap<number, string> = new Map([
  [0, 'Unknown'],
  [1, 'Origination'],
  [2, 'Destination'],
  [3, 'ConferenceMember'],
  [4, 'NewParty'],
  [5, 'AddedBy'],
  [6, 'DeletedBy'],
  [7, 'TransferredBy'],
  [8, 'DeletedParty'],
  [9, 'ConferencedBy'],
  [10, 'Observer'],
])

/** Every spelling of an enumeration's values: number, name, the T-Library's prefixed name, digits. */
function spellings(
  names: ReadonlyMap<number, string>,
  prefix: string,
): ReadonlyMap<unknown, string> {
  const found = new Map<unknown, string>()
  for (const [number, name] of names) {
    found.set(number, name)
    found.set(name, name)
    // The T-Library's CallStateOk is the one name that the document spells otherwise.
    found.set(prefix + (name === 'OK' ? 'Ok' : name), name)
    found.set(String(number), name)
  }
  return found
}

// `Ok` is the Platform SDK's spelling.
const callStateSpellings = new Map([...spellings(callStates, 'CallState'), ['Ok', 'OK']])
const roleSpellings = spellings(roles, 'Role')

/**
 * The document's name of a CallState in any spelling that the adapter protocol allows:
 * `OK`, `Ok`, `CallStateOk`, `0` and `"0"` are all `OK`.
 * @returns undefined where no CallState of the T-Library is spelled so.
 */
export function readCallState(value: unknown): string | undefined {
  return callStateSpellings.get(value)
}

/**
 * The document's name of a role in any spelling that the adapter protocol allows:
 * `DeletedParty`, `RoleDeletedParty`, `8` and `"8"` are all `DeletedParty`.
 * @returns undefined where no role of the T-Library is spelled so.
 */
export function readRole(value: unknown): string | undefined {
  return roleSpellings.get(value)
}

/** Who is to be deleted; undefined for TReleaseCall. */
export function otherDNOf(request: Request): DN | undefined {
  return request.request === 'TReleaseCall' ? undefined : request.otherDN
}

/**
 * The part of a ConnID that identifies the call: what stands before the first `@`. The rest is
 * metainformation (in the document's words `ConnID>@metainformation>`).
 */
export function bareConnID(connID: string): string {
  const at = connID.indexOf('@')
  return at < 0 ? connID : connID.slice(0, at)
}
