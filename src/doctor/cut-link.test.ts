import { describe, expect, it } from 'vitest'
import { cutLink, type Scissors } from './cut-link.ts'
import { toldLink } from './link.fixture.ts'

function cut(scissors: Scissors) {
  const { link, ...far } = toldLink()
  const near = cutLink(link, scissors)
  const received: string[] = []
  near.listen({ received: (chunk) => void received.push(chunk.toString()), ended: () => undefined })
  return { near, far, received }
}

const two = 'first\nsecond\n'

describe('a cut link', () => {
  it.each([
    [0, 'first\ns'],
    [0.5, 'first\nsec'],
    [1, 'first\nsecond'],
  ])(
    'writes the last line up to %d of it, and the rest when something has come',
    (cutAt, start) => {
      const { near, far, received } = cut({ cutAt })
      near.write(two)
      expect(far.written).toEqual([start])
      far.feed('answer')
      expect(far.written.join('')).toBe(two)
      expect(far.written.length).toBe(2)
      expect(received).toEqual(['answer'])
      far.feed('answer')
      expect(far.written.length).toBe(2)
    },
  )

  it('does not cut a line that nothing goes before', () => {
    const { near, far } = cut({ cutAt: 0.5 })
    near.write('first\n')
    expect(far.written).toEqual(['first\n'])
  })

  it('keeps the order of what is written meanwhile', () => {
    const { near, far } = cut({ cutAt: 0.5 })
    near.write(two)
    near.write('third\n')
    expect(far.written).toEqual(['first\nsec'])
    far.feed('answer')
    expect(far.written.join('')).toBe(`${two}third\n`)
  })

  it('cuts nothing as long as it is not told to', () => {
    const scissors: Scissors = { cutAt: undefined }
    const { near, far } = cut(scissors)
    near.write(two)
    expect(far.written).toEqual([two])
    scissors.cutAt = 0.5
    near.write(two)
    expect(far.written).toEqual([two, 'first\nsec'])
  })
})
