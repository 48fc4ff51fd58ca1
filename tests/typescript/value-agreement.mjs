// node value-agreement.mjs: what the generated readers of RUTTER_APP say of each line of its cases.jsonl: `request` or
// `response`, or the library whose schema is asked, the name of a type, and a JSON text. For each, answers.txt has the text that the value is sent as, and `=` with what was read or `!` with what is
// wrong. A value that JSON cannot hold is sent as nothing.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app, load } from "./load.mjs";

const schemas = await load('export * from "./rutter/schemas.gen"');
const hasResponses = existsSync(join(app, "rutter/responses.gen.ts"));
const responses = hasResponses ? await load('export * from "./rutter/responses.gen"') : {};
const libraries = { request: schemas };
const lines = readFileSync(join(app, "cases.jsonl"), "utf8").split("\n");
for (const library of ["zod", "valibot"]) {
  if (lines.some((line) => line.startsWith(`${library} `))) {
    libraries[library] = await load(`export * from "./rutter/${library}.gen"`);
  }
}

function validate(direction, type, value) {
  if (direction in libraries) {
    return libraries[direction][`${type[0].toLowerCase()}${type.slice(1)}Schema`]["~standard"].validate(value);
  }
  const issues = [];
  const read = responses[`read${type}`](value, [], issues);
  return issues.length > 0 ? { issues } : { value: read };
}
const isFinite = (value) =>
  typeof value === "object" && value !== null
    ? Object.values(value).every(isFinite)
    : typeof value !== "number" || Number.isFinite(value);

const answers = [];
for (const line of lines) {
  const [direction, type] = line.split(" ", 2);
  const value = JSON.parse(line.slice(direction.length + type.length + 2));
  const before = JSON.stringify(value);
  const result = validate(direction, type, value);
  if (JSON.stringify(value) !== before) {
    throw new Error(`a value was changed by reading it: ${line}`);
  }
  answers.push(isFinite(value) ? before : "");
  if (result.issues === undefined) {
    if (!isFinite(result.value)) {
      throw new Error(`a value that JSON cannot hold was taken: ${line}`);
    }
    answers.push(`=${JSON.stringify(result.value)}`);
  } else {
    const issues = result.issues.map(({ path = [], code, message }) => [
      path.map((step) => (typeof step === "object" ? step.key : step)),
      direction === "request" || direction === "response" ? code : "",
      message,
    ]);
    // The way may lead by keys that are no text to Rust.
    answers.push(`!${JSON.stringify(issues, (_, part) => (typeof part === "string" ? part.toWellFormed() : part))}`);
  }
}
writeFileSync(join(app, "answers.txt"), answers.join("\n"));
