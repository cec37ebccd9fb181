/** What became of the corpus, in the same words in all reports. All of it printable. */
import { printable } from '../adapter/printable.ts'
import type { CorpusEntry } from '../run/corpus-entry.ts'
import type { RunResult } from '../run/finding.ts'
import { counted } from './in-words.ts'
import { corpusFolder } from './report-files.ts'

/** "Corpus: 12 scripts, 1 fails, 2 not playable here"; undefined where nothing was to be run. */
export function corpusInWords({ corpus = [] }: Pick<RunResult, 'corpus'>): string | undefined {
  if (corpus.length === 0) return undefined
  const number = (result: CorpusEntry['result']): number =>
    corpus.filter((entry) => entry.result === result).length
  const fails = number('fails')
  const [notPlayed, undecided] = [number('not-played'), number('undecided')]
  return [
    `Corpus: ${counted(corpus.length, 'script')}`,
    fails === 0
      ? 'none fails'
      : `${fails.toLocaleString('en-US')} ${fails === 1 ? 'fails' : 'fail'}`,
    ...(notPlayed === 0 ? [] : [`${notPlayed} not playable here`]),
    ...(undecided === 0 ? [] : [`${undecided} undecided`]),
  ].join(', ')
}

/** What is to be said of single scripts: "corpus/x.json was not played: the script has …". */
export function corpusLines({ corpus = [] }: Pick<RunResult, 'corpus'>): readonly string[] {
  return corpus.flatMap((entry) => {
    if (entry.why === undefined) return []
    return [`${corpusFile(entry)} ${resultInWords(entry)}: ${printable(entry.why, 300)}`]
  })
}

export function corpusFile({ file }: Pick<CorpusEntry, 'file'>): string {
  return printable(`${corpusFolder}/${file}`)
}

/** "fails 6 of 6 times", "holds: it passes 9 of 9 times". */
export function resultInWords({ result, ran: { failed, of } }: CorpusEntry): string {
  switch (result) {
    case 'fails':
      return `fails ${failed} of ${counted(of, 'time')}`
    case 'holds':
      return `passes ${of} of ${counted(of, 'time')}`
    case 'not-played':
      return 'was not played'
    case 'undecided':
      return 'is undecided'
  }
}
