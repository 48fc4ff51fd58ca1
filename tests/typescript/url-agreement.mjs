// node url-agreement.mjs KIND: what the generated pages of RUTTER_APP say of each line of its cases.jsonl, a pattern and a
// query or path, into answers.jsonl. KIND is the reader that is asked: `params` or `searchParams`.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app, load } from "./load.mjs";

const [kind] = process.argv.slice(2);
const modules = readdirSync(join(app, "rutter/app"));
const imports = modules.map((file, at) => `export { route as r${at} } from ${JSON.stringify(`./rutter/app/${file.slice(0, -3)}`)};`);
const { matchRoute, ...pages } = await load(`
  export { matchRoute } from "./rutter/routes.gen";
  ${imports.join("\n")}
`);
const byId = Object.fromEntries(Object.values(pages).map((route) => [route.id, route]));

/** The params as Next hands them to a page: encoded, each segment of a catch-all by itself. */
function rawParams(path) {
  const match = matchRoute(path);
  const encode = (value) => (Array.isArray(value) ? value.map(encodeURIComponent) : encodeURIComponent(value));
  return Object.fromEntries(Object.entries(match.params).map(([name, value]) => [name, encode(value)]));
}

function keyOf(path) {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at > 0 ? `.${step}` : step)).join("");
}

const lines = readFileSync(join(app, "cases.jsonl"), "utf8").split("\n");
const answers = [];
for (const [pattern, text] of lines.map((line) => JSON.parse(line))) {
  const input = kind === "params" ? rawParams(text) : new URLSearchParams(text);
  const answer = await byId[pattern][kind].safe(input);
  if (answer.ok) {
    answers.push({ value: answer.data });
    continue;
  }
  const errors = new Map();
  for (const { path, message } of answer.issues) {
    const key = keyOf(path);
    errors.set(key, [...(errors.get(key) ?? []), message]);
  }
  // As Rust orders texts: by their code points.
  const compare = ([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  answers.push({ errors: [...errors].sort(compare) });
}
writeFileSync(join(app, "answers.jsonl"), answers.map((answer) => JSON.stringify(answer)).join("\n"));
