/** Each of the DNs that the adapter names can be in a call. */
import { counted } from '../../report/in-words.ts'
import type { Examination } from '../examination.ts'
import { Scene } from '../scene.ts'

/** So many of them are tried. */
const mostDNs = 1000

export const fixedDNs: Examination = {
  name: 'dns',
  asks: ['establish', 'fence', 'discard'],
  spared: ({ capabilities }) =>
    capabilities.dns === undefined
      ? { status: 'not offered', summary: 'any DN may be used' }
      : undefined,
  async run(session) {
    const dns = session.dns(mostDNs)
    session.situation = 'dns'
    for (let at = 0; at < dns.length; at += session.mostParties) {
      const last = Math.min(at + session.mostParties, dns.length)
      const scene = new Scene(session)
      // One that is left over is in a call with the one before.
      await scene.establish(dns.slice(Math.min(at, last - 2), last))
      await scene.settle()
      await scene.discard()
    }
    return `each of ${counted(dns.length, 'DN')} was in a call`
  },
}
