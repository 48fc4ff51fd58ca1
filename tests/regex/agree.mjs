// Holds that a pattern takes the texts that Rust takes: with its flags and as the HTML attribute `pattern`.
import { readFileSync } from 'node:fs'

const { flags, cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const wrong = []
let asked = 0

for (const { regex, pattern, html, texts, answers } of cases) {
  const judges = { [flags]: new RegExp(pattern, flags), literal: eval(`/${pattern}/${flags}`) }
  if (html !== null) {
    judges.html = new RegExp(`^(?:${html})$`, 'v')
    judges['older html'] = new RegExp(`^(?:${html})$`, 'u')
  }
  texts.forEach((text, index) => {
    for (const [name, judge] of Object.entries(judges)) {
      asked++
      const answer = judge.test(text) ? '1' : '0'
      if (answer !== answers[index]) wrong.push({ regex, pattern: pattern.slice(0, 200), name, text, rust: answers[index] })
    }
  })
}

if (wrong.length > 0) {
  console.log(JSON.stringify(wrong.slice(0, 20), null, 1))
  console.log(`${wrong.length} of ${asked} answers differ`)
  process.exit(1)
}
console.log(`${asked} answers of ${cases.length} patterns agree`)
