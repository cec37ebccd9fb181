/** A number of each of the last runs, as small bars in SVG; the newest on the right. */
import { element, textElement } from './xml-element.ts'

export interface Bar {
  /** From the bottom up: how high each part is, as a share of the whole chart, and its class. */
  readonly parts: readonly { readonly height: number; readonly kind: string }[]
  /** What it says where somebody points at it. */
  readonly title: string
  /** Less ran than was asked: the bar is hatched. */
  readonly incomplete: boolean
}

/** Runs that are shown at the most. */
export const barsShown = 30

/** In pixels; the picture grows with the page. */
const bar = { width: 8, gap: 3 } as const
const height = 56
const width = barsShown * (bar.width + bar.gap) - bar.gap
/** A number above zero is never invisible. */
const least = 2

/**
 * @param id begins the ids within the picture: different for each picture of a page.
 * @param inWords for those who do not see it.
 */
export function historyChart(
  bars: readonly Bar[],
  { id, title, inWords }: { readonly id: string; readonly title: string; readonly inWords: string },
): string {
  const shown = bars.slice(-barsShown)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'history-chart',
      width,
      height: height + 2,
      viewBox: `0 0 ${width} ${height + 2}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    textElement('title', { id: `${id}-title` }, title),
    textElement('desc', { id: `${id}-desc` }, inWords),
    ...shown.map((each, at) => drawn(each, width - (shown.length - at) * (bar.width + bar.gap))),
    element('path', { class: 'base', d: `M0 ${height + 0.5}H${width}` }),
  )
}

function drawn({ parts, title, incomplete }: Bar, x: number): string {
  let top = height
  const rectangles = parts
    .filter((part) => part.height > 0)
    .map((part) => {
      const high = Math.max(least, Math.round(part.height * height * 10) / 10)
      top = Math.max(0, top - high)
      const kind = incomplete ? `${part.kind} incomplete` : part.kind
      return element('rect', { class: kind, x: 0, y: top, width: bar.width, height: high })
    })
  return element(
    'g',
    { transform: `translate(${x + bar.gap} 0)` },
    textElement('title', {}, title),
    // To be pointed at, however low the bar is.
    element('rect', { class: 'space', x: 0, y: 0, width: bar.width, height }),
    ...rectangles,
  )
}
