/** In report.html: how the call stands after each step of a finding. */
import type { Finding } from '../run/finding.ts'
import { escapeHtml } from './escape.ts'
import { dnsInWords } from './in-words.ts'
import { stepStates, type StepState } from './step-states.ts'

export function htmlSteps(finding: Finding): string {
  const states = stepStates(finding)
  if (states.length === 0) return ''
  return `<h3>Step by step, as the document wants it</h3>
<div class="scroll" tabindex="0" role="group" aria-label="Step by step">
<table class="steps"><thead><tr><th class="number" scope="col">Step</th><th scope="col">Request</th><th scope="col">Effect</th><th class="number" scope="col">Parties left</th><th scope="col">Who</th><th scope="col">CallState</th></tr></thead>
<tbody>
${states.map(htmlState).join('\n')}
</tbody></table></div>
`
}

function htmlState(state: StepState, at: number): string {
  const { step, inFlight, call, effect, parties, callState } = state
  const together =
    inFlight === undefined
      ? ''
      : ` <span class="quiet">in flight, takes effect as ${inFlight.number} of ${inFlight.of}</span>`
  const where = call === undefined ? '' : ` <span class="quiet">${escapeHtml(call)}</span>`
  const who = parties === undefined ? '' : escapeHtml(dnsInWords(parties))
  return `<tr><td class="number">${at + 1}</td><td>${escapeHtml(step)}${where}${together}</td><td>${escapeHtml(effect)}</td><td class="number">${parties?.length ?? ''}</td><td>${who}</td><td>${escapeHtml(callState ?? '')}</td></tr>`
}
