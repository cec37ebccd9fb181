/** How an adapter is reached, as far as the doctor's words differ. */
import type { AdapterSpec } from '../adapter/adapter-spec.ts'

export interface Way {
  /** It talks the protocol over a wire; otherwise it is called. */
  readonly hasWire: boolean
  /** What is looked at. */
  readonly subject: 'bridge' | 'adapter'
  /** Where it writes to. */
  readonly out: string
  /** Said when it is there. */
  readonly started: string
}

export const ways: Readonly<Record<AdapterSpec['kind'], Way>> = {
  embedded: { hasWire: false, subject: 'adapter', out: '', started: 'it comes with partyline' },
  module: { hasWire: false, subject: 'adapter', out: '', started: 'the module is loaded' },
  tcp: { hasWire: true, subject: 'bridge', out: 'the connection', started: 'it listens' },
  exec: { hasWire: true, subject: 'bridge', out: 'stdout', started: 'the command is started' },
}
