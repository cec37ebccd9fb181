/** Text as the content of other formats: HTML, XML, Markdown, Mermaid, the log of a CI server. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for the content of an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Everything that XML 1.0 does not allow, not even as a reference. */
const forbiddenInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/**
 * Text for the content of an XML element or a quoted attribute. Characters that XML 1.0 forbids
 * come out as `\u001b`; white space is kept as it is, also in attributes.
 */
export function escapeXml(text: string): string {
  return escapeHtml(text)
    .replace(forbiddenInXml, asUnicodeEscape)
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
}

function asUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/**
 * One line of text for running Markdown, headings and cells of tables: nothing of it is markup, a
 * mention (`@name`), a reference (`#1`) or a link. GitHub looks for those in the finished page, so
 * a backslash does not stop it; an empty comment does.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_{}[\]()+\-!|~^$=]/g, '\\$&')
    .replace(/(^ *\d+)([.)])/g, '$1\\$2')
    .replace(/(?<!&)[@#]/g, '$&<!-- -->')
    .replace(/:(?=\/\/)|www(?=\.)/gi, '$&<!-- -->')
}

/**
 * One line of text as a code span, whatever backticks are in it. Nothing in a code span becomes a
 * mention or a link.
 */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  const ticks = '`'.repeat(longestRun(line, '`') + 1)
  const spaced = /^[` ]|[` ]$/.test(line) || line === '' ? ` ${line} ` : line
  return `${ticks}${spaced}${ticks}`
}

/** The same in a cell of a table, which a bar would end, even in code. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|')
}

/** Lines of text as a fenced block, whatever backticks are in them. */
export function fencedBlock(text: string, language = ''): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text, '`') + 1))
  return `${ticks}${language}\n${text}\n${ticks}`
}

/**
 * One line of text for a label of a Mermaid diagram. All but letters, digits and a few signs that mean
 * nothing there comes out as `#59;`, which is drawn as the character. A word of Mermaid's own (`end`)
 * would still be one to GitHub's older versions.
 */
export function escapeMermaid(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{N} .,_()/'…→✓✗−+↕!·-]/gu, asMermaidEntity)
    .replace(/\bend\b/gi, (word) => asMermaidEntity(word.charAt(0)) + word.slice(1))
}

function asMermaidEntity(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`
}

function longestRun(text: string, character: string): number {
  let longest = 0
  let run = 0
  for (const each of text) {
    run = each === character ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/**
 * Lines as they may stand in the log of a CI server, which takes some for commands: GitHub what
 * begins with `::` after blanks, others what has `##[`, `##vso[`, `##teamcity[` anywhere in it.
 */
export function escapeWorkflowCommands(lines: string): string {
  return lines
    .replace(/^((?:\s|\u001b\[[\d;]*m)*):(?=:)/gm, '$1\\x3a')
    .replace(/#(?=#\w*\[)/g, '\\x23')
}

/** The text of a workflow command of GitHub, which ends at a line feed. */
export function escapeCommandText(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

/** The value of a property of a workflow command, which a comma or a colon ends too. */
export function escapeCommandProperty(text: string): string {
  return escapeCommandText(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
