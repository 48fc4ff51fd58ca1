// Asks ajv about values of the types of a contract, and tells where it says something else than the judge.
import { readFileSync, writeFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const { document, cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const ajv = new Ajv2020.default({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false, allErrors: false })
addFormats.default(ajv)
ajv.addSchema(document, 'contract')

const validators = new Map()
const answers = cases.map(({ schema, value }) => {
  if (!validators.has(schema)) validators.set(schema, ajv.compile({ $ref: `contract#/$defs/${schema}` }))
  return validators.get(schema)(value)
})
writeFileSync(process.argv[3], JSON.stringify(answers))
