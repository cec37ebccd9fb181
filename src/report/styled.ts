/** Colours for a terminal that has them. */
import { styleText } from 'node:util'

export type Style = Parameters<typeof styleText>[0]
export type Styled = (style: Style, text: string) => string

/** @param colour where it is false, all text stays as it is. */
export function stylist(colour: boolean): Styled {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
}
