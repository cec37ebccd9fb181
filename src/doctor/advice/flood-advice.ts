/** Events without end. */
import type { Advice, Advised } from '../advice.ts'
import type { Symptom } from '../symptom.ts'

export const withoutEnd: Advised = {
  mistake: 'events come without end',
  wanted: 'An event is sent once for every DN to which it was distributed.',
  toDo: "Look for a loop that writes the same event again: a queue that is never emptied, a handler that is called by what it writes. The T-Server's own log tells how often it distributed it.",
}

export const floodAdvice: readonly Advice<Symptom>[] = [
  { ...withoutEnd, applies: ({ failure }) => /^more than \d+ .*events/.test(failure.message) },
]
