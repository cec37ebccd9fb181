import { expect, test } from 'vitest'
import { corpusInWords, corpusLines } from './corpus-in-words.ts'
import { hostile } from './example-finding.fixture.ts'
import { corpus } from './kept.fixture.ts'

test('the corpus in words', () => {
  const [fails, holds, ...others] = corpus
  expect(corpusInWords({})).toBeUndefined()
  expect(corpusInWords({ corpus: holds ? [holds] : [] })).toBe('Corpus: 1 script, none fails')
  expect(corpusInWords({ corpus: fails ? [fails, fails] : [] })).toBe('Corpus: 2 scripts, 2 fail')
  expect(corpusInWords({ corpus: others })).toBe(
    'Corpus: 2 scripts, none fails, 1 not playable here, 1 undecided',
  )
})

test('what is to be said of single scripts', () => {
  expect(corpusLines({ corpus })).toEqual([
    'corpus/c.json was not played: the adapter lacks the capability addParty',
    'corpus/d.json is undecided: 1 of its runs could not be judged',
  ])
  const [, holds] = corpus
  const little = holds && { ...holds, why: 'it failed too rarely' }
  expect(corpusLines({ corpus: little ? [little] : [] })).toEqual([
    'corpus/b.json passes 9 of 9 times: it failed too rarely',
  ])
})

test('names of files hold nothing invisible', () => {
  const [, , notPlayed] = corpus
  const strange = notPlayed && { ...notPlayed, file: hostile.bidi, why: hostile.terminal }
  expect(corpusLines({ corpus: strange ? [strange] : [] })[0]).not.toMatch(/\p{C}/u)
})
