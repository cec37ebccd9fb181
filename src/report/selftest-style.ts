import { rules } from '../../oracles/rules.ts'
import { htmlStyle } from './html-style.ts'

/** Columns of the matrix before those of the rules. */
const columnsBefore = 4

/** The head of the column that the pointer is over. */
const headsPointedAt = rules
  .map((_, at) => columnsBefore + at + 1)
  .map((nth) => `.matrix table:has(td:nth-child(${nth}):hover) thead th:nth-child(${nth}) a`)
  .join(', ')

/** The whole style of selftest.html. */
export const selftestStyle = `${htmlStyle}
.matrix { overflow: auto; max-height: 92vh; margin: 12px 0 0; padding: 0; }
.matrix table { border-collapse: separate; border-spacing: 0; width: auto; line-height: 1.3; }
.matrix th, .matrix td { padding: 0; border-bottom: 1px solid var(--hair); vertical-align: middle; }
.matrix tr:last-child td { border-bottom: 1px solid var(--hair); }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--paper); vertical-align: bottom; padding-top: 4px; padding-bottom: 6px; border-bottom-color: var(--line); }
.matrix .name { position: sticky; left: 0; z-index: 1; background: var(--paper); padding: 4px 10px 4px 0; min-width: 130px; font-weight: 400; color: var(--ink); }
.matrix thead .name { z-index: 3; padding-bottom: 6px; font-weight: 600; color: var(--quiet); }
.matrix .name a { color: inherit; text-decoration: none; }
.matrix .name a:hover, .matrix .name a:focus-visible { text-decoration: underline; }
.matrix .number { padding-right: 10px; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.matrix .size { min-width: 54px; }
.matrix .head { width: 25px; min-width: 25px; }
.matrix .head a { display: block; margin: 0 auto; writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; font-weight: 400; color: var(--quiet); text-decoration: none; }
.matrix .head.idle a { color: var(--late); font-weight: 600; }
.matrix .cell { border-left: 1px solid var(--hair); text-align: center; height: 24px; }
.matrix .cell a { display: block; position: relative; line-height: 24px; text-decoration: none; font-size: 11px; }
.matrix .names a { background: var(--accent); color: var(--paper); }
.matrix .breaks a { background: color-mix(in srgb, var(--accent) 22%, var(--paper)); color: var(--accent); }
.matrix .idle.cell { background: var(--late-soft); }
.matrix .cell a:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px; }
.matrix .cell a:focus-visible::after { content: attr(title); position: absolute; right: 0; top: 26px; z-index: 4; width: max-content; max-width: 300px; padding: 4px 10px; border-radius: 6px; background: var(--ink); color: var(--paper); font-size: 13px; line-height: 1.4; text-align: left; }
.matrix tbody tr:hover td, .matrix tbody tr:hover .name { background: var(--ground); }
.matrix .subject { padding: 18px 0 6px; text-align: left; color: var(--ink); }
.matrix .subject span { position: sticky; left: 0; }
.matrix .missed td { background: var(--wrong-soft); color: var(--wrong); font-weight: 600; padding: 4px 10px; }
.matrix tfoot td.cell { font-variant-numeric: tabular-nums; font-size: 12px; color: var(--quiet); }
.matrix tfoot tr:first-child > * { border-top: 1px solid var(--line); }
.matrix tfoot .idle { color: var(--late); font-weight: 600; }
${headsPointedAt} { color: var(--accent); }
.key { display: inline-block; width: 20px; border-radius: 4px; text-align: center; font-size: 11px; line-height: 20px; }
.key.names { background: var(--accent); color: var(--paper); }
.key.breaks { background: color-mix(in srgb, var(--accent) 22%, var(--paper)); color: var(--accent); }
.fault { border-top: 1px solid var(--hair); padding: 12px 0; }
.fault h3 { margin: 0; font-size: 15px; color: var(--ink); }
.fault p { margin: 4px 0; font-size: 15px; }
.fault .quiet { font-size: 14px; }
.fault:target { background: var(--late-soft); box-shadow: -12px 0 0 var(--late-soft), 12px 0 0 var(--late-soft); }
@media (max-width: 640px) {
  .matrix { max-height: 80vh; margin: 12px 0 0; padding: 0; }
  .matrix .name { width: 36vw; padding-right: 6px; font-size: 12px; }
}
@media print {
  @page { size: landscape; }
  section { break-inside: auto; }
  .fault, .matrix tr { break-inside: avoid; }
  .matrix { overflow: visible; max-height: none; zoom: 0.72; print-color-adjust: exact; }
  .matrix .name, .matrix thead th { position: static; }
}
`
