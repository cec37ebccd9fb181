/** Mermaid's own parser, for the tests: what it reads in a sequence diagram. */
import mermaid from 'mermaid'
import { z } from 'zod'

export interface DrawnSequence {
  /** What stands at the top of each lifeline, left to right, by its name in the diagram. */
  readonly lifelines: ReadonlyMap<string, string>
  readonly rows: readonly DrawnRow[]
}

export interface DrawnRow {
  /** "SOLID", "DOTTED_CROSS", "NOTE", "RECT_START", …: Mermaid's own names. */
  readonly kind: string
  readonly from: string
  readonly to: string
  /** As it is drawn; the lines of a note one below the other. */
  readonly text: string
}

const database = z.object({
  getActors: z.custom<(this: unknown) => unknown>((value) => typeof value === 'function'),
  getMessages: z.custom<(this: unknown) => unknown>((value) => typeof value === 'function'),
  LINETYPE: z.record(z.string(), z.int()),
})

const actors = z.map(z.string(), z.object({ description: z.string() }))

const messages = z.array(
  z.object({
    from: z.string().optional(),
    to: z.string().optional(),
    message: z.unknown(),
    type: z.int(),
  }),
)

/** @throws where Mermaid does not take the text. */
export async function drawnSequence(text: string): Promise<DrawnSequence> {
  // Which kinds of diagrams there are is known after the first parse.
  await mermaid.parse(text)
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
  const { getActors, getMessages, LINETYPE } = database.parse(diagram.db)
  const kinds = new Map(Object.entries(LINETYPE).map(([name, number]) => [number, name]))
  return {
    lifelines: new Map(
      [...actors.parse(getActors.call(diagram.db))].map(([name, { description }]) => [
        name,
        drawn(description),
      ]),
    ),
    rows: messages.parse(getMessages.call(diagram.db)).map(({ from, to, message, type }) => ({
      kind: kinds.get(type) ?? String(type),
      from: from ?? '',
      to: to ?? '',
      text: typeof message === 'string' ? drawn(message) : '',
    })),
  }
}

/** Mermaid keeps `#59;` as `ﬂ°°59¶ß` and writes it into its SVG as `&#59;`. */
function drawn(text: string): string {
  return text
    .replaceAll('<br/>', '\n')
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
