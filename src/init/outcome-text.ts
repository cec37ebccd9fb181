/** What `partyline init` prints. */
import { wrapped } from '../report/wrap.ts'
import type { NextStep } from './next-steps.ts'
import type { StartingFile } from './starting-files.ts'

export interface Outcome {
  readonly written: readonly StartingFile[]
  /** There before, with the lines that they lack. */
  readonly left: readonly { readonly path: string; readonly lacking: readonly string[] }[]
  readonly next: readonly NextStep[]
}

/** @returns lines, the last one with its line feed. */
export function outcomeText({ written, left, next }: Outcome, columns: number): string {
  const width = Math.max(0, ...written.map(({ path }) => path.length))
  const lines = [
    ...(written.length === 0 ? ['Nothing was written: all of it exists.'] : ['Written:']),
    ...written.map(({ path, purpose }) => `  ${path.padEnd(width)}  ${purpose}`),
    '',
    ...(left.length === 0 ? [] : ['Left as it is, because it exists:']),
    ...left.flatMap(leftLines),
    ...(left.length === 0 ? [] : ['']),
    'What to do next:',
    ...next.flatMap((step, at) => stepLines(step, at + 1, columns)),
  ]
  return `${lines.join('\n')}\n`
}

function leftLines({ path, lacking }: Outcome['left'][number]): readonly string[] {
  if (lacking.length === 0) return [`  ${path}`]
  return [`  ${path}, to which you may add:`, ...lacking.map((line) => `      ${line}`)]
}

function stepLines({ what, command }: NextStep, number: number, columns: number) {
  const [first, ...rest] = wrapped(what, Math.max(40, columns) - 5)
  return [
    `  ${number}. ${first}`,
    ...rest.map((line) => `     ${line}`),
    ...(command === undefined ? [] : [`       ${command}`]),
  ]
}
