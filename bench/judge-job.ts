/**
 * One turn of the judge's bench, in a process of its own: how long one history takes, by the number
 * of parties that hang up at once, and with 12 requests in flight. Prints milliseconds as JSON.
 */
import type { History } from '../oracles/history.ts'
import { judge } from '../oracles/judge.ts'
import { profiles } from '../oracles/profile.ts'
import { everybodyHangsUp, everythingAtOnce } from './in-flight-histories.ts'

const profile = profiles.default

/** Milliseconds of the quickest of some runs: the machine is shared. */
function quickest(history: History, runs: number): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    judge(history, profile)
    best = Math.min(best, performance.now() - started)
  }
  return best
}

function hangingUp(parties: number, seed: number): { parties: number; events: number; ms: number } {
  const history = everybodyHangsUp(parties, seed, profile)
  if (judge(history, profile).verdict !== 'conforms') throw new Error('the model is to conform')
  const events = history.rounds.reduce((sum, round) => sum + round.events.length, 0)
  return { parties, events, ms: quickest(history, parties < 300 ? 20 : 3) }
}

const histories = 1000

function atOnce(requests: number, seed: number) {
  const counts = { conforms: 0, violates: 0, unknown: 0 }
  const times = Array.from({ length: histories }, (_, n) => {
    const history = everythingAtOnce(requests, seed * histories + n, profile)
    counts[judge(history, profile).verdict] += 1
    return quickest(history, 3)
  })
  times.sort((one, other) => one - other)
  return { ...counts, median: times[histories >> 1], worst: times.at(-1) }
}

const seed = Number(process.argv[2])
console.log(
  JSON.stringify({
    hangingUp: [10, 30, 100, 300, 1000].map((parties) => hangingUp(parties, seed)),
    atOnce: atOnce(12, seed),
    // Kibibytes, as the system counts them.
    memoryMiB: process.resourceUsage().maxRSS / 1024,
  }),
)
