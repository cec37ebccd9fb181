/**
 * One turn of the judge's bench, in a process of its own: how long one history takes, by the number of
 * parties and by what is in flight. Prints microseconds as JSON.
 */
import type { History } from '../oracles/history.ts'
import { judge } from '../oracles/judge.ts'
import { profiles } from '../oracles/profile.ts'
import type { Event } from '../oracles/tlib.ts'
import { everybodyHangsUp, everybodyLeaves, everythingAtOnce } from './in-flight-histories.ts'

const profile = profiles.default

/** Microseconds of the quickest of some runs: the machine is shared. */
function quickest(work: () => unknown, runs: number): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    work()
    best = Math.min(best, performance.now() - started)
  }
  return best * 1000
}

function timed(size: number, history: History) {
  if (judge(history, profile).verdict !== 'conforms') throw new Error('the model is to conform')
  const events = history.rounds.flatMap((round) => round.events)
  const columns = [...Map.groupBy(events, ({ ThisDN }) => ThisDN).values()]
  const runs = size < 300 ? 30 : 5
  if (releasesIn(columns) !== size) throw new Error('everybody is to be released')
  return {
    size,
    events: events.length,
    microseconds: quickest(() => judge(history, profile), runs),
    reading: quickest(() => releasesIn(columns), runs),
  }
}

/**
 * Reads each event once, and no more, in the order in which anybody has to who asks who left next: of
 * each departure one of each party. They lie far apart, and many of them fit no cache.
 */
function releasesIn(columns: readonly (readonly Event[])[]): number {
  let releases = 0
  for (let departure = 0; departure < columns.length; departure++)
    for (const column of columns) if (column[departure]?.name === 'EventReleased') releases += 1
  return releases
}

const histories = 300

function atOnce(requests: number, seed: number) {
  const counts = { conforms: 0, violates: 0, unknown: 0 }
  const times = Array.from({ length: histories }, (_, n) => {
    const history = everythingAtOnce(requests, seed * histories + n, profile)
    counts[judge(history, profile).verdict] += 1
    return quickest(() => judge(history, profile), 3)
  })
  times.sort((one, other) => one - other)
  return { requests, ...counts, median: times[histories >> 1], worst: times.at(-1) }
}

const seed = Number(process.argv[2])
const sizes = [2, 10, 30, 100, 300, 1000]
console.log(
  JSON.stringify({
    oneByOne: sizes.map((size) => timed(size, everybodyLeaves(size, seed, profile))),
    hangingUp: sizes.map((size) => timed(size, everybodyHangsUp(size, seed, profile))),
    atOnce: [1, 2, 4, 8, 12].map((requests) => atOnce(requests, seed)),
    // Kibibytes, as the system counts them.
    memoryMiB: process.resourceUsage().maxRSS / 1024,
  }),
)
