/** selftest.html: the matrix of faults and rules, and what was found of each fault. */
import { rules } from '../../oracles/rules.ts'
import type { Finding } from '../run/finding.ts'
import { figuresOf, passed, type SelftestFigures, type Spread } from '../selftest/figures.ts'
import type { SelftestResult, TriedFault } from '../selftest/selftest.ts'
import { escapeHtml } from './escape.ts'
import { flakyInWords, minimalInWords, scriptTitle } from './finding-in-words.ts'
import { headline } from './headline.ts'
import { htmlPage } from './html-page.ts'
import { counted } from './in-words.ts'
import { scriptInWords } from './script-in-words.ts'
import {
  correctInWords,
  faultInWords,
  notFoundInWords,
  remarks,
  selftestInWords,
} from './selftest-in-words.ts'
import { htmlMatrix } from './selftest-matrix.ts'
import { selftestStyle } from './selftest-style.ts'
import { shortNumber } from './verdict-in-words.ts'

/** The page: the same for the same result. */
export function selftestHtml(result: SelftestResult): string {
  const figures = figuresOf(result)
  const { seed, runs } = result
  return htmlPage({
    title: selftestInWords(result, figures),
    brand: 'partyline selftest · releasing calls',
    style: selftestStyle,
    header: `${htmlVerdict(figures)}
${htmlNumbers(result, figures)}
${htmlRemarks(result, figures)}`,
    main: `${htmlMatrix(result, figures)}
${htmlFaults(result)}
${htmlRules(figures)}`,
    footer: `<p>Asked for: --seed ${seed} --runs ${runs}. The same seed and options give the same page.</p>`,
  })
}

function htmlVerdict(figures: SelftestFigures): string {
  const [kind, word] = passed(figures)
    ? ['conforms', 'passed']
    : figures.untried > 0
      ? ['incomplete', 'interrupted']
      : ['violates', 'failed']
  return `<p><span class="verdict ${kind}">${word}</span></p>`
}

function htmlNumbers({ faults, seed, runs }: SelftestResult, figures: SelftestFigures): string {
  const { found, proved, scripts, shrinkExecutions } = figures
  const number = (term: string, value: string): string =>
    `<div><dt>${term}</dt><dd>${value}</dd></div>`
  const spread = (what: string, spread: Spread | undefined): readonly string[] =>
    spread === undefined
      ? []
      : [
          number(`${what}, median`, shortNumber(spread.median)),
          number(`${what}, at most`, shortNumber(spread.most)),
        ]
  return `<dl class="numbers">
${[
  number('Faults found', `${found.length} of ${faults.length}`),
  ...spread('Scripts until found', scripts),
  ...spread('Runs to make it small', shrinkExecutions),
  number('Proved smallest', `${proved} of ${found.length}`),
  number('Scripts a fault, at most', shortNumber(runs)),
  number('Seed', String(seed)),
].join('\n')}
</dl>`
}

function htmlRemarks(result: SelftestResult, figures: SelftestFigures): string {
  const sentences = [...result.correct.map(correctInWords), ...remarks(result, figures)]
  return `<ul class="facts">
${sentences.map((sentence) => `<li>${escapeHtml(sentence)}.</li>`).join('\n')}
</ul>`
}

function htmlFaults({ faults }: SelftestResult): string {
  return [...Map.groupBy(faults, ({ subject }) => subject)]
    .map(
      ([subject, faults]) => `<section><h2>${escapeHtml(subject)}</h2>
${faults.map(htmlFault).join('\n')}
</section>`,
    )
    .join('\n')
}

function htmlFault(fault: TriedFault): string {
  const { name, tried } = fault
  const found =
    tried?.finding === undefined
      ? `<p class="broken">${escapeHtml(notFoundInWords(fault))}</p>`
      : htmlFinding(tried.finding, tried.scripts)
  return `<div class="fault" id="fault-${escapeHtml(name)}"><h3><code>${escapeHtml(name)}</code></h3>
<p>${escapeHtml(faultInWords(fault))}</p>
${found}
</div>`
}

function htmlFinding(finding: Finding, scripts: number): string {
  const flaky = flakyInWords(finding)
  const facts = [
    `Found after ${counted(scripts, 'script')}`,
    `made small in ${counted(finding.shrinkExecutions, 'run')}`,
    ...(flaky === undefined ? [] : [`it ${flaky}`]),
    minimalInWords(finding),
  ]
  const broken = finding.rules.map((id) => `<code>${escapeHtml(id)}</code>`).join(', ')
  return `<p><b>${scriptTitle(finding)}:</b> ${escapeHtml(scriptInWords(finding.script))}</p>
<p><b>Finding:</b> ${escapeHtml(headline(finding))}${broken === '' ? '' : ` (${broken})`}</p>
<p class="quiet">${escapeHtml(facts.join('; '))}.</p>`
}

function htmlRules(figures: SelftestFigures): string {
  const rows = figures.rules.map(({ id, named, broken }, at) => {
    const title = rules.find((rule) => rule.id === id)?.title ?? ''
    const never = broken === 0 ? ' never' : ''
    return `<tr id="rule-${escapeHtml(id)}"><td class="number">${at + 1}</td><td>${escapeHtml(title)}<br><code class="quiet">${escapeHtml(id)}</code></td><td class="number">${named}</td><td class="number${never}">${broken}</td></tr>`
  })
  return `<section><h2>The rules</h2>
<table class="rules"><thead><tr><th class="number"></th><th>Rule</th><th class="number">Names</th><th class="number">Broken</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></section>`
}
