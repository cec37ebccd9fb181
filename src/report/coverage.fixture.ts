/** What a run has exercised, written by hand, for the tests of the reports. */
import type { RunResult } from '../run/finding.ts'

/** Of an adapter that has one request in flight at a time. */
export const coverage: RunResult['coverage'] = [
  { clause: 'release', exercised: 412, applicable: true },
  { clause: 'release-from-conference', exercised: 1310, applicable: true },
  { clause: 'delete-from-conference', exercised: 0, applicable: true },
  { clause: 'footnote-conferenced', exercised: 871, applicable: true },
  { clause: 'footnote-ok', exercised: 439, applicable: true },
  { clause: 'departures-in-flight', exercised: 0, applicable: false },
]

/** By moves and circumstances, then of calls of 2, 3, 4, 5+; null where it is not applicable. */
const counts: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>> = {
  'release-first': {
    plain: [412, 1310, 23_456, 1_234_567],
    'former-conference': [3, 0, 7, 0],
    'in-flight': [null, null, null, null],
  },
  'release-middle': {
    plain: [null, 0, 9, 10],
    'former-conference': [null, 0, 1, 2],
    'in-flight': [null, null, null, null],
  },
}

/** Ten exercised, four never, and ten that are not applicable, of which three cannot be. */
export const transitions: RunResult['transitions'] = Object.entries(counts).flatMap(
  ([move, circumstances]) =>
    ['2', '3', '4', '5+'].flatMap((parties, at) =>
      Object.entries(circumstances).map(([circumstance, ofParties]) => {
        const exercised = ofParties[at] ?? null
        return {
          transition: `${move}/${parties}/${circumstance}`,
          exercised: exercised ?? 0,
          applicable: exercised !== null,
        }
      }),
    ),
)
