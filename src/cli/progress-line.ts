/** Tells on stderr how far a campaign has come: one line that is redrawn, or a line now and then. */
import type { Progress } from '../run/campaign-settings.ts'

/** Milliseconds between two redraws on a terminal, and between two lines elsewhere. */
const redrawEvery = 100
const tellEvery = 10_000

export interface ProgressLineOptions {
  readonly write: (text: string) => void
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined
  readonly now: () => number
}

export class ProgressLine {
  readonly #options: ProgressLineOptions
  #told: number
  #shown = false

  constructor(options: ProgressLineOptions) {
    this.#options = options
    this.#told = options.now()
  }

  readonly update = (progress: Progress): void => this.tell(progressText(progress))

  readonly tell = (line: string): void => {
    const { write, columns, now } = this.#options
    if (now() - this.#told < (columns === undefined ? tellEvery : redrawEvery)) return
    this.#told = now()
    if (columns === undefined) return write(`${line}\n`)
    write(`\r\x1b[2K${line.slice(0, columns - 1)}`)
    this.#shown = true
  }

  /** Tells at once, in a line that stays. */
  readonly note = (line: string): void => {
    this.clear()
    this.#options.write(`${line}\n`)
  }

  /** Takes the line away, so that what follows stands where it stood. */
  clear(): void {
    if (this.#shown) this.#options.write('\r\x1b[2K')
    this.#shown = false
  }
}

function progressText({ scripts, runs, findings, seconds, busy, workers }: Progress): string {
  const rate = seconds > 0 ? Math.round(scripts / seconds) : 0
  const found = findings === 1 ? '1 finding' : `${findings} findings`
  const doing = busy === undefined ? '' : `, ${busy}`
  const working = workers === undefined ? '' : workers === 1 ? ', 1 worker' : `, ${workers} workers`
  return `${scripts} of ${runs} scripts, ${rate} a second, ${found}${working}${doing}`
}
