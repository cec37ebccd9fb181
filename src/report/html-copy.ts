/** A text to be copied as a whole, with the button that does it. */
import { escapeHtml } from './escape.ts'

export interface CopyText {
  /** Of the text: different for each of a page. */
  readonly id: string
  /** What is copied, as the button says it. */
  readonly what: string
  readonly text: string
}

/** The button shows itself where the page's script runs. */
export function htmlCopy({ id, what, text }: CopyText): string {
  return `<div class="copy"><pre class="command" id="${id}" tabindex="0">${escapeHtml(text)}</pre>${htmlCopyButton(id, what)}</div>`
}

export function htmlCopyButton(id: string, what: string): string {
  return `<button type="button" data-copy="${id}" data-needs-script hidden>Copy ${escapeHtml(what)}</button>`
}
