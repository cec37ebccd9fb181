import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { escapeMermaid } from './escape.ts'
import {
  crash,
  hostile,
  hostileFinding,
  manyThings,
  wrongCallState,
} from './example-finding.fixture.ts'
import { lostUpdate, swapped } from './in-flight-findings.fixture.ts'
import { keptFromEarlierCall, leak } from './several-calls-findings.fixture.ts'
import { ladderMermaid } from './ladder-mermaid.ts'
import { ladder, type Ladder, type LadderRow } from './ladder.ts'
import { drawnSequence, type DrawnSequence } from './mermaid.fixture.ts'

function drawnOf(drawing: Ladder): Promise<DrawnSequence> {
  return drawnSequence(ladderMermaid(drawing) ?? '')
}

/** Rows as `T SOLID p0: text`, in the order of the diagram. */
async function rowsOf(finding: Parameters<typeof ladder>[0]): Promise<readonly string[]> {
  const { rows } = await drawnOf(ladder(finding))
  return rows.map(({ from, kind, to, text }) => `${from} ${kind} ${to}: ${text}`)
}

describe('ladderMermaid', () => {
  it('draws what was sent, what came, and what was wrong with it', async () => {
    expect(await rowsOf(wrongCallState)).toEqual([
      'T NOTE p2: call established: 3 parties: 7001, 7002, 7003; ConnID 006c02462a161006',
      'p1 SOLID T: TReleaseCall',
      'T SOLID p1: ✓ EventReleased',
      'T SOLID p0: ✗ EventPartyDeleted (differs)',
      'p0 NOTE p0: CallState: expected OK, came Conferenced',
      'T SOLID p2: ✓ EventPartyDeleted',
      'T NOTE p2: fence',
      'T NOTE p2: 7002 has left, 2 parties remain, CallState OK',
    ])
  })

  it('names the T-Server and every DN, and says which are not monitored', async () => {
    const { lifelines } = await drawnOf(ladder(manyThings))
    expect([...lifelines.values()]).toEqual([
      'T-Server',
      '7001',
      '7002',
      '7003',
      '7004',
      '7005',
      '+15550100 (unmonitored)',
      '7006',
    ])
    const stranger = { ...wrongCallState.history, calls: [{ ...leak.history.calls[1]! }] }
    const outside = await drawnOf(ladder({ ...wrongCallState, history: stranger }))
    expect([...outside.lifelines.values()]).toContain('7002 (in no call)')
  })

  it('draws missing events dashed with a cross, and marks the surplus and the late', async () => {
    const rows = await rowsOf(manyThings)
    const missing = rows.filter((row) => row.includes(' DOTTED_CROSS '))
    expect(missing).toEqual(
      ['p3', 'p4', 'p6'].map((to) => `T DOTTED_CROSS ${to}: − EventPartyDeleted (missing)`),
    )
    expect(rows).toContain('T SOLID p2: + EventReleased (surplus)')
    expect(rows).toContain('T SOLID p1: · EventUserEvent (not judged)')
    const late = rows.indexOf('T SOLID p4: ! EventPartyDeleted (late)')
    expect(rows[late - 1]).toBe('T NOTE p6: fence')
  })

  it('puts a ground behind requests in flight, and behind the events between them', async () => {
    const rows = await rowsOf(swapped)
    const start = rows.findIndex((row) => row.startsWith(' RECT_START : rgba('))
    expect(rows.slice(start + 1, start + 6)).toEqual([
      'p0 SOLID T: TDeleteFromConference 7005 (in flight: 1 of 2)',
      'T SOLID p4: ✓ EventReleased',
      'T SOLID p0: ✓ EventPartyDeleted 7005',
      'p1 SOLID T: TReleaseCall (in flight: 2 of 2)',
      ' RECT_END : ',
    ])
    expect(rows.filter((row) => row.includes('RECT'))).toHaveLength(2)
  })

  it.each([
    ['requests in flight', lostUpdate, 'then 7001 releases: 2 parties remain, CallState OK'],
    ['several calls', leak, 'call 2 established: 3 parties: 7001, 7004, 7005'],
    ['calls one after the other', keptFromEarlierCall, 'call 1 discarded: set-up, not judged'],
    ['a crash', crash, '✗ the adapter crashed: the bridge ended with status 1'],
  ])('tells the whole of %s', async (_, finding, text) => {
    expect((await rowsOf(finding)).join('\n')).toContain(text)
  })

  it('keeps every value in its label, whatever a T-Server sends', async () => {
    const drawing = ladder(hostileFinding())
    const { lifelines, rows } = await drawnOf(drawing)
    expect([...lifelines.values()].slice(1)).toEqual(
      drawing.parties.map(({ name, place }) =>
        place === 'monitored' ? name : `${name} (${place})`,
      ),
    )
    // As many arrows as requests and events, and each says what the ladder says.
    const arrows = rows.filter(({ kind }) => kind === 'SOLID').map(({ text }) => text)
    const labels = drawing.rows.flatMap((row) =>
      row.row === 'request' || row.row === 'event' ? [row.label] : [],
    )
    expect(arrows).toHaveLength(labels.length)
    for (const [at, label] of labels.entries()) expect(arrows[at]).toContain(label)
  })

  it('is not drawn where Mermaid would not take so much', () => {
    const [row] = ladder(wrongCallState).rows.slice(1)
    if (row === undefined) throw new Error('the example has a request')
    const { parties } = ladder(wrongCallState)
    const drawn = (rows: number): string | undefined =>
      ladderMermaid({ parties, rows: Array<LadderRow>(rows).fill(row) })
    const longest = mermaid.mermaidAPI.defaultConfig.maxTextSize ?? 0
    const line = (drawn(2)?.length ?? 0) - (drawn(1)?.length ?? 0)
    const most = Math.floor((longest - (drawn(0)?.length ?? 0)) / line)
    expect(drawn(most)).toHaveLength((drawn(0)?.length ?? 0) + most * line)
    expect(drawn(most + 1)).toBeUndefined()
  })
})

describe('escapeMermaid', () => {
  it.each([
    ...Object.values(hostile).slice(0, 2),
    'end',
    'a; end',
    '%%{init: {}}%%',
    '#35;',
    '$$x$$',
  ])('comes out of Mermaid as it went in: %s', async (text) => {
    expect(await throughMermaid(text)).toEqual([text, text, text])
  })

  it('comes out of Mermaid as it went in, whatever it is', async () => {
    const words = fc.constantFrom('end', 'style x:#', 'wrap:', '<br/>', 'p0->>T: x', '%%', ';', '#')
    const text = fc
      .array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 5 })
      .map((parts) => `x${parts.join(' ').replace(/\s+/g, ' ').trim()}`)
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect(await throughMermaid(value)).toEqual([value, value, value])
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})

/** A text as the name of a lifeline, as the label of an arrow and as a note. */
async function throughMermaid(text: string): Promise<readonly (string | undefined)[]> {
  const escaped = escapeMermaid(text)
  const { lifelines, rows } = await drawnSequence(
    `sequenceDiagram\nparticipant T\nparticipant p0 as ${escaped}\nT->>p0: ${escaped}\nNote over T,p0: ${escaped}`,
  )
  expect([lifelines.size, rows.length]).toEqual([2, 2])
  return [lifelines.get('p0'), rows[0]?.text, rows[1]?.text]
}
