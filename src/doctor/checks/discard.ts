/** A call in which parties talk is discarded, and they can be in a new one at once. */
import type { Examination } from '../examination.ts'
import { releases, Scene } from '../scene.ts'

export const discard: Examination = {
  name: 'discard',
  asks: ['establish', 'send', 'fence', 'discard'],
  async run(session) {
    const dns = session.dns(Math.min(3, session.mostParties))
    const scene = new Scene(session)
    await scene.establish(dns)
    await scene.discard()
    const next = new Scene(session)
    const call = await next.establish(dns)
    await next.play(releases(dns[0], call))
    await next.discard()
    return 'the parties of a discarded call are in a new one at once'
  },
}
