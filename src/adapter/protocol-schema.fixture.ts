/** The published schema of the adapter protocol, ready to hold lines against it. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { protocolSchema, protocolSchemaId } from './protocol-schema.ts'

/** As an implementer reads it from its file. */
export const published = z
  .looseObject({ $defs: z.record(z.string(), z.looseObject({ description: z.string().min(1) })) })
  .parse(JSON.parse(JSON.stringify(protocolSchema())))

export const ajv = new Ajv2020({ strict: true, strictTypes: true, strictTuples: true })
ajv.addSchema(published)

const definitions = new Map(
  Object.keys(published.$defs).map((name) => [
    name,
    ajv.compile({ $ref: `${protocolSchemaId}#/$defs/${name}` }),
  ]),
)

/** Does a line, as it goes over the wire, fit a definition? */
export function fits(line: unknown, definition: string): boolean {
  const validate = definitions.get(definition)
  if (validate === undefined) throw new Error(`there is no definition ${definition}`)
  return validate(JSON.parse(JSON.stringify(line)))
}
