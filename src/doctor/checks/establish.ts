/** Calls of two, of three and of as many parties as there may be. */
import { listInWords } from '../../report/in-words.ts'
import type { Examination } from '../examination.ts'
import { Scene } from '../scene.ts'

/** The largest call that is tried. */
const mostParties = 1000

export const establish: Examination = {
  name: 'establish',
  asks: ['establish', 'fence', 'discard'],
  async run(session) {
    const largest = Math.min(session.mostParties, mostParties)
    const sizes = [...new Set([2, Math.min(3, largest), largest])]
    let used = 0
    for (const size of sizes) {
      // With other DNs, as far as there are any: that they are free again is another check.
      const from = used + size <= session.mostDNs ? used : 0
      const scene = new Scene(session)
      if (size > 3) session.situation = 'maxParties'
      await scene.establish(session.dns(from + size).slice(from))
      session.situation = undefined
      await scene.settle()
      await scene.discard()
      used = from + size
    }
    return `calls of ${listInWords(sizes.map(String))} parties`
  },
}
