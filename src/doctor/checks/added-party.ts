/** A party joins a call, and leaves it again. */
import { notTried, type Examination } from '../examination.ts'
import { named, releases, Scene } from '../scene.ts'

export const addParty: Examination = {
  name: 'addParty',
  asks: ['establish', 'addParty', 'send', 'fence', 'discard'],
  spared: (session) => {
    if (!session.capabilities.addParty)
      return { status: 'not offered', summary: 'no party joins a call later' }
    return session.mostParties < 3 ? notTried('it takes a call of three parties') : undefined
  },
  async run(session) {
    const [first, second, third] = session.dns(3).map(named)
    const scene = new Scene(session)
    const call = await scene.establish([named(first), named(second)])
    session.situation = 'addParty'
    await scene.play({
      request: 'addParty',
      connID: call.connID,
      by: named(first),
      dn: named(third),
    })
    await scene.play(releases(third, call))
    session.situation = undefined
    await scene.discard()
    return 'a third party joins a call of two, and releases'
  },
}
