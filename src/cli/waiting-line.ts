/** Says on a terminal what is waited for, once that takes long. */

/** Milliseconds after which the reader wonders. */
const longWait = 2000

export interface WaitingLine {
  begin(name: string): void
  end(): void
}

/** @param write to the terminal; undefined where there is none. */
export function waitingLine(write: ((text: string) => void) | undefined): WaitingLine {
  let timer: NodeJS.Timeout | undefined
  let shown = false

  function end(): void {
    clearTimeout(timer)
    if (shown) write?.('\r\x1b[2K')
    shown = false
  }

  return {
    begin(name) {
      end()
      timer = setTimeout(() => {
        write?.(`… ${name}`)
        shown = true
      }, longWait)
    },
    end,
  }
}
