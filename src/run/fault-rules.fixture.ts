/**
 * Which rules a finding may be named by, for every fault of the embedded T-Server: from what the
 * fault does and what the document says of it. Where a fault shows in more than one way, any of the
 * rules will do.
 */
export const faultRules: Readonly<Record<string, readonly string[]>> = {
  // Who is told, how often and when.
  'released-missing': ['released-once'],
  'released-twice': ['released-once'],
  'two-party-other-not-released': ['release-releases-both'],
  'party-deleted-missing-first': ['party-deleted-once'],
  'party-deleted-missing-last': ['party-deleted-once'],
  'party-deleted-missing-middle-leaves': ['party-deleted-once'],
  'party-deleted-missing-sixth': ['party-deleted-once'],
  'party-deleted-missing-added': ['party-deleted-once'],
  'party-deleted-twice': ['party-deleted-once'],
  'party-deleted-twice-rejoined': ['party-deleted-once'],
  'party-deleted-late': ['party-deleted-once', 'departures-in-one-order'],
  'party-deleted-to-leaver': ['party-deleted-nobody-else'],
  'party-deleted-to-gone': ['nothing-after-leaving'],
  'party-deleted-to-unmonitored': ['party-deleted-nobody-else'],
  'refused-delete-told': ['refused-changes-nothing'],
  // The third departure may be that of the last two, or one from a conference of three.
  'third-departure-silent': ['release-releases-both', 'released-once'],
  'error-beside-delete': ['error-means-refused'],
  // What the events say.
  'call-state-always-conferenced': ['released-call-state', 'party-deleted-call-state'],
  'call-state-always-ok': ['party-deleted-call-state'],
  'call-state-counts-leaver': ['party-deleted-call-state'],
  'call-state-ok-of-three-after-delete': ['party-deleted-call-state'],
  'call-state-ignores-unmonitored': ['party-deleted-call-state'],
  'released-conferenced': ['released-call-state'],
  'released-without-call-state': ['released-call-state'],
  'two-party-other-dn-self': ['released-other-dn'],
  'other-dn-requester': ['party-deleted-other-dn'],
  'other-dn-missing-after-delete': ['party-deleted-other-dn'],
  'other-role-conference-member': ['party-deleted-other-dn-role'],
  'third-party-deleted-dn': ['delete-third-party-dn'],
  'third-party-missing-on-release': ['release-third-party-dn'],
  'third-party-earlier-deleter': ['release-third-party-dn'],
  'third-party-role-missing': ['party-deleted-third-party-dn-role'],
  'third-party-role-added-by': ['party-deleted-third-party-dn-role'],
  'conn-id-zero': ['conn-id'],
  'party-deleted-as-released': ['released-nobody-else', 'party-deleted-once'],
  // What is done. A DN taken for another one: for one outside of the call, or for one in it.
  'delete-by-prefix': ['refused-changes-nothing', 'released-once'],
  'delete-ignores-case': ['refused-changes-nothing', 'released-once'],
  'delete-ignores-leading-zeros': ['refused-changes-nothing', 'released-once'],
  'delete-by-stranger': ['refused-changes-nothing'],
  'delete-by-gone': ['refused-changes-nothing'],
  // The party that is secretly out leaves, or the call of three turns out to be one of two.
  'refused-delete-removes': ['release-releases-both', 'released-once', 'released-nobody-else'],
  'second-delete-ignored': ['released-once'],
  'two-party-delete-keeps-requester': ['release-releases-both'],
  'first-party-ends-conference': ['released-nobody-else'],
  'conference-of-four-ends': ['released-nobody-else'],
  // No rule is broken: the T-Server is gone.
  'crash-last-party-deletes': [],
}
