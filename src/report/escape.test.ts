import { describe, expect, it } from 'vitest'
import {
  codeCell,
  codeSpan,
  escapeHtml,
  escapeMarkdown,
  escapeWorkflowCommands,
  escapeXml,
  fencedBlock,
} from './escape.ts'

describe('escapeHtml', () => {
  it('leaves no character of markup', () => {
    expect(escapeHtml(`</b> & "it's"`)).toBe('&lt;/b&gt; &amp; &quot;it&#39;s&quot;')
  })
})

describe('escapeXml', () => {
  it('escapes markup, also the end of CDATA', () => {
    expect(escapeXml(']]><a b="c">')).toBe(']]&gt;&lt;a b=&quot;c&quot;&gt;')
  })

  it('writes what XML 1.0 forbids as an escape', () => {
    expect(escapeXml('\u0000\u001b\ufffe\ud83d!')).toBe('\\u0000\\u001b\\ufffe\\ud83d!')
  })

  it('keeps white space, which attributes would turn into spaces', () => {
    expect(escapeXml('a\tb\r\nc')).toBe('a&#9;b&#13;&#10;c')
  })

  it('keeps characters beyond the basic plane', () => {
    expect(escapeXml('📞')).toBe('📞')
  })
})

describe('escapeMarkdown', () => {
  it.each([
    ['emphasis', '*a* _b_ ~~c~~', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['code', '`a`', '\\`a\\`'],
    ['a link', '[a](b)', '\\[a\\]\\(b\\)'],
    ['an image', '![a](b)', '\\!\\[a\\]\\(b\\)'],
    ['HTML', '<img src=x>', '&lt;img src\\=x&gt;'],
    ['an entity', '&amp;', '&amp;amp;'],
    ['a cell', 'a | b', 'a \\| b'],
    ['a mention', '@octocat', '@<!-- -->octocat'],
    ['a reference', 'x#1', 'x#<!-- -->1'],
    ['an address', 'https://evil.example', 'https:<!-- -->//evil.example'],
    ['an address without a scheme', 'www.evil.example', 'www<!-- -->.evil.example'],
    ['a list', '- a', '\\- a'],
    ['a numbered list', '1. a', '1\\. a'],
    ['a quotation', '> a', '&gt; a'],
    ['a heading', '# a', '#<!-- --> a'],
    ['lines', 'a\n\nb', 'a b'],
    ['mathematics', '$x$', '\\$x\\$'],
    ['a backslash', '\\x1b', '\\\\x1b'],
    ['an apostrophe', "it's", 'it&#39;s'],
  ])('makes nothing of %s', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it('leaves words as they are', () => {
    expect(escapeMarkdown('7001 saw CallState OK; two parties remain')).toBe(
      '7001 saw CallState OK; two parties remain',
    )
  })
})

describe('codeSpan', () => {
  it('takes more backticks than are in it', () => {
    expect(codeSpan('a')).toBe('`a`')
    expect(codeSpan('a``b')).toBe('```a``b```')
  })

  it('sets backticks and spaces at the ends apart', () => {
    expect(codeSpan('`a')).toBe('`` `a ``')
    expect(codeSpan(' a ')).toBe('`  a  `')
    expect(codeSpan('')).toBe('`  `')
  })

  it('stays on one line', () => {
    expect(codeSpan('a\nb')).toBe('`a b`')
  })
})

describe('codeCell', () => {
  it('escapes the bar', () => {
    expect(codeCell('a|b')).toBe('`a\\|b`')
  })
})

describe('fencedBlock', () => {
  it('takes a longer fence than any in it', () => {
    expect(fencedBlock('a', 'sh')).toBe('```sh\na\n```')
    expect(fencedBlock('````\nb')).toBe('`````\n````\nb\n`````')
  })
})

describe('escapeWorkflowCommands', () => {
  it.each([
    ['a command of GitHub', '::error file=a.ts::no', '\\x3a:error file=a.ts::no'],
    ['one after blanks', ' \t ::stop-commands::x', ' \t \\x3a:stop-commands::x'],
    ['one on a later line', 'log:\n  ::add-mask::e\n', 'log:\n  \\x3a:add-mask::e\n'],
    ['one in colour', '\u001b[1m\u001b[31m::debug::x', '\u001b[1m\u001b[31m\\x3a:debug::x'],
    ['an old one, anywhere', 'log: ##[error]no', 'log: \\x23#[error]no'],
    ['one of Azure', '##vso[task.complete]', '\\x23#vso[task.complete]'],
    [
      'one of TeamCity',
      "a ##teamcity[testFailed name='x']",
      "a \\x23#teamcity[testFailed name='x']",
    ],
    ['more of them', '###[a]##[b]', '#\\x23#[a]\\x23#[b]'],
  ])('leaves nothing of %s', (_, text, escaped) => {
    expect(escapeWorkflowCommands(text)).toBe(escaped)
    expect(escapeWorkflowCommands(escaped)).toBe(escaped)
  })

  it.each(['std::vector::at threw', ' a ::b', ': :', '## heading', '#1 [a]', '#[a]'])(
    'leaves %j as it is',
    (text) => {
      expect(escapeWorkflowCommands(text)).toBe(text)
    },
  )
})
