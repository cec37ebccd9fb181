/** Attributes that nobody judges are kept for the report, as long as they are short. */
import { judgedAttributes, type Event } from '../../oracles/tlib.ts'

/** So many characters of them are kept of one event, as JSON. */
export const mostKept = 4096

/** What stands in an event in place of what was left out of it. */
export const leftOut = 'left out'

const always: ReadonlySet<string> = new Set(['name', 'ThisDN', ...judgedAttributes])

/**
 * The event with as many of its other attributes as fit, in their order, and with a note where some
 * do not.
 */
export function withoutLongAttributes(event: Event): Event {
  const kept: [string, unknown][] = []
  let room = mostKept
  let attributes = 0
  let characters = 0
  for (const [name, value] of Object.entries(event)) {
    const length = always.has(name) ? 0 : name.length + (JSON.stringify(value)?.length ?? 0)
    if (length <= room) {
      kept.push([name, value])
      room -= length
    } else {
      attributes += 1
      characters += length
    }
  }
  if (attributes === 0) return event
  const note = `attributes: ${attributes}, characters: ${characters}`
  const { name, ThisDN } = event
  return { ...Object.fromEntries(kept), name, ThisDN, [leftOut]: note }
}
