import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitingLine } from './waiting-line.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function onTerminal() {
  const written: string[] = []
  return { written, line: waitingLine((text) => void written.push(text)) }
}

describe('what is waited for', () => {
  it('is shown after two seconds, and taken away', () => {
    const { written, line } = onTerminal()
    line.begin('release')
    vi.advanceTimersByTime(1999)
    expect(written).toEqual([])
    vi.advanceTimersByTime(1)
    expect(written).toEqual(['… release'])
    line.end()
    expect(written).toEqual(['… release', '\r\x1b[2K'])
    line.end()
    expect(written.length).toBe(2)
  })

  it('is not shown where it came soon, or something else is waited for', () => {
    const { written, line } = onTerminal()
    line.begin('release')
    line.begin('delete')
    line.end()
    vi.advanceTimersByTime(10_000)
    expect(written).toEqual([])
  })

  it('is not shown where there is no terminal', () => {
    const line = waitingLine(undefined)
    line.begin('release')
    vi.advanceTimersByTime(10_000)
    line.end()
    expect(vi.getTimerCount()).toBe(0)
  })
})
