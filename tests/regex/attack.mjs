// Asks every pattern about its texts, and tells which took longest. A pattern that takes exponential time never gets there.
import { readFileSync } from 'node:fs'

const { flags, cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const times = []

for (const { regex, pattern, texts } of cases) {
  const judge = new RegExp(pattern, flags)
  for (const text of texts) {
    const start = performance.now()
    judge.test(text)
    times.push({ regex, text: text.slice(0, 20), length: text.length, ms: performance.now() - start })
  }
}

times.sort((a, b) => b.ms - a.ms)
for (const { regex, text, length, ms } of times.slice(0, 5)) {
  console.log(`${ms.toFixed(0)} ms: ${regex} on ${length} units from ${JSON.stringify(text)}`)
}
