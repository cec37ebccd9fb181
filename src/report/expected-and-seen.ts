/** What was expected beside what was seen, event by event: the ladder's events as a table. */
import type { LadderAttribute } from './ladder-attributes.ts'
import type { EventRow, Mark } from './ladder-events.ts'
import type { Ladder } from './ladder.ts'
import { dnInWords } from './in-words.ts'

export interface ComparedEvent {
  readonly dn: string
  readonly mark: Mark
  /** Undefined where nothing was expected, or nothing is known to be. */
  readonly expected: DescribedEvent | undefined
  /** Undefined where nothing came. */
  readonly seen: DescribedEvent | undefined
}

export interface DescribedEvent {
  readonly name: string
  readonly attributes: readonly { readonly text: string; readonly wrong: boolean }[]
}

/** All events that were judged, in the order of the ladder. */
export function expectedAndSeen({ rows }: Ladder): readonly ComparedEvent[] {
  return rows
    .filter((row) => row.row === 'event')
    .filter(({ mark }) => mark !== 'not-judged')
    .map(compared)
}

function compared({ dn, mark, name, attributes }: EventRow): ComparedEvent {
  const wanted = mark === 'good' || mark === 'differing' || mark === 'missing'
  return {
    dn: dnInWords(dn),
    mark,
    expected: wanted ? { name, attributes: described(attributes, expectedText) } : undefined,
    seen: mark === 'missing' ? undefined : { name, attributes: described(attributes, seenText) },
  }
}

function described(
  attributes: readonly LadderAttribute[],
  text: (attribute: LadderAttribute) => string | undefined,
): DescribedEvent['attributes'] {
  return attributes.flatMap((attribute) => {
    const words = text(attribute)
    return words === undefined ? [] : [{ text: words, wrong: attribute.wrong }]
  })
}

/** "CallState exactly OK"; nothing for what the document leaves open. */
function expectedText({ name, expected }: LadderAttribute): string | undefined {
  if (expected === undefined || expected === 'anything') return undefined
  return `${name} ${/^absent/.test(expected) ? expected : `exactly ${expected}`}`
}

function seenText({ name, seen, wrong }: LadderAttribute): string | undefined {
  if (seen !== undefined) return `${name} ${seen}`
  return wrong ? `${name} absent` : undefined
}
