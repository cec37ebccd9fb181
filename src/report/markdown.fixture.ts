/** A parser of GitHub's Markdown, for the tests. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** As HTML; markup in the text stays markup, so that it can be seen. */
export function renderedMarkdown(text: string): string {
  return micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}
