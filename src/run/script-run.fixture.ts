import type { Event } from '../../oracles/tlib.ts'
import type { TServer } from '../adapter/adapter.ts'
import type { Script } from '../plan/script.ts'
import { toldTServer } from './fake-tserver.fixture.ts'
import { Inbox } from './inbox.ts'
import { ScriptRun } from './script-run.ts'

/** A run of a script against a T-Server that is told what to answer; `deliver` is its side. */
export function runOf(
  script: Script,
  answers: (deliver: (event: Event) => void) => Partial<TServer>,
) {
  const inbox = new Inbox()
  const { tserver, asked } = toldTServer(answers(inbox.deliver))
  return { run: new ScriptRun(script, tserver, inbox), asked, inbox }
}
