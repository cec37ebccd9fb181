import { describe, expect, it } from 'vitest'
import { displayWidth } from './display-width.ts'
import { filled, wrapped, wrappedHanging } from './wrap.ts'

describe('displayWidth', () => {
  it('counts wide characters twice', () => {
    expect(displayWidth('7001')).toBe(4)
    expect(displayWidth('內線1')).toBe(5)
    expect(displayWidth('📞')).toBe(2)
    expect(displayWidth('✓ ✗ − + │ ► ┼ ●')).toBe(15)
  })
})

describe('wrapped', () => {
  it('breaks at spaces', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three'])
  })

  it('cuts a word that is longer than a line', () => {
    expect(wrapped('a abcdefgh', 4)).toEqual(['a', 'abcd', 'efgh'])
  })

  it('counts cells, not characters', () => {
    expect(wrapped('內線內線', 4)).toEqual(['內線', '內線'])
  })

  it('gives one line for nothing', () => {
    expect(wrapped('', 8)).toEqual([''])
  })
})

describe('wrappedHanging', () => {
  it('indents the lines after the first', () => {
    expect(wrappedHanging('one two three', 10, 2)).toBe('one two\n  three')
  })
})

describe('filled', () => {
  it('breaks between pieces rather than within', () => {
    expect(filled(['a b', 'c d', 'e f'], ' · ', 9)).toEqual(['a b · c d', 'e f'])
  })

  it('breaks within a piece that is longer than a line', () => {
    expect(filled(['a', 'bcd efg'], ' · ', 4)).toEqual(['a', 'bcd', 'efg'])
  })
})
