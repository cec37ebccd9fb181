/** One page that opens from disk, with nothing to load. */
import { createHash } from 'node:crypto'
import { escapeHtml } from './escape.ts'

export interface HtmlPage {
  /** Plain text; also the first heading. */
  readonly title: string
  /** What the page is, above that heading; plain text. */
  readonly brand: string
  /** CSS of this version alone. */
  readonly style: string
  /** JavaScript of this version alone, which no page needs in order to be read. */
  readonly script?: string
  /** The rest is HTML already. */
  readonly header: string
  readonly main: string
  readonly footer: string
}

/**
 * A file from disk may still be opened in a browser that is logged in everywhere: allow this very style
 * and this very script, and nothing else.
 */
const policy = ({ style, script }: HtmlPage): string =>
  [
    "default-src 'none'",
    `style-src ${hashed(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashed(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const hashed = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export function htmlPage(page: HtmlPage): string {
  const { title, brand, style, script, header, main, footer } = page
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip the summary</a>
<header>
<p class="brand">${escapeHtml(brand)}</p>
<h1>${escapeHtml(title)}</h1>
${header}
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer>${footer}</footer>
<p id="said" class="unseen" role="status"></p>
${
  script === undefined
    ? ''
    : `<script>${script}</script>
`
}</body>
</html>
`
}

/** A heading that can be linked to. */
export function htmlHeading(id: string, title: string): string {
  return `<h2 id="${id}">${escapeHtml(title)} <a class="self" href="#${id}" aria-label="Link to: ${escapeHtml(title)}">#</a></h2>`
}
