/** How long the judge takes, by the number of parties and by what is in flight; and how that grows. */
import { z } from 'zod'
import { figure, type Figure, type Measured } from './figures.ts'
import { turnOf, type Progress } from './turns.ts'

const turns = 5

const sizedSchema = z.array(
  z.object({
    size: z.number(),
    events: z.number(),
    microseconds: z.number(),
    /** Microseconds in which each event is merely read once, in the order of the departures. */
    reading: z.number(),
  }),
)

const timesSchema = z.object({
  oneByOne: sizedSchema,
  hangingUp: sizedSchema,
  atOnce: z.array(
    z.object({
      requests: z.number(),
      conforms: z.number(),
      violates: z.number(),
      unknown: z.number(),
      median: z.number(),
      worst: z.number(),
    }),
  ),
  memoryMiB: z.number(),
})

type Times = z.infer<typeof timesSchema>
type Sized = z.infer<typeof sizedSchema>

export function benchJudge(progress: Progress): Measured {
  const times = Array.from({ length: turns }, (_, at) => {
    progress(`judge: turn ${at + 1} of ${turns}`)
    return turnOf(timesSchema, 'judge-job.ts', at + 1)
  })
  const over = (of: (one: Times) => number): Figure => figure(times.map(of))
  const bySize = (name: string, of: (one: Times) => Sized) => [
    ...(times[0] === undefined ? [] : of(times[0])).map(({ size, events }, at) => ({
      name: `${size} parties ${name}`,
      figures: {
        'ns an event': over((one) => ((of(one)[at]?.microseconds ?? NaN) * 1000) / events),
        'million events/s': over((one) => events / (of(one)[at]?.microseconds ?? NaN)),
        'times what it takes to read them': over((one) => {
          const { microseconds = NaN, reading = NaN } = of(one)[at] ?? {}
          return microseconds / reading
        }),
      },
    })),
    {
      name: `growth: time as events to the power of`,
      figures: {
        '': over((one) => exponent(of(one), 'microseconds')),
        'for reading alone': over((one) => exponent(of(one), 'reading')),
      },
    },
  ]
  return {
    title: `judge: ${turns} turns; medians (least to most), of the quickest of some runs each`,
    rows: [
      ...bySize('leave one by one', ({ oneByOne }) => oneByOne),
      ...bySize('hang up at once', ({ hangingUp }) => hangingUp),
      ...(times[0]?.atOnce ?? []).map(({ requests }, at) => ({
        name: `${requests} requests in flight`,
        figures: {
          'µs a round': over(({ atOnce }) => atOnce[at]?.median ?? NaN),
          'µs the worst': over(({ atOnce }) => atOnce[at]?.worst ?? NaN),
          'given up': times.reduce((sum, { atOnce }) => sum + (atOnce[at]?.unknown ?? NaN), 0),
        },
      })),
      { name: 'memory of the process', figures: { MiB: over(({ memoryMiB }) => memoryMiB) } },
    ],
  }
}

/**
 * The slope of a line through the logarithms of time over those of the number of events, from 1,000
 * events on: below, what a history costs at all outweighs them.
 */
function exponent(all: Sized, time: 'microseconds' | 'reading'): number {
  const points = all
    .filter(({ events }) => events >= 1000)
    .map((one) => [Math.log(one.events), Math.log(one[time])] as const)
  const mean = (of: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return covariance / variance
}
