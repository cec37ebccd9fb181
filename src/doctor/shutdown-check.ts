/** The end: shutdown is answered, and the bridge ends by itself. */
import { printable } from '../adapter/printable.ts'
import { BridgeAtFault } from './check.ts'
import type { Session } from './session.ts'
import { linesOf } from './telling-lines.ts'

/**
 * @returns what was seen, in a few words.
 * @throws AdapterFailure, BridgeAtFault
 */
export async function shutDown(session: Session): Promise<string> {
  const began = session.exchange.next
  await session.tserver.shutdown()
  if (!session.way.hasWire) return 'done'
  const { ended } = session.exchange.wire
  const how = printable(ended ?? 'did not end', 100)
  if (ended === undefined || /SIGKILL|not closed in time/.test(ended))
    throw new BridgeAtFault({
      mistake: 'the bridge does not end after shutdown',
      lines: linesOf(session.exchange, began, 'shutdown'),
      seen: 'It was still there when its time was over.',
      log: [],
      wanted:
        'When it has answered shutdown, the bridge ends by itself, or closes the connection where it listens.',
      toDo: 'Leave the loop that reads requests after the answer to shutdown, and end what keeps the process or the connection open: threads, timers, the connection to the T-Server.',
    })
  if (/signal|SIG/.test(ended)) throw diedOf(how, session, began)
  if (/exit status [^0]/.test(ended))
    session.notes.push(`It ${how}; 0 is what a supervisor would expect.`)
  return `answered; the bridge ${how}`
}

function diedOf(how: string, session: Session, began: number): BridgeAtFault {
  return new BridgeAtFault({
    mistake: 'the bridge dies of its shutdown',
    lines: linesOf(session.exchange, began, 'shutdown'),
    seen: `It ${how}.`,
    log: [],
    wanted: 'The bridge ends by itself when it has answered shutdown.',
    toDo: 'Find out what it died of after it had answered: close the connection to the T-Server before what it uses is torn down.',
  })
}
