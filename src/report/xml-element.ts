/** XML by string building, for SVG and JUnit: all attributes and texts are escaped here and nowhere else. */
import { escapeXml } from './escape.ts'

export type XmlAttributes = Readonly<Record<string, string | number>>

/** @param content markup, made by these functions. */
export function element(
  name: string,
  attributes: XmlAttributes,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(String(value))}"`)
    .join('')
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join('')}</${name}>`
}

export function textElement(name: string, attributes: XmlAttributes, text: string): string {
  return element(name, attributes, escapeXml(text))
}
