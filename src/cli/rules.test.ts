import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { rules } from '../../oracles/rules.ts'
import { main, node, workingDirectory } from './command.fixture.ts'

const { partyline } = workingDirectory()

describe('partyline rules', () => {
  it('prints every rule with its sentence of the document', async () => {
    const { status, stdout, stderr } = await partyline('rules')
    for (const { id, title, section, sentence } of rules)
      expect(stdout).toContain(`${id}\n  ${title}\n  ${section}: "${sentence}"\n`)
    expect(stdout).toContain(`${rules.length} rules.`)
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('does not mind a reader who has seen enough', () => {
    // Whoever reads the pipe has ended before anything is written to it.
    const script = 'exec 3> >(:); wait $!; "$0" "$1" rules >&3; echo "status $?" >&2'
    const { stderr } = spawnSync('bash', ['-c', script, node, main], { encoding: 'utf8' })
    expect(stderr).toBe('status 0\n')
  })
})
