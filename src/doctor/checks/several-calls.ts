/** Several calls at once, with parties of their own and with parties in common. */
import type { DN } from '../../../oracles/tlib.ts'
import { counted } from '../../report/in-words.ts'
import { defaults } from '../capability-names.ts'
import { notTried, type Examination } from '../examination.ts'
import { named, releases, Scene } from '../scene.ts'
import type { Session } from '../session.ts'

/** So many calls at once are tried. */
const mostCalls = 64

const maxCallsOf = ({ capabilities }: Session): number => capabilities.maxCalls ?? defaults.maxCalls

/**
 * Parties for as many calls at once as there may be, up to `most`: two for each, and three for the
 * first one where there are enough. No DN is in two of them.
 */
export function apart(session: Session, most: number): readonly (readonly DN[])[] {
  const first = Math.min(3, session.mostParties)
  const count = Math.min(most, maxCallsOf(session), 1 + Math.floor((session.mostDNs - first) / 2))
  const dns = session.dns(first + 2 * (count - 1))
  return Array.from({ length: count }, (_, call) =>
    call === 0 ? dns.slice(0, first) : dns.slice(first + 2 * (call - 1), first + 2 * call),
  )
}

export const maxCalls: Examination = {
  name: 'maxCalls',
  asks: ['establish', 'send', 'fence', 'discard'],
  spared: (session) => {
    if (maxCallsOf(session) < 2) return { status: 'not offered', summary: 'one call at a time' }
    return apart(session, 2).length < 2
      ? notTried('there are too few dns for two calls with parties of their own')
      : undefined
  },
  async run(session) {
    const calls = apart(session, mostCalls)
    const scene = new Scene(session)
    session.situation = 'maxCalls'
    for (const dns of calls) await scene.establish(dns)
    session.situation = undefined
    const [first] = scene.history.calls
    if (first !== undefined) await scene.play(releases(first.dns[0], first))
    await scene.discard()
    return `${counted(calls.length, 'call')} at once, and a release in one of them`
  },
}

export const sharedParties: Examination = {
  name: 'sharedParties',
  asks: ['establish', 'send', 'fence', 'discard'],
  spared: (session) => {
    if (!session.capabilities.sharedParties)
      return { status: 'not offered', summary: 'a DN is in one call at a time' }
    return maxCallsOf(session) < 2
      ? notTried('it has no effect as long as maxCalls is not 2 or more')
      : undefined
  },
  async run(session) {
    const [shared, ...others] = session.dns(5)
    const half = Math.ceil(others.length / 2)
    const size = Math.min(half, session.mostParties - 1)
    const scene = new Scene(session)
    await scene.establish([named(shared), ...others.slice(0, size)])
    session.situation = 'sharedParties'
    await scene.establish([named(shared), ...others.slice(-size)])
    session.situation = undefined
    for (const call of scene.history.calls) await scene.play(releases(shared, call))
    await scene.discard()
    return 'a DN in two calls at once; it releases both'
  },
}
