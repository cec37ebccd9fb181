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
article { background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; margin: 24px 0; position: relative; }
article > details > summary { padding: 20px 60px 20px 28px; color: var(--ink); border-radius: 12px; }
article > details > summary { list-style: none; position: relative; }
article > details > summary::-webkit-details-marker { display: none; }
article > details > summary::before { content: "▸"; position: absolute; left: 10px; color: var(--accent); }
article > details[open] > summary::before { content: "▾"; }
article > details > summary h2 { margin: 2px 0 0; }
article > details[open] > summary { padding-bottom: 8px; }
.content { padding: 0 28px 28px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 12px; z-index: 9; background: var(--paper); padding: 6px 14px; border-radius: 8px; border: 2px solid var(--accent); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.contents { list-style: none; padding: 0; margin: 20px 0; font-size: 15px; }
.contents > li { margin: 12px 0; }
.contents ol { padding-left: 24px; margin: 2px 0; }
.contents li li { margin: 3px 0; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 10px; align-items: center; margin: 24px 0 4px; font-size: 14px; }
.controls input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 8px; padding: 6px 10px; flex: 1 1 240px; min-width: 0; max-width: 420px; }
button { font: inherit; font-size: 14px; color: var(--accent); background: var(--paper); border: 1px solid var(--accent); border-radius: 8px; padding: 5px 12px; cursor: pointer; }
button:hover { background: var(--ground); }
button.copied::after { content: " ✓"; color: var(--good); }
a:focus-visible, button:focus-visible, input:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; }
.group-name { font-weight: 600; margin: 32px 0 -12px; }
.self { color: var(--quiet); text-decoration: none; font-weight: 400; padding: 0 4px; }
.self:hover, .self:focus-visible { color: var(--accent); }
article > .self { position: absolute; top: 20px; right: 24px; }
.content { scroll-margin-top: 160px; }
.kind { display: block; font-size: 14px; color: var(--quiet); }
.kind b { color: var(--wrong); font-weight: 600; }
.rule { border-left: 3px solid var(--accent); padding: 2px 0 2px 16px; margin: 16px 0; }
.rule p { margin: 2px 0; }
.rule blockquote { margin: 4px 0; font-style: italic; }
.rule cite { font-style: normal; font-size: 14px; color: var(--quiet); }
.script { font-size: 17px; }
.passing { font-size: 15px; }
.variations { list-style: none; padding: 0; margin: 8px 0; font-size: 15px; }
.variations li { margin: 4px 0; }
.copy { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: flex-start; }
.copy .command { flex: 1 1 320px; min-width: 0; margin: 4px 0; }
.copy button { margin: 4px 0; }
.content details { margin: 10px 0; }
.ladder-lines { font-size: 14px; padding-left: 34px; }
.ladder-lines li { margin: 2px 0; }
.environment { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 8px 0; font-size: 15px; }
.environment dt { color: var(--quiet); }
.environment dd { margin: 0; min-width: 0; }
.steps td, .steps th { white-space: nowrap; padding-right: 24px; }
.steps td.number, .steps th.number { padding-right: 24px; }
.steps td:nth-child(5) { white-space: normal; min-width: 180px; }
.scroll { overflow-x: auto; position: relative; margin: 0 -28px; padding: 4px 28px; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.scroll svg { display: block; margin-left: -8px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.5; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 13px; }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--hair); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 0; }
.rules { min-width: 620px; overflow-wrap: break-word; }
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
  section { padding: 16px; }
  article > details > summary { padding: 16px 44px 12px 26px; }
  article > .self { top: 14px; right: 14px; }
  .content { padding: 0 16px 16px; }
  .scroll { margin: 0 -16px; padding: 4px 16px; }
}
@media print {
  body { background: none; }
  .verdict { print-color-adjust: exact; }
  .skip, .controls, .self, button { display: none; }
  article, section { border: 0; }
  h2, h3, summary { break-after: avoid; }
  tr, .rule, li, .copy { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .scroll { overflow: visible; margin: 0; padding: 0; }
  .scroll svg { max-width: 100%; height: auto; margin: 0; }
  .compared, .transitions { min-width: 0; }
  .steps td { white-space: normal; }
}
${ladderStyle}
${coverageStyle}
${historyStyle}`
