/** `partyline doctor`: tries an adapter step by step. */
import type { Command } from 'commander'
import { printable } from '../adapter/printable.ts'
import type { Check } from '../doctor/check.ts'
import { checkup } from '../doctor/checkup.ts'
import { checkText, verdictText } from '../doctor/checkup-text.ts'
import { openSession } from '../doctor/open-session.ts'
import { exitStatus } from './exit-status.ts'
import { configurationInWords, configured, type Configured } from './configured.ts'
import { endOnInterrupt } from './interrupt.ts'
import { addOptions } from './options.ts'
import { waitingLine } from './waiting-line.ts'

interface DoctorOptions extends Configured {
  readonly adapter: string
  readonly timeout: number
}

export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description(
      'Try an adapter step by step, and say in words what it gets wrong and what to change. It judges the bridge, not the T-Server.',
    )
  configured(addOptions(command, 'adapter', 'timeout'))
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

async function examine(options: DoctorOptions): Promise<number> {
  const { adapter, timeout } = options
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
      if (told.length === 0) stdout.write(heading(options))
      stdout.write(checkText(check, told, text))
      told.push(check)
    },
  }).finally(waiting.end)
  stdout.write(verdictText(checks, adapter, text))
  return checks.some(({ status }) => status === 'wrong') ? exitStatus.violates : exitStatus.conforms
}

function heading(options: DoctorOptions): string {
  const configuration = configurationInWords(options)
  const lines = [`partyline doctor: ${printable(options.adapter)}`, configuration].filter(
    (line) => line !== undefined,
  )
  return `${lines.join('\n')}\n\n`
}
