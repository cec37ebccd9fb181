/** Nothing comes after the answer to a fence that belongs before it. */
import type { Examination } from '../examination.ts'
import { releases, Scene } from '../scene.ts'

const conferences = 20

export const fence: Examination = {
  name: 'fence',
  asks: ['establish', 'send', 'fence', 'discard'],
  async run(session) {
    const dns = session.dns(Math.min(4, session.mostParties))
    for (let conference = 0; conference < conferences; conference++) {
      const scene = new Scene(session)
      const call = await scene.establish(dns)
      await scene.play(releases(dns[conference % dns.length], call))
      await scene.discard()
    }
    return `${conferences} calls; no event came after the answer to its fence`
  },
}
