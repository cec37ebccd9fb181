/** `partyline rules`: the rules, each with the sentence of the document that it comes from. */
import type { Command } from 'commander'
import { rules } from '../../oracles/rules.ts'

export function addRules(program: Command): void {
  program
    .command('rules')
    .description('List the rules, each with the sentence of the document that it comes from.')
    .addHelpText('after', rulesExamples)
    .action(() => {
      process.stdout.write(`${rulesText()}\n`)
    })
}

const rulesExamples = `
Examples:
  $ partyline rules
  $ partyline rules | grep -A 2 call-state`

function rulesText(): string {
  const entries = rules.map(
    ({ id, title, section, sentence }) => `${id}\n  ${title}\n  ${section}: "${sentence}"\n`,
  )
  return [
    ...entries,
    `${rules.length} rules. The document is the page "Releasing calls" of the Voice Microservices Events and Models Reference.`,
  ].join('\n')
}
