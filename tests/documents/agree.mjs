// Asks ajv and zod about values of the types of a contract, each by the JSON Schema of the type: for each value what either
// says. zod says nothing by a schema that it cannot read.
import { readFileSync, writeFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { fromJSONSchema } from 'zod'

const { document, cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const ajv = new Ajv2020.default({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false, allErrors: false })
addFormats.default(ajv)
ajv.addSchema(document, 'contract')

function judges(schema) {
  const byAjv = ajv.compile({ $ref: `contract#/$defs/${schema}` })
  const byZod = readByZod(schema)
  return (value) => [byAjv(value), byZod === undefined ? null : byZod.safeParse(value).success]
}

function readByZod(schema) {
  try {
    return fromJSONSchema({ ...document, $ref: `#/$defs/${schema}` })
  } catch (error) {
    unread[schema] = error.message
    return undefined
  }
}

const known = new Map()
const unread = {}
const answers = cases.map(({ schema, value }) => {
  if (!known.has(schema)) known.set(schema, judges(schema))
  return known.get(schema)(value)
})
writeFileSync(process.argv[3], JSON.stringify({ answers, unread }))
