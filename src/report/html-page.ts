/** One page that opens from disk, with nothing to load and no script. */
import { createHash } from 'node:crypto'
import { escapeHtml } from './escape.ts'

export interface HtmlPage {
  /** Plain text; also the first heading. */
  readonly title: string
  /** What the page is, above that heading; plain text. */
  readonly brand: string
  /** CSS of this version alone. */
  readonly style: string
  /** The rest is HTML already. */
  readonly header: string
  readonly main: string
  readonly footer: string
}

/** A file from disk may still be opened in a browser that is logged in everywhere: allow nothing. */
const policy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

export function htmlPage({ title, brand, style, header, main, footer }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="brand">${escapeHtml(brand)}</p>
<h1>${escapeHtml(title)}</h1>
${header}
</header>
<main>
${main}
</main>
<footer>${footer}</footer>
</body>
</html>
`
}
