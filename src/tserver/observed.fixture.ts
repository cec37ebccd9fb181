/** What faults do over many scripts, beside a T-Server that is right. */
import { createHash } from 'node:crypto'
import { differences, judgedText } from './difference.fixture.ts'
import type { Fault } from './fault/fault.ts'
import { startFaultyTServer } from './faulty-tserver.ts'
import type { Noted } from './one-call.ts'
import { played } from './played.fixture.ts'
import type { Played, Start } from './played.fixture.ts'
import { standings } from './standing.fixture.ts'
import type { Standing } from './standing.fixture.ts'

/** A script in which a fault shows, and its first round that is wrong. */
export interface Shown {
  readonly standings: readonly Standing[]
  /** In what ways it is wrong; none where the T-Server crashed. */
  readonly differences: ReadonlySet<string>
}

export interface Observed {
  readonly fault: Fault
  readonly shown: readonly Shown[]
  /** Two T-Servers with the same one were alike in all scripts. */
  readonly behaviour: string
}

export const withFault =
  (fault: Fault): Start =>
  (deliver) =>
    startFaultyTServer(deliver, fault)

/** The same T-Server, with the same chances, whose fault never shows. */
export const without = (fault: Fault): Start => withFault({ ...fault, condition: () => false })

/** A script, and what is right in it. */
interface Right {
  readonly script: Noted
  readonly played: Played
  readonly texts: readonly string[]
  readonly standings: readonly (readonly Standing[])[]
}

/** @param faults all of them with requests in flight, or all without: one T-Server is right for all. */
export function observed(faults: readonly Fault[], scripts: readonly Noted[]): readonly Observed[] {
  const [first] = faults
  if (first === undefined) return []
  const rights = scripts.map((script): Right => {
    const right = played(without(first), script)
    return { script, played: right, texts: roundTexts(right), standings: standings(script) }
  })
  return faults.map((fault) => observedIn(fault, rights))
}

function observedIn(fault: Fault, rights: readonly Right[]): Observed {
  const shown: Shown[] = []
  const behaviour = createHash('sha256')
  for (const [at, right] of rights.entries()) {
    const wrong = unlessCrashed(fault, right.script)
    const texts = wrong === undefined ? ['crash'] : roundTexts(wrong)
    const round = right.texts.findIndex((text, index) => text !== texts[index])
    if (round < 0) continue
    behaviour.update(`${at} ${texts.join('\n\n')}\n`)
    shown.push(
      wrong === undefined
        ? { standings: [], differences: new Set() }
        : shownIn(round, right, wrong),
    )
  }
  return { fault, shown, behaviour: behaviour.digest('hex') }
}

function shownIn(
  round: number,
  { script, played: right, standings: all }: Right,
  wrong: Played,
): Shown {
  const here = all[round] ?? []
  const afterwards = wrong.rounds.slice(round + 1).flatMap(({ events }) => events)
  return {
    standings: here,
    differences: differences({
      right: eventsOf(right, round),
      wrong: eventsOf(wrong, round),
      later: [...afterwards, ...wrong.strays],
      connIDs: right.calls.map(({ connID }) => connID),
      unmonitored: script.calls.flatMap(({ unmonitored }) => unmonitored),
      gone: here.flatMap(({ past, monitored }) =>
        past.flatMap(({ dns }) => dns).filter((dn) => !monitored.includes(dn)),
      ),
    }),
  }
}

/** Of each round, and last of all what came outside of them. */
function roundTexts({ rounds, strays }: Played): readonly string[] {
  return [...rounds.map(({ events }) => judgedText(events)), judgedText(strays)]
}

function eventsOf({ rounds, strays }: Played, round: number) {
  return rounds[round]?.events ?? strays
}

/** A T-Server's exception is a `RangeError`. */
function unlessCrashed(fault: Fault, script: Noted): Played | undefined {
  try {
    return played(withFault(fault), script)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
