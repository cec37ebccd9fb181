/**
 * Makes a script of a plan. While decoding, it knows who is still in the call, so that nearly every
 * request is a valid one, and the others are invalid on purpose.
 */
import type { DN } from '../../oracles/tlib.ts'
import { decodeInCompany } from './decode-in-company.ts'
import { decodeStep, type StepOptions } from './decode-step.ts'
import { at, Digits } from './digits.ts'
import { partiesOf, take, unmonitoredOf } from './generation.ts'
import { companyOf, releaseByAbsent } from './kinds.ts'
import type { Members } from './members.ts'
import { planHead, type Plan } from './plan.ts'
import type { Script, Step } from './script.ts'

export { onlyKinds } from './kinds.ts'

export interface DecodeOptions extends StepOptions {
  /**
   * From `dnFamilies`: each with two DNs more than `maxParties`, and some for further calls, where
   * the adapter has so many.
   */
  readonly families: readonly (readonly DN[])[]
  /** May there be parties to which nothing is distributed? */
  readonly unmonitored: boolean
  /** The most calls that are there at once; there may be others afterwards. */
  readonly maxCalls: number
  /** May a DN be in several calls at once? */
  readonly sharedParties: boolean
  /** May several requests of one call be in flight? */
  readonly concurrent: boolean
}

/** Takes any plan; numbers that are all 0 give the plainest script. */
export function decode(plan: Plan, options: DecodeOptions): Script {
  const off = plan[1] ?? 0
  const company = companyOf(off)
  if (company !== undefined) return decodeInCompany(plan, company, options)
  const names = new Digits(plan[2] ?? 0)
  const family = at(options.families, names.take(options.families.length))
  const first = names.take(family.length)
  const head = new Digits(plan[0] ?? 0)
  const parties = Math.min(partiesOf(options.maxParties, head), family.length)
  const outside = options.unmonitored ? unmonitoredOf(parties, head) : 0
  const dns = take(family, first, parties - outside)
  const unmonitored = take(family, first + dns.length, outside)
  const members: Members = {
    call: 0,
    present: dns.slice(),
    unmonitored: unmonitored.slice(),
    absent: take(family, first + parties, Math.min(2, family.length - parties)),
    certain: true,
  }
  const rounds: Step[][] = []
  for (let number = planHead; number < plan.length; number++) {
    // One request may still go to a call that has ended; then the script is over.
    const over = members.present.length === 0
    if (over && (off & releaseByAbsent.bit) !== 0) break
    rounds.push([decodeStep(new Digits(plan[number] ?? 0), off, members, options)])
    if (over) break
  }
  return { calls: [{ dns, unmonitored }], rounds }
}
