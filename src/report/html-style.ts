import { coverageStyle } from './coverage-style.ts'
import { historyStyle } from './history-style.ts'
import { ladderStyle } from './ladder-style.ts'
import { palette } from './palette.ts'

/** The whole style of report.html. */
export const htmlStyle = `${palette(':root')}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
main, header, footer { max-width: 1200px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; padding-bottom: 8px; }
footer { padding-top: 8px; padding-bottom: 48px; color: var(--quiet); font-size: 14px; }
h1 { font-size: 30px; line-height: 1.25; margin: 4px 0 12px; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 20px; line-height: 1.35; margin: 40px 0 12px; text-wrap: balance; }
h3 { font-size: 13px; margin: 28px 0 8px; color: var(--quiet); font-weight: 600; }
p { margin: 8px 0; }
a { color: var(--accent); }
code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.88em; }
.brand { color: var(--quiet); font-size: 14px; margin: 0; }
.verdict { display: inline-block; border-radius: 999px; padding: 2px 12px; font-size: 14px; font-weight: 600; color: var(--paper); background: var(--late); }
.verdict.conforms { background: var(--good); }
.verdict.violates { background: var(--wrong); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 1px; margin: 24px 0 0; background: var(--paper); border: 1px solid var(--hair); border-radius: 10px; overflow: hidden; }
.numbers div { box-shadow: 0 0 0 1px var(--hair); padding: 12px 16px; }
.numbers dt { font-size: 13px; color: var(--quiet); }
.numbers dd { margin: 0; font-size: 19px; font-variant-numeric: tabular-nums; }
.numbers .words { font-size: 15px; line-height: 1.4; padding-top: 5px; }
article { background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; padding: 24px 28px 28px; margin: 24px 0; }
article > h2 { margin-top: 2px; }
.contents { padding-left: 22px; }
.contents li { margin: 4px 0; }
.kind { font-size: 14px; color: var(--quiet); margin: 0; }
.kind b { color: var(--wrong); font-weight: 600; }
.rule { border-left: 3px solid var(--accent); padding: 2px 0 2px 16px; margin: 16px 0; }
.rule p { margin: 2px 0; }
.rule blockquote { margin: 4px 0; font-style: italic; }
.rule cite { font-style: normal; font-size: 14px; color: var(--quiet); }
.script { font-size: 17px; }
.scroll { overflow-x: auto; margin: 0 -28px; padding: 4px 28px; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.scroll svg { display: block; margin-left: -8px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 13px; }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--hair); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 0; }
.rules td:last-child { overflow-wrap: normal; }
.compared { min-width: 660px; overflow-wrap: break-word; }
.compared tr.wrong td { background: var(--wrong-soft); }
.compared tr.late td { background: var(--late-soft); }
.compared td:first-child, .compared th:first-child { padding-left: 10px; }
.compared b { font-weight: 600; }
.compared ul { list-style: none; margin: 0; padding: 0; color: var(--quiet); }
.compared mark { background: none; color: var(--wrong); font-weight: 600; }
.mark { white-space: nowrap; }
.wrong > .mark, .broken { color: var(--wrong); font-weight: 600; }
.late > .mark, .never { color: var(--late); font-weight: 600; }
.good > .mark, .held { color: var(--good); }
.known-failure { background: var(--late-soft); border-radius: 8px; padding: 8px 14px; }
.facts { padding-left: 18px; margin: 8px 0; font-size: 15px; }
.command, .log { background: var(--ground); border: 1px solid var(--hair); border-radius: 8px; padding: 12px 14px; margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.command { user-select: all; }
.quiet { color: var(--quiet); }
section { background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; padding: 20px 28px; margin: 24px 0; }
section > h2 { margin-top: 0; }
@media (max-width: 640px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 24px; }
  h1 { font-size: 24px; }
  h2 { font-size: 18px; }
  article, section { padding: 16px; }
  .scroll { margin: 0 -16px; padding: 4px 16px; }
}
@media print {
  body { background: none; }
  article, section { break-inside: avoid; }
  .scroll svg { max-width: 100%; height: auto; }
}
${ladderStyle}
${coverageStyle}
${historyStyle}`
