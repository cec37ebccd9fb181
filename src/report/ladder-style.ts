/** How a ladder looks; sizes stand in ladder-layout.ts, as text must be measured before it is set. */
export const ladderStyle = `.ladder {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: 13px;
}
.ladder text { fill: var(--ink); white-space: pre; }
.ladder .ground { fill: var(--paper); }
.ladder .head { fill: var(--paper); stroke: var(--line); }
.ladder .head.server { fill: var(--accent); stroke: var(--accent); }
.ladder .head.elsewhere { stroke-dasharray: 4 3; }
.ladder .name { font-weight: 600; text-anchor: middle; }
.ladder .name.pale { fill: var(--quiet); font-weight: 400; }
.ladder .name.upright, .ladder .caption.upright { text-anchor: start; }
.ladder .name.server { fill: var(--paper); }
.ladder .caption { font-size: 10px; text-anchor: middle; fill: var(--quiet); }
.ladder .life { stroke: var(--line); stroke-width: 1.5; }
.ladder .life.pale { stroke: var(--hair); }
.ladder .life.over { stroke-dasharray: 1 6; stroke-linecap: round; }
.ladder .arrow { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.ladder .tip { fill: var(--ink); }
.ladder .dot { fill: var(--accent); }
.ladder .fence { stroke: var(--line); stroke-dasharray: 3 4; }
.ladder .note { font-size: 12px; }
.ladder .quiet { fill: var(--quiet); }
.ladder .strong { font-weight: 600; }
.ladder .standing { font-weight: 600; }
.ladder .band { fill: none; }
.ladder .badge { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
.ladder .sign { fill: none; stroke: var(--quiet); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.ladder .request .arrow { stroke: var(--accent); }
.ladder .request .tip, .ladder .request .label { fill: var(--accent); }
.ladder .request .label { font-weight: 600; }
.ladder .in-flight { fill: none; stroke: var(--accent); stroke-width: 1.5; }
.ladder .added .arrow { stroke: var(--quiet); stroke-dasharray: 2 4; }
.ladder .added .tip { fill: var(--quiet); }
.ladder .good .badge, .ladder .good .sign { stroke: var(--good); }
.ladder .not-judged .arrow { stroke: var(--line); }
.ladder .not-judged .tip { fill: var(--line); }
.ladder .not-judged .label { fill: var(--quiet); }
.ladder .wrong .band { fill: var(--wrong-soft); }
.ladder .wrong .arrow { stroke: var(--wrong); stroke-width: 2; }
.ladder .wrong .tip, .ladder .wrong .strong, .ladder .wrong .label { fill: var(--wrong); }
.ladder .wrong .label { font-weight: 600; }
.ladder .wrong .badge { fill: var(--wrong); stroke: var(--wrong); }
.ladder .wrong .sign { stroke: var(--wrong-soft); }
.ladder .missing .arrow { stroke-dasharray: 5 5; }
.ladder .missing .tip { fill: var(--wrong-soft); stroke: var(--wrong); }
.ladder .late .band { fill: var(--late-soft); }
.ladder .late .arrow { stroke: var(--late); }
.ladder .late .tip, .ladder .late .strong, .ladder .late .label { fill: var(--late); }
.ladder .late .badge { fill: var(--late); stroke: var(--late); }
.ladder .late .sign { stroke: var(--late-soft); }`
