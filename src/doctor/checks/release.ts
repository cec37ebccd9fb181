/** A party leaves a conference, one of the last two hangs up, and what is gone is discarded. */
import type { Examination } from '../examination.ts'
import { releases, Scene } from '../scene.ts'

export const release: Examination = {
  name: 'release',
  asks: ['establish', 'send', 'fence', 'discard'],
  async run(session) {
    const dns = session.dns(Math.min(3, session.mostParties))
    const scene = new Scene(session)
    const call = await scene.establish(dns)
    for (const dn of dns.slice(0, -1)) await scene.play(releases(dn, call))
    session.situation = 'discard of a call that is gone'
    await scene.discard()
    return dns.length > 2
      ? 'in a call of three, then in the call of two that is left'
      : 'in a call of two'
  },
}
