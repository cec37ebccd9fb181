/** Goes through the adapter protocol step by step, and says what a bridge gets wrong. */
import { AdapterFailure, AdapterUnavailable } from '../adapter/adapter.ts'
import { protocolVersion } from '../adapter/messages.ts'
import { implementationInWords } from '../report/verdict-in-words.ts'
import { failureAdvice } from './advice/failure-advice.ts'
import { severalAtOnce } from './advice/several-at-once.ts'
import { capabilitiesCheck } from './capabilities-check.ts'
import { BridgeAtFault, type Check, type Problem } from './check.ts'
import { examinations } from './checks.ts'
import type { Examination } from './examination.ts'
import { ofGoneCalls } from './gone-calls.ts'
import type { Session } from './session.ts'
import { shutDown } from './shutdown-check.ts'
import { symptomOf } from './symptom.ts'
import { endOfLog, linesOfFailure, seenOf } from './telling-lines.ts'

/** What is told while the doctor is at it. */
export interface CheckupListener {
  begun(name: string): void
  ended(check: Check): void
}

/**
 * Tries everything that the adapter says it can do, over one connection for as long as it lasts.
 * @throws AdapterUnavailable where nothing can be started.
 */
export async function checkup(
  session: Session,
  listener: CheckupListener,
): Promise<readonly Check[]> {
  const checks: Check[] = []
  const tell = (...some: readonly Check[]): void => {
    for (const check of some) {
      checks.push(check)
      listener.ended(check)
    }
  }
  listener.begun('start')
  tell(...(await start(session)))
  if (session.connected) tell(capabilitiesCheck(session))
  for (const examination of [...examinations, shutdown]) {
    listener.begun(examination.name)
    tell(await examine(examination, session, checks))
  }
  return checks
}

/** The last of all; it leaves no connection. */
const shutdown: Examination = { name: 'shutdown', asks: ['shutdown'], run: shutDown }

/** Starts the adapter and shakes hands with it. */
async function start(session: Session): Promise<readonly Check[]> {
  session.begin()
  try {
    await session.connect()
  } catch (error) {
    if (!(error instanceof AdapterUnavailable && error.cause instanceof AdapterFailure)) throw error
    const failure = error.cause
    const problem = problemOf(failure, session)
    // What ends before it has said anything has not begun to shake hands.
    return failure.kind === 'crash' && session.exchange.wire.bytes === 0 && session.way.hasWire
      ? [wrong('start', [problem])]
      : [passed('start', session.way.started), wrong('handshake', [problem])]
  }
  const who = implementationInWords(session.tserver.implementation)
  const version = session.way.hasWire ? `, version ${protocolVersion} of the protocol` : ''
  return [passed('start', session.way.started), passed('handshake', who + version)]
}

async function examine(
  examination: Examination,
  session: Session,
  before: readonly Check[],
): Promise<Check> {
  const { name } = examination
  session.begin()
  const spared = await reasonToSpare(examination, session, before)
  if (spared !== undefined) return { name, ...spared, problems: [], notes: [] }
  const problems: Problem[] = []
  let summary = ''
  try {
    summary = await examination.run(session)
  } catch (error) {
    problems.push(problemOf(error, session))
    session.garbles ||= error instanceof BridgeAtFault
    if (error instanceof AdapterFailure) await session.lost()
    else await clearUp(session)
  }
  const gone = ofGoneCalls(session)
  if (problems.length === 0 && gone !== undefined) problems.push(gone.problem)
  const notes = [...session.notes]
  if (problems.length > 0) return { ...wrong(name, problems), notes }
  const [difference] = session.differences
  if (difference === undefined) return { ...passed(name, summary), notes }
  return session.garbles
    ? { name, status: 'not tried', summary: 'what is passed on wrongly hides it', problems, notes }
    : { name, status: 'tserver', summary: difference, problems, notes }
}

/** Why a check is not run; connects again where the connection was lost. */
async function reasonToSpare(
  { asks, spared }: Examination,
  session: Session,
  before: readonly Check[],
): Promise<Pick<Check, 'status' | 'summary'> | undefined> {
  const handshake = before.find(({ name, status }) => name === 'handshake' && status === 'passed')
  if (handshake === undefined) return { status: 'not tried', summary: 'the handshake comes first' }
  const reason = spared?.(session)
  if (reason !== undefined) return reason
  const silent = asks.find((method) => session.unanswered.has(method))
  if (silent !== undefined)
    return { status: 'not tried', summary: `it takes ${silent}, which does not work` }
  if (!session.connected && !(await session.connectAgain()))
    return { status: 'not tried', summary: 'the bridge could not be started again' }
  return undefined
}

/** After a complaint: what is still there of its calls is not to be in the way of the next check. */
async function clearUp(session: Session): Promise<void> {
  try {
    await session.calls?.discard()
    await session.tserver.fence()
  } catch (error) {
    // That discard or fence fails is told by a check of its own.
    if (!(error instanceof AdapterFailure)) throw error
    await session.lost()
  }
}

function problemOf(error: unknown, session: Session): Problem {
  if (error instanceof BridgeAtFault) return error.problem
  if (!(error instanceof AdapterFailure)) throw error
  const symptom = symptomOf(error, session)
  if (error.kind === 'hang' || 'error' in symptom.message) session.waitedInVain(symptom.method)
  const advised = failureAdvice(symptom)
  if (advised.mistake === severalAtOnce) session.oneAtATime = true
  return {
    ...advised,
    lines: linesOfFailure(error, session.exchange),
    seen: seenOf(error),
    log: endOfLog(error.log),
  }
}

function wrong(name: string, problems: readonly Problem[]): Check {
  const [first] = problems
  return { name, status: 'wrong', summary: first?.mistake ?? '', problems, notes: [] }
}

function passed(name: string, summary: string): Check {
  return { name, status: 'passed', summary, problems: [], notes: [] }
}
