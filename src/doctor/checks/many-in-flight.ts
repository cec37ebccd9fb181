/** Many requests in one write, and lines that come in two pieces. */
import type { MaybePromise } from '../../adapter/adapter.ts'
import { notTried, type Examination } from '../examination.ts'
import { Scene } from '../scene.ts'
import type { Session } from '../session.ts'
import { apart } from './several-calls.ts'

/** Requests that are waited for together. */
const fences = 100

/** Lines that are cut, each at another place. */
const cuts = 10

export const manyInFlight: Examination = {
  name: 'many in flight',
  asks: ['establish', 'fence', 'discard'],
  spared: ({ oneAtATime }) =>
    oneAtATime ? notTried('several requests at once come first') : undefined,
  async run(session) {
    const asked = await manyAtOnce(session)
    if (!session.way.hasWire) return `${asked} requests at once`
    session.situation = 'a line in two pieces'
    for (let cut = 0; cut < cuts; cut++) {
      session.scissors.cutAt = cut / cuts
      await Promise.all([session.tserver.fence(), session.tserver.fence()])
    }
    session.scissors.cutAt = undefined
    return `${asked} requests at once; ${cuts} lines in two pieces`
  },
}

/** @returns how many requests there were. */
async function manyAtOnce(session: Session): Promise<number> {
  const scene = new Scene(session)
  const { tserver } = session
  const calls = apart(session, fences / 2)
  const fence: Ask = () => tserver.fence()
  const first = calls.map(
    (dns): Ask =>
      () =>
        scene.establish(dns),
  )
  const asked = await atOnce([
    ...first,
    ...Array.from({ length: fences - first.length }, () => fence),
  ])
  const discards = scene.history.calls.flatMap((call): readonly Ask[] => [
    () => {
      session.gone(call, 'discard')
      return tserver.discard(call.connID)
    },
    fence,
  ])
  const discarded = await atOnce(discards)
  session.calls = undefined
  return asked + discarded
}

type Ask = () => MaybePromise<unknown>

/** Asks for all of it in one turn, and so in one write. @returns how many there were. */
async function atOnce(asks: readonly Ask[]): Promise<number> {
  // Each is a promise, so that one that throws is not in the way of the next.
  await Promise.all(asks.map(async (ask) => ask()))
  return asks.length
}
