/** A real XML parser, for the tests: Python's. */
import { spawnSync } from 'node:child_process'

const parse = `
import sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
for element in root.iter():
    print(element.tag, sorted(element.attrib))
`

/** Why tests that need the parser are skipped, where there is none. */
export const noXmlParser = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status !== 0

/**
 * The elements of a document, each with the names of its attributes, one a line.
 * @throws where it is not well-formed.
 */
export function parsedXml(text: string): string {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', parse], {
    input: text,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
