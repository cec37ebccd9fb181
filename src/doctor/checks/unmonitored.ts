/** A party to which nothing is distributed is deleted. */
import { notTried, type Examination } from '../examination.ts'
import { deletes, named, Scene } from '../scene.ts'

export const unmonitored: Examination = {
  name: 'unmonitored',
  asks: ['establish', 'send', 'fence', 'discard'],
  spared: (session) => {
    if (!session.capabilities.unmonitored)
      return { status: 'not offered', summary: 'all parties are monitored' }
    return session.mostParties < 3 ? notTried('it takes a call of three parties') : undefined
  },
  async run(session) {
    const [first, second, outside] = session.dns(3).map(named)
    const scene = new Scene(session)
    session.situation = 'unmonitored'
    const call = await scene.establish([named(first), named(second)], [named(outside)])
    await scene.play(deletes(first, outside, call))
    session.situation = undefined
    await scene.discard()
    return 'an outside party is deleted, and is told nothing'
  },
}
