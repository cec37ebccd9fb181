/** Requests that the T-Server has to refuse: with an EventError or with nothing. */
import type { Examination } from '../examination.ts'
import { deletes, releases, Scene } from '../scene.ts'

/** Of the classic form, and no T-Server gives it. */
const unknownConnID = 'ffffffffffffffff'

export const refusal: Examination = {
  name: 'refusal',
  asks: ['establish', 'send', 'fence', 'discard'],
  async run(session) {
    const [first, second, stranger] = session.dns(3)
    const scene = new Scene(session)
    const call = await scene.establish([first, second].filter((dn) => dn !== undefined))
    session.situation = 'a request to be refused'
    if (stranger !== undefined) {
      await scene.play(releases(stranger, call))
      await scene.play(deletes(first, stranger, call))
    }
    await scene.play(releases(first, { ...call, connID: unknownConnID }))
    session.situation = undefined
    await scene.discard()
    return stranger === undefined
      ? 'a request with a ConnID that no call has'
      : 'requests with a DN, and with a ConnID, that is not there'
  },
}
