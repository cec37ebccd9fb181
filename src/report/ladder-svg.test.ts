import { describe, expect, it } from 'vitest'
import type { Finding } from '../run/finding.ts'
import { displayWidth } from './display-width.ts'
import { crash, hostileFinding, manyThings, wrongCallState } from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { thirtyByTen, thirtyParties, twelveByEight } from './crowded-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { ladder } from './ladder.ts'
import { ladderLayout } from './ladder-layout.ts'
import { ladderSvg } from './ladder-svg.ts'
import { noXmlParser, parsedXml } from './xml.fixture.ts'

function drawn(finding: Finding, standalone = false): string {
  return ladderSvg(ladder(finding), { id: 'x', title: 'A <ladder>', standalone })
}

/** The example with so many parties. */
function conferenceOf(parties: number): Finding {
  const dns = Array.from({ length: parties }, (_, at) => String(7001 + at))
  const calls = [{ connID: '006c02462a161006', dns, unmonitored: [] }]
  return { ...wrongCallState, history: { ...wrongCallState.history, calls } }
}

interface Box {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Where each text stands, with the widest of the usual fonts: 0.62 of its size for a character. */
function boxes(svg: string): readonly Box[] {
  const texts = svg.replace(/<\/?tspan[^>]*>/g, '')
  return [...texts.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, attributes = '', escaped = '']) => {
      const value = (name: string): string =>
        new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
      const text = escaped.replace(/&(?:amp|lt|gt|quot|#39);/g, '&')
      const kind = value('class')
      const size = kind === 'caption' ? 10 : kind.startsWith('note') ? 12 : 13
      const width = Number(value('textLength')) || displayWidth(text) * size * 0.615
      const turned = /^translate\(([\d.]+) ([\d.]+)\) rotate\(-90\)$/.exec(value('transform'))
      if (turned !== null) {
        const [baseline, start] = [Number(turned[1]), Number(turned[2])]
        return {
          text,
          left: baseline - size * 0.8,
          right: baseline,
          top: start - width,
          bottom: start,
        }
      }
      const left = Number(value('x')) - (/name|caption/.test(kind) ? width / 2 : 0)
      const bottom = Number(value('y'))
      return { text, left, right: left + width, top: bottom - size * 0.8, bottom }
    },
  )
}

function overlapping(found: readonly Box[]): readonly string[] {
  return found.flatMap((one, at) =>
    found
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} / ${other.text}`),
  )
}

describe('ladderSvg', () => {
  it.each([
    ['three parties', conferenceOf(3)],
    ['twelve parties', conferenceOf(12)],
    ['a hundred parties', conferenceOf(100)],
    ['thirty parties, of which one releases', thirtyParties],
    ['eight of twelve parties release at once', twelveByEight],
    ['ten of thirty parties release at once', thirtyByTen],
    ['everything that can be wrong', manyThings],
    ['a crash', crash],
    ['requests in flight', lostUpdate],
    ['an event in the wrong order', swapped],
    ['several calls', leak],
    ['calls one after the other', keptFromEarlierCall],
    ['hostile values', hostileFinding()],
  ])('has no text over another, and none outside: %s', (_, finding) => {
    const svg = drawn(finding)
    const found = boxes(svg)
    expect(found.length).toBeGreaterThan(5)
    expect(overlapping(found)).toEqual([])
    const [, width, height] = /^<svg [^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? []
    expect(Math.min(...found.map(({ left }) => left))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...found.map(({ right }) => right))).toBeLessThanOrEqual(Number(width))
    expect(Math.max(...found.map(({ bottom }) => bottom))).toBeLessThanOrEqual(Number(height))
  })

  it.each([conferenceOf(3), manyThings, swapped, leak, hostileFinding()])(
    'keeps labels left of the lifelines, and notes right of them',
    (finding) => {
      const svg = drawn(finding)
      const lifelines = [...svg.matchAll(/class="life[^"]*" x1="([\d.]+)"/g)]
        .map(([, x]) => Number(x))
        .filter((x) => x > 64)
      const gutter = boxes(svg).filter(({ left }) => left === 84)
      const notes = boxes(svg).filter(({ left }) => left > Math.max(...lifelines))
      expect(gutter.length).toBeGreaterThan(3)
      expect(notes.length).toBeGreaterThan(3)
      expect(Math.max(...gutter.map(({ right }) => right))).toBeLessThan(Math.min(...lifelines))
    },
  )

  it('tells what is wrong in words too, and says it all to who cannot see it', () => {
    const svg = drawn(wrongCallState)
    expect(svg).toMatch(
      /<text [^>]*>CallState: expected OK<tspan class="strong"> → came Conferenced<\/tspan><\/text>/,
    )
    expect(svg).toContain('role="img" aria-labelledby="x-title"')
    expect(svg).toContain('<title id="x-title">A &lt;ladder&gt;</title>')
    expect(svg).not.toContain('<desc')
    expect(drawn(wrongCallState, true)).toMatch(
      /aria-labelledby="x-title x-desc".*<desc id="x-desc">[^<]*T-Server → 7003: EventPartyDeleted ✓ as expected/,
    )
  })

  it('has a head for each request and each event, on a dashed arrow for what did not come', () => {
    const count = (pattern: RegExp): number => [...drawn(manyThings).matchAll(pattern)].length
    expect(count(/<g class="request">/g)).toBe(1)
    expect(count(/<g class="event wrong missing">/g)).toBe(1)
    expect(drawn(manyThings)).toContain('>EventPartyDeleted ×3</text>')
    expect(count(/<path class="tip"/g)).toBe(11)
  })

  it('is as wide as a page however many parties there are', () => {
    for (const finding of [conferenceOf(3), conferenceOf(100), thirtyParties, twelveByEight])
      expect(ladderLayout(ladder(finding)).width).toBeLessThan(1100)
  })

  it('tells the names again below a ladder that is taller than a screen', () => {
    const names = (finding: Finding): number => [...drawn(finding).matchAll(/>T-Server</g)].length
    expect(names(wrongCallState)).toBe(1)
    expect(names(twelveByEight)).toBe(2)
  })

  it('tells whom an arrow is from, and to, where there are many columns', () => {
    const svg = drawn(twelveByEight)
    expect(svg).toContain('>from 7003 · in flight together: 3 of 8</text>')
    expect(svg).toContain('>to 7004, 7005, 7006, 7007, 7008 and 4 more</text>')
    expect(drawn(lostUpdate)).not.toMatch(/>(?:from|to) 7/)
  })

  it('tells how many remain, and the CallState that they are told', () => {
    const standings = (finding: Finding): readonly string[] =>
      [...drawn(finding).matchAll(/class="standing"[^>]*>([^<]*)</g)].map(([, text = '']) => text)
    expect(standings(wrongCallState)).toEqual(['2 parties remain', 'CallState OK'])
    expect(standings(leak)).toEqual(['call 1: 2 parties, OK', 'call 2: 2 parties, OK'])
    expect(standings(keptFromEarlierCall)).toEqual([
      'nobody remains',
      '2 parties remain',
      'CallState OK',
    ])
  })

  it('draws who is not monitored paler', () => {
    expect(drawn(manyThings)).toMatch(/class="life pale"/)
    expect(drawn(manyThings)).toMatch(/class="name pale"[^>]*>\+15550100</)
    expect(drawn(wrongCallState)).not.toContain('pale')
  })

  it('ends the lifeline of who has left, and begins it where a party is added', () => {
    expect([...drawn(manyThings).matchAll(/class="life over"/g)]).toHaveLength(2)
  })

  it('brackets what was in flight together, also around what came in between', () => {
    const bracket = (finding: Finding): readonly number[] => {
      const [, from, to] =
        /class="in-flight" d="M56 ([\d.]+)h-8V([\d.]+)h8"/.exec(drawn(finding)) ?? []
      return [Number(from), Number(to)]
    }
    const requests = (finding: Finding): readonly number[] =>
      ladderLayout(ladder(finding)).rows.flatMap(({ row, y }) => (row.row === 'request' ? [y] : []))
    expect(bracket(lostUpdate)).toEqual(requests(lostUpdate))
    expect(bracket(swapped)).toEqual(requests(swapped))
    expect(drawn(wrongCallState)).not.toContain('in-flight')
    expect(drawn(lostUpdate)).toContain('>in flight together: 2 of 2</text>')
  })

  it('ends all lifelines where calls are discarded, and begins those of the next ones', () => {
    // Of those of the first call one goes on; two begin with the second.
    expect([...drawn(keptFromEarlierCall).matchAll(/class="life over"/g)]).toHaveLength(5)
  })

  it('brings its own style and ground where it is a file of its own', () => {
    expect(drawn(wrongCallState, true)).toContain('prefers-color-scheme: dark')
    expect(drawn(wrongCallState, true)).toContain('class="ground"')
    expect(drawn(wrongCallState, false)).not.toContain('<style>')
  })

  it.skipIf(noXmlParser)('is well-formed, with nothing active in it (needs python3)', () => {
    const elements = parsedXml(drawn(hostileFinding(), true))
    expect(elements).toContain('{http://www.w3.org/2000/svg}text')
    expect(elements).not.toMatch(/script|img|foreignObject|href|'on/)
  })
})
