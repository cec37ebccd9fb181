/** Rules on requests that are refused, and on EventError. */
import { isRefused } from '../read-request.ts'
import { seenIn, type Rule } from '../rule.ts'

export const refusedChangesNothing: Rule = {
  id: 'refused-changes-nothing',
  title: 'A refused or invalid request changes nothing and moves nobody.',
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence:
    'A party of the call releases, or deletes a party of the call; no table knows another request.',
  *check({ requests }) {
    for (const { became, released, partyDeleted } of requests)
      if (isRefused(became))
        for (const event of [...released, ...partyDeleted])
          yield seenIn(event, `got ${event.name} after a request that nothing may follow from`)
  },
}

export const errorMeansRefused: Rule = {
  id: 'error-means-refused',
  title: 'No EventError comes where a request is, or has to be, carried out.',
  section: 'Release phase; Release from conference phase; Delete from conference phase',
  sentence: 'No table prints an EventError.',
  *check({ requests }) {
    for (const { became, errors } of requests)
      if (!isRefused(became))
        for (const event of errors)
          yield seenIn(event, 'got EventError, though the request was, or had to be, carried out')
  },
}

export const errorToRequesterOnce: Rule = {
  id: 'error-to-requester-once',
  title: 'A refused request is answered by at most one EventError, to the DN that asked.',
  section: 'Inference',
  sentence: 'An EventError answers the request of the DN that asked; nobody else asked anything.',
  *check({ requests }) {
    for (const { became, errors, request } of requests) {
      if (!isRefused(became)) continue
      const answers = errors.filter(({ ThisDN }) => ThisDN === request.thisDN)
      for (const event of errors)
        if (event.ThisDN !== request.thisDN)
          yield seenIn(event, `got EventError for a request of ${request.thisDN}`)
      if (answers.length > 1)
        yield { thisDN: request.thisDN, text: `got ${answers.length} EventError for one request` }
    }
  },
}

export const refusalAsAgreed: Rule = {
  id: 'refusal-as-agreed',
  title: 'Refused requests are answered as the profile says: by EventError, or not at all.',
  section: 'Profile',
  sentence: 'refusal: error | silent | any',
  *check({ requests, profile }) {
    for (const { became, errors, request } of requests) {
      // To a member that is not the owner, an EventError is how it is told so.
      if (became !== 'refused') continue
      const thisDN = request.thisDN
      if (profile.refusal === 'error' && errors.length === 0)
        yield { thisDN, text: 'a refused request got no EventError, and the profile wants one' }
      if (profile.refusal === 'silent' && errors.length > 0)
        yield { thisDN, text: 'a refused request got an EventError, and the profile wants none' }
    }
  },
}
