/** A party of a conference deletes another one. */
import { dnInWords } from '../../report/in-words.ts'
import { notTried, type Examination } from '../examination.ts'
import { deletes, named, Scene } from '../scene.ts'

export const deletion: Examination = {
  name: 'delete',
  asks: ['establish', 'send', 'fence', 'discard'],
  spared: (session) =>
    session.mostParties < 3
      ? notTried('it takes a conference, of three parties or more')
      : undefined,
  async run(session) {
    const dns = session.dns(Math.min(4, session.mostParties))
    const scene = new Scene(session)
    const call = await scene.establish(dns)
    await scene.play(deletes(dns[0], dns[1], call))
    await scene.discard()
    return `${dnInWords(named(dns[0]))} deletes ${dnInWords(named(dns[1]))} from a conference of ${dns.length}`
  },
}
