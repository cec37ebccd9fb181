/** Events of calls that are gone. */
import { dnInWords } from '../report/in-words.ts'
import { atFault } from './blames.ts'
import type { BridgeAtFault } from './check.ts'
import type { Session } from './session.ts'
import { inOrder, linesOf, linesOfEvents } from './telling-lines.ts'

/** @returns what is wrong where judged events of such a call have come. */
export function ofGoneCalls({ strays, exchange }: Session): BridgeAtFault | undefined {
  const [event] = strays
  if (event === undefined) return undefined
  const [came] = linesOfEvents(exchange, 0, [event])
  const before = linesOf(exchange, 0, 'discard', 'reset').filter(
    ({ number }) => number < (came?.number ?? 0),
  )
  const ending = before.findLast(
    ({ method, text, way }) =>
      way === 'sent' && (method === 'reset' || text.includes(event.ConnID ?? '')),
  )
  const ended = before.find(
    ({ number, way, method }) =>
      way === 'came' && method === ending?.method && number > (ending?.number ?? 0),
  )
  return atFault(
    {
      mistake: 'events come of a call that is gone',
      wanted: 'From discard or reset on no event of the call is sent, also none of ending it.',
      toDo: 'Take the call off the list of those whose events are passed on before you end it at the T-Server; and answer discard and reset when that is done.',
    },
    `${event.name} came for ${dnInWords(event.ThisDN)} after its call had been discarded.`,
    inOrder(ending, ended, came),
  )
}
