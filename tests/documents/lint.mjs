// Fails if Redocly's recommended rules find an error or a warning in a document.
import { createConfig, lint } from '@redocly/openapi-core'

const config = await createConfig({ extends: ['recommended'], rules: JSON.parse(process.argv[3] ?? '{}') })
const problems = await lint({ ref: process.argv[2], config })
for (const { severity, ruleId, message, location } of problems) {
  console.log(`${severity} ${ruleId}: ${message} (${location.map((it) => it.pointer).join(', ')})`)
}
process.exit(problems.length > 0 ? 1 : 0)
