/** All calls end, and their parties can be in new ones. */
import { counted } from '../../report/in-words.ts'
import type { Examination } from '../examination.ts'
import { releases, Scene } from '../scene.ts'
import { apart } from './several-calls.ts'

export const reset: Examination = {
  name: 'reset',
  asks: ['establish', 'send', 'fence', 'discard', 'reset'],
  async run(session) {
    const calls = apart(session, 3)
    const scene = new Scene(session)
    for (const dns of calls) await scene.establish(dns)
    await scene.reset()
    const next = new Scene(session)
    for (const dns of calls) await next.establish(dns)
    const [first] = next.history.calls
    if (first !== undefined) await next.play(releases(first.dns[0], first))
    await next.discard()
    return `${counted(calls.length, 'call')}; their parties are in new ones at once`
  },
}
