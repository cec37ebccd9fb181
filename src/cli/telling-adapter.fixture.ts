/** An adapter that says on stderr when it is used; its T-Server tells each leaver twice. */
import { defineAdapter } from '../adapter/adapter.ts'
import { embedded } from '../tserver/embedded.ts'

const tell = (what: string): void => void process.stderr.write(`${what}\n`)

export default defineAdapter({
  async connect(deliver) {
    tell('connected')
    const tserver = await embedded('released-twice').connect(deliver)
    return {
      ...tserver,
      reset() {
        tell('reset')
        return tserver.reset()
      },
    }
  },
})
