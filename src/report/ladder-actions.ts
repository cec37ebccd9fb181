/** The rows of a ladder for what the harness did. */
import type { Action } from '../../oracles/history.ts'
import type { DN } from '../../oracles/tlib.ts'
import { dnInWords } from './in-words.ts'
import { placeInWords, type CallNumber } from './ladder-calls.ts'

/** Set-up: a party has joined. */
export interface AddedRow {
  readonly row: 'added'
  readonly by: DN
  readonly dn: DN
  readonly label: string
  readonly text: string
}

/** From a DN to the T-Server. */
export interface RequestRow {
  readonly row: 'request'
  readonly dn: DN
  readonly label: string
  /** Which it is of those that were in flight together, from 1; undefined where it was alone. */
  readonly inFlight: { readonly number: number; readonly of: number } | undefined
}

/** @param actions those of a round, in the order in which they were sent. */
export function actionRows(
  actions: readonly Action[],
  callNumber: CallNumber,
): readonly (AddedRow | RequestRow)[] {
  return actions.map((action, at) => {
    const place = placeInWords(callNumber(action.connID))
    if (action.request === 'addParty')
      return {
        row: 'added',
        by: action.by,
        dn: action.dn,
        label: `addParty ${dnInWords(action.dn)}${place}`,
        text: `${dnInWords(action.by)} adds ${dnInWords(action.dn)}: set-up, not judged`,
      }
    const whom = action.request === 'TDeleteFromConference' ? ` ${dnInWords(action.otherDN)}` : ''
    const inFlight = actions.length > 1 ? { number: at + 1, of: actions.length } : undefined
    return {
      row: 'request',
      dn: action.thisDN,
      label: `${action.request}${whom}${place}`,
      inFlight,
    }
  })
}
