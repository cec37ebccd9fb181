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
  // In flight with the release of who asked, what comes of it comes before that was sent.
  'delete-by-prefix': ['refused-changes-nothing', 'released-once', 'before-its-request'],
  'delete-ignores-case': ['refused-changes-nothing', 'released-once', 'before-its-request'],
  'delete-ignores-leading-zeros': [
    'refused-changes-nothing',
    'released-once',
    'before-its-request',
  ],
  'delete-by-stranger': ['refused-changes-nothing'],
  'delete-by-gone': ['refused-changes-nothing'],
  // The party that is secretly out leaves, or the call of three turns out to be one of two.
  'refused-delete-removes': ['release-releases-both', 'released-once', 'released-nobody-else'],
  // Where an outside party was to be deleted, nobody misses its EventReleased.
  'second-delete-ignored': ['released-once', 'party-deleted-once'],
  'two-party-delete-keeps-requester': ['release-releases-both'],
  'first-party-ends-conference': ['released-nobody-else'],
  'conference-of-four-ends': ['released-nobody-else'],
  // No rule is broken: the T-Server is gone.
  'crash-last-party-deletes': [],
  // Requests in flight.
  'in-flight-lost-update': ['party-deleted-call-state'],
  'in-flight-count-never-shrinks': ['party-deleted-call-state'],
  'in-flight-unmonitored-not-counted': ['party-deleted-call-state'],
  'in-flight-second-departure-untold': ['party-deleted-once'],
  'in-flight-order-swapped-for-one': ['departures-in-one-order'],
  'in-flight-leaver-told-of-next': ['nothing-after-leaving', 'refused-changes-nothing'],
  // The second delete is refused in silence, or never was to be carried out.
  'in-flight-delete-twice': ['released-once', 'party-deleted-once', 'refused-changes-nothing'],
  'in-flight-delete-takes-next': ['refused-changes-nothing', 'released-nobody-else'],
  // A delete that came too late: refused and yet carried out; or carried out in time, and then its
  // events came in another order, to others, or with an EventError beside them.
  'in-flight-delete-by-gone': [
    'refused-changes-nothing',
    'released-nobody-else',
    'party-deleted-once',
    'departures-in-one-order',
    // Whom it takes out may have asked something too, which is refused then, and should not be.
    'error-means-refused',
  ],
  'in-flight-refused-delete-carried-out': [
    'refused-changes-nothing',
    'released-nobody-else',
    'party-deleted-once',
    'error-means-refused',
  ],
  // Who asked twice has one request refused: then it is one EventError too many.
  'in-flight-error-beside-departure': ['error-means-refused', 'error-to-requester-once'],
  'in-flight-last-two-released-twice': ['released-once', 'nothing-after-leaving'],
  'in-flight-last-two-one-not-released': ['release-releases-both'],
  // Who is told otherwise than the others depends on which request took effect.
  'in-flight-third-party-of-rival': ['release-third-party-dn', 'delete-third-party-dn'],
  // The second delete of the party, or the departure after it, from a call that is one of two.
  'in-flight-unmonitored-not-removed': [
    'party-deleted-once',
    'party-deleted-call-state',
    'refused-changes-nothing',
    'release-releases-both',
  ],
  'in-flight-conn-ids-swapped': ['calls-apart', 'conn-id'],
  // Several calls.
  'conn-id-of-last-call': ['calls-apart', 'conn-id'],
  'party-deleted-to-other-calls': ['calls-apart', 'party-deleted-nobody-else'],
  // What is missing in the other call: the release of both, or of one, or its place in the count.
  'leaver-removed-from-other-calls': [
    'calls-apart',
    'release-releases-both',
    'released-once',
    'released-nobody-else',
    'party-deleted-once',
    'party-deleted-call-state',
  ],
  // It may be about to release from the other call as well: then that one comes too early.
  'leaver-released-from-other-calls': ['calls-apart', 'released-nobody-else', 'before-its-request'],
  // Whom it goes to may have asked something too, that was carried out, or not yet.
  'error-to-other-call': [
    'error-to-requester-once',
    'calls-apart',
    'error-means-refused',
    'before-its-request',
  ],
  // Calls one after another.
  'last-call-leaver-forgotten': ['release-releases-both', 'released-once', 'party-deleted-once'],
  'last-call-count-kept': ['party-deleted-call-state'],
  'last-call-deleter-kept': ['release-third-party-dn'],
  'returner-not-released': ['released-once', 'release-releases-both'],
  'returner-released-for-each-stay': ['released-once'],
  // Too late, or once more.
  'released-late': ['late', 'released-once', 'release-releases-both'],
  'released-again-at-next-request': [
    'released-once',
    'nothing-after-leaving',
    'refused-changes-nothing',
    'released-nobody-else',
    'calls-apart',
  ],
  'party-deleted-again-late': [
    'late',
    'party-deleted-once',
    'party-deleted-nobody-else',
    'refused-changes-nothing',
    'calls-apart',
  ],
  'released-again-in-next-call': ['late', 'calls-apart', 'released-once', 'nothing-after-leaving'],
  // Now and then: any event may be the one that is lost, any request the one that is ignored.
  'one-event-in-fifty-lost': ['released-once', 'party-deleted-once', 'release-releases-both'],
  'one-request-in-seven-ignored': ['released-once', 'party-deleted-once', 'release-releases-both'],
}
