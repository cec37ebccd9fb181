import { describe, expect, it } from 'vitest'
import { findingFileText, readFindingFile, type FindingFile } from './finding-file.ts'
import { runWith, wrongCallState } from './example-finding.fixture.ts'
import { replayText } from './replay-text.ts'

function fileOf(): FindingFile {
  const file = readFindingFile(findingFileText(wrongCallState, runWith([])), 'a file')
  if (file instanceof Error) throw file
  return file
}

const text = (replayed: { failed: number; of: number; names?: readonly string[] }): string =>
  replayText('f.json', fileOf(), { undecided: 0, names: [], ...replayed })

describe('what replay prints of a finding', () => {
  it('that fails no more, or still does', () => {
    expect(text({ failed: 0, of: 5 })).toMatch(/^passes 5 of 5  f\.json\n[^]*\n {2}It was: /)
    const names = ['party-deleted-call-state']
    expect(text({ failed: 2, of: 5, names })).toMatch(
      /^FAILS 2 of 5 {2}f\.json\n[^]*\n {2}party-deleted-call-state: 7/,
    )
  })

  it('that fails by another rule', () => {
    const other = text({ failed: 5, of: 5, names: ['late'] })
    expect(other).toContain('\n  not as before: ')
    expect(other).toContain('It also fails by late; it was found by party-deleted-call-state.')
  })

  it('of which no run could be judged', () => {
    expect(text({ failed: 0, of: 0 })).toMatch(/^NOT JUDGED {2}f\.json\n/)
  })

  it('whose file was written by somebody else', () => {
    const file = { ...fileOf(), rules: ['\u001b[2J'], headline: '\u001b]0;x\u0007' }
    const printed = replayText('\u001bf', file, { failed: 5, of: 5, undecided: 0, names: ['late'] })
    expect(printed.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})
