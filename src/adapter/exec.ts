/** An adapter that starts a bridge, written in any language, as a child process. */
import { AdapterUnavailable } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import { startProcess } from './bridge-process.ts'
import { connectBridge } from './bridge.ts'
import type { BridgeOptions } from './bridge.ts'
import { splitCommandLine } from './command-line.ts'

/**
 * An adapter that talks the adapter protocol to a command, over its standard streams. Every
 * `connect` starts the command anew.
 * @param commandLine split into words as a POSIX shell does; no shell runs it.
 * @throws AdapterUnavailable where the command line has no word, or an unfinished one.
 */
export function exec(commandLine: string, options: BridgeOptions): Adapter {
  const [command, ...args] = splitCommandLine(commandLine)
  if (!command) throw new AdapterUnavailable('exec: names no command; write exec:COMMAND LINE')
  return {
    connect: (deliver) =>
      connectBridge(
        `exec:${commandLine}`,
        () => startProcess(command, args, options.timeoutMs),
        deliver,
        options,
      ),
  }
}
