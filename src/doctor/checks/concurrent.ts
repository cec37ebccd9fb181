/** Several requests of one call before one fence. */
import { notTried, type Examination } from '../examination.ts'
import { deletes, releases, Scene } from '../scene.ts'

export const concurrent: Examination = {
  name: 'concurrent',
  asks: ['establish', 'send', 'fence', 'discard'],
  spared({ capabilities, oneAtATime }) {
    if (!capabilities.concurrent)
      return { status: 'not offered', summary: 'one request of a call at a time' }
    return oneAtATime ? notTried('several requests at once come first') : undefined
  },
  async run(session) {
    const dns = session.dns(Math.min(5, session.mostParties))
    const scene = new Scene(session)
    const call = await scene.establish(dns)
    session.situation = 'concurrent'
    await scene.play(
      releases(dns[0], call),
      deletes(dns[1], dns.at(-1), call),
      releases(dns[1], call),
    )
    session.situation = undefined
    await scene.discard()
    return 'three requests of one call, then one fence'
  },
}
