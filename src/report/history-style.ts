/** How the charts of the last runs look; sizes stand in history-chart.ts. */
export const historyStyle = `.history-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 24px 40px; margin: 16px 0; }
.history-charts figure { margin: 0; min-width: 0; break-inside: avoid; }
.history-charts figcaption { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; font-size: 14px; line-height: 1.4; margin-bottom: 6px; }
.history-charts figcaption b { font-weight: 600; white-space: nowrap; }
.history-charts figcaption span { color: var(--quiet); font-size: 13px; font-variant-numeric: tabular-nums; }
.history-chart { display: block; width: 100%; height: auto; max-height: 96px; }
.history-charts p { margin: 2px 0 0; font-size: 12px; color: var(--quiet); font-variant-numeric: tabular-nums; }
.history-chart .space { fill: none; pointer-events: all; }
.history-chart .plain { fill: var(--accent); fill-opacity: 0.55; }
.history-chart g:last-of-type .plain { fill-opacity: 1; }
.history-chart .new { fill: var(--wrong); }
.history-chart .known { fill: var(--late); fill-opacity: 0.7; }
.history-chart rect.incomplete { fill-opacity: 0.25; stroke: var(--late); stroke-width: 1; stroke-dasharray: 2 1.5; }
.history-chart .base { stroke: var(--line); stroke-width: 1; }
.history { min-width: 720px; }
.history td { white-space: nowrap; }
.history td, .history th, .history .number { padding: 4px 20px 4px 0; }
.history tbody th { color: inherit; font-weight: 400; font-size: 14px; white-space: nowrap; }
.history tr:last-child th { border-bottom: 0; }
.corpus td:first-child { min-width: 148px; }
`
