import { describe, expect, it } from 'vitest'
import { AdapterUnavailable } from './adapter.ts'
import { splitCommandLine } from './command-line.ts'

describe('splitCommandLine', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['  \t\n ', []],
    ['python3 bridge.py', ['python3', 'bridge.py']],
    ['  a\t b \n c ', ['a', 'b', 'c']],
    // Single quotes take everything as it is.
    [`'a b' 'c"d' 'e\\'`, ['a b', 'c"d', 'e\\']],
    // Double quotes: a backslash escapes $ ` " \ and a line's end, and is itself before the rest.
    [`"a b" "it's"`, ['a b', "it's"]],
    ['"\\$ \\` \\" \\\\"', ['$ ` " \\']],
    ['"\\a \\n"', ['\\a \\n']],
    ['"a\\\nb"', ['ab']],
    // A backslash outside of quotes escapes every character.
    ['a\\ b \\" \\\\ \\n', ['a b', '"', '\\', 'n']],
    ['a\\\nb', ['ab']],
    ['a \\\n b', ['a', 'b']],
    // Pieces that touch are one word, and a pair of quotes is an empty one.
    [`a'b'"c"d`, ['abcd']],
    [`'' a ""`, ['', 'a', '']],
    // No expansion, no operator, no comment.
    [
      'a|b ; c & $HOME `d` *.py ~ # > <',
      ['a|b', ';', 'c', '&', '$HOME', '`d`', '*.py', '~', '#', '>', '<'],
    ],
    [`--dn="📞 7001"`, ['--dn=📞 7001']],
  ])('splits %j', (line, words) => {
    expect(splitCommandLine(line)).toEqual(words)
  })

  it.each([
    [`a 'b c`, 'the single quote at character 3 of the command line is never closed'],
    [`a "b c`, 'the double quote at character 3 of the command line is never closed'],
    ['"a\\"', 'the double quote at character 1 of the command line is never closed'],
    ['"a\\', 'the double quote at character 1 of the command line is never closed'],
    ['a b\\', 'the backslash at character 4 of the command line has nothing after it'],
  ])('refuses %j', (line, message) => {
    expect(() => splitCommandLine(line)).toThrow(AdapterUnavailable)
    expect(() => splitCommandLine(line)).toThrow(message)
  })
})
