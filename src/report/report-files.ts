/** The names of the files in a report directory. */
export const reportFiles = {
  json: 'report.json',
  html: 'report.html',
  markdown: 'report.md',
  junit: 'junit.xml',
  sarif: 'report.sarif',
} as const

/** Where a run would go on that has not come to its end. */
export const resumeFile = 'resume.json'

/** The names of the files that a selftest writes. */
export const selftestFiles = { json: 'selftest.json', html: 'selftest.html' } as const

export const findingsFolder = 'findings'

/** What is kept between runs. */
export const corpusFolder = 'corpus'
export const historyFile = 'history.jsonl'

/** Below the report directory, with `/` on every machine: it stands in report.json. */
export function findingPath(fingerprint: string): string {
  return `${findingsFolder}/${fingerprint}.json`
}
