/**
 * What the document leaves open, and what a profile makes of it. By default each behaviour that is
 * documented elsewhere or plausible is accepted, at each occurrence anew.
 */
export interface Profile {
  readonly name: string
  /**
   * A party deletes itself (TDeleteFromConference with its own DN). Real softphones hang up so, and
   * T-Servers carry it out like the party's release; others refuse it.
   */
  readonly selfDelete: 'release' | 'refuse' | 'any'
  /** Delete in a call of two: the requester leaves, so both are released; or it is refused. */
  readonly twoPartyDelete: 'release' | 'refuse' | 'any'
  /** How a refused request is answered: by an EventError to the requester, or not at all. */
  readonly refusal: 'error' | 'silent' | 'any'
  /**
   * Who may delete: any party (SIP Server), or only the conference's owner (Workspace), where a
   * request of any other party may be refused with an EventError.
   */
  readonly deleteBy: 'anyone' | 'owner'
  /**
   * OtherDN in the EventReleased of a party that leaves a conference. The tables do not print it;
   * other pages say that it is absent where it would refer to "the rest of the conference".
   */
  readonly leaverOtherDN: 'any' | 'absent'
}

const open: Omit<Profile, 'name'> = {
  selfDelete: 'any',
  twoPartyDelete: 'any',
  refusal: 'any',
  deleteBy: 'anyone',
  leaverOtherDN: 'any',
}

/** The profiles that can be asked for by name. */
export const profiles: Readonly<
  Record<'default' | 'strict' | 'answering' | 'sip-server' | 'workspace', Profile>
> = {
  /** Accepts all that the document leaves open. */
  default: { ...open, name: 'default' },
  /** The leaver's EventReleased names no OtherDN. */
  strict: { ...open, name: 'strict', leaverOtherDN: 'absent' },
  /** Every request that is refused is answered by EventError. */
  answering: { ...open, name: 'answering', refusal: 'error' },
  /** Any agent may delete (SIP Server). */
  'sip-server': { ...open, name: 'sip-server', deleteBy: 'anyone' },
  /** Only the owner of the conference may count on being obeyed (Workspace). */
  workspace: { ...open, name: 'workspace', deleteBy: 'owner' },
}
