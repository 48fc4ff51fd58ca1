// Makes types of a document, compiles a file with them, and runs what it exports as `calls` against a server, if one is given.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const [document, file, origin] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
// Below this folder, so that the packages are found.
const work = mkdtempSync(join(here, 'node_modules', '.client-'))
try {
  writeFileSync(join(work, 'schema.ts'), astToString(await openapiTS(JSON.parse(readFileSync(document, 'utf8')))))
  cpSync(join(here, file), join(work, file))
  writeFileSync(join(work, 'package.json'), '{ "type": "module" }')
  const settings = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom,dom.iterable']
  const tsc = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), ...settings, join(work, file)], { encoding: 'utf8' })
  if (tsc.status !== 0) throw new Error(tsc.stdout + tsc.stderr)
  if (origin) {
    const { calls } = await import(pathToFileURL(join(work, file.replace('.ts', '.js'))))
    await calls(origin)
  }
} finally {
  rmSync(work, { recursive: true })
}
