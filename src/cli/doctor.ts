/** `partyline doctor`: tries an adapter step by step. */
import type { Command } from 'commander'
import { printable } from '../adapter/printable.ts'
import type { Check } from '../doctor/check.ts'
import { checkup } from '../doctor/checkup.ts'
import { checkText, verdictText } from '../doctor/checkup-text.ts'
import { openSession } from '../doctor/open-session.ts'
import { exitStatus } from './exit-status.ts'
import { adapterHelp, timeoutOption } from './conduct.ts'
import { endOnInterrupt } from './interrupt.ts'
import { waitingLine } from './waiting-line.ts'

interface DoctorOptions {
  readonly adapter: string
  readonly timeout: number
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'Try an adapter step by step, and say in words what it gets wrong and what to change. It judges the bridge, not the T-Server.',
    )
    .option('--adapter <spec>', adapterHelp, 'embedded')
    .addOption(timeoutOption())
    .addHelpText('after', doctorExamples)
    .action(async (options: DoctorOptions) => {
      process.exitCode = await examine(options)
    })
}

const doctorExamples = `
Examples:
  $ partyline doctor --adapter "exec:python3 bridge.py"
  $ partyline doctor --adapter "exec:./bridge --lab 2" --timeout 20s
  $ partyline doctor --adapter tcp://127.0.0.1:3000
  $ partyline doctor --adapter ./adapter.js

Exit status: 0 the bridge does what the protocol wants, whatever the T-Server
does; 1 the bridge does something wrong, 2 wrong usage or nothing can be
started, 70 a fault of partyline itself, 130 interrupted.`

async function examine({ adapter, timeout }: DoctorOptions): Promise<number> {
  endOnInterrupt()
  const { stdout, stderr } = process
  const waiting = waitingLine(stderr.isTTY ? (line) => stderr.write(line) : undefined)
  const session = await openSession(adapter, timeout)
  const text = {
    columns: stdout.columns ?? 80,
    colour: stdout.hasColors?.() ?? false,
    subject: session.way.subject,
  }
  const told: Check[] = []
  const checks = await checkup(session, {
    begun: waiting.begin,
    ended(check) {
      waiting.end()
      // Nothing is told of an adapter that cannot even be started, but why.
      if (told.length === 0) stdout.write(`partyline doctor: ${printable(adapter)}\n\n`)
      stdout.write(checkText(check, told, text))
      told.push(check)
    },
  }).finally(waiting.end)
  stdout.write(verdictText(checks, adapter, text))
  return checks.some(({ status }) => status === 'wrong') ? exitStatus.violates : exitStatus.conforms
}
