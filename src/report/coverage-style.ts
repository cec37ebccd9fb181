/** How the pictures of what was exercised look; sizes stand in coverage-picture.ts. */
export const coverageStyle = `.heat-maps { display: flex; flex-wrap: wrap; gap: 24px 40px; margin: 16px 0; }
.heat-maps figure { margin: 0; flex: 0 1 300px; min-width: 0; break-inside: avoid; }
.heat-maps figcaption { font-size: 14px; line-height: 1.4; margin-bottom: 6px; }
.heat-maps figcaption span { display: block; color: var(--quiet); font-size: 13px; }
.heat-maps ul { list-style: none; margin: 0; padding: 0; font-size: 14px; }
.heat-maps li { display: flex; align-items: center; gap: 10px; margin: 3px 0; }
.heat-map { display: block; max-width: 100%; height: auto; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px; }
.heat-maps li .heat-map { flex: none; }
.heat-map text { fill: var(--ink); }
.heat-map .parties { fill: var(--quiet); text-anchor: middle; }
.heat-map .count { font-size: 10px; text-anchor: middle; }
.heat-map rect { fill: var(--accent); }
.heat-map rect.level-0 { fill-opacity: 0.1; }
.heat-map rect.level-1 { fill-opacity: 0.22; }
.heat-map rect.level-2 { fill-opacity: 0.36; }
.heat-map rect.level-3 { fill-opacity: 0.5; }
.heat-map rect.level-4 { fill-opacity: 0.85; }
.heat-map rect.level-5 { fill-opacity: 1; }
.heat-map text.level-4, .heat-map text.level-5 { fill: var(--paper); }
.heat-map rect.never { fill: none; stroke: var(--late); stroke-width: 1.5; }
.heat-map .hatch { fill: none; stroke: var(--late); stroke-width: 1; }
.heat-map rect.not-applicable { fill: none; stroke: var(--line); stroke-width: 0.75; }
.transitions { min-width: 760px; }
.transitions th, .transitions td { padding: 3px 16px 3px 0; white-space: nowrap; }
.transitions .number { padding: 3px 0 3px 16px; }
.transitions tbody th { color: inherit; font-weight: 400; }
summary { cursor: pointer; color: var(--accent); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`
