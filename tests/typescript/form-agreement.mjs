// node form-agreement.mjs: what the generated forms of RUTTER_APP make of each line of its cases.jsonl (the number of the
// form, whether it is multipart, its names and values), which attribute of an input would have stopped it in a browser, and
// the body in which it is sent, into answers.jsonl.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attributesOf, stops } from "./html.mjs";
import { app, load } from "./load.mjs";

const count = readdirSync(app).filter((folder) => folder.startsWith("form")).length;
const lines = [];
for (let at = 0; at < count; at++) {
  const [file] = readdirSync(join(app, `form${at}/forms`));
  lines.push(`export * as form${at} from ${JSON.stringify(`./form${at}/forms/${file.slice(0, -3)}`)};`);
}
const forms = await load(lines.join("\n"));

/** The form of a module. */
function formOf(module) {
  return Object.values(module).find((exported) => typeof exported?.decode === "function");
}

/** A value of which JSON shows its files. */
function shown(value) {
  if (value instanceof File) {
    return { file: value.name, size: value.size };
  }
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shown(held)]))
    : value;
}

const answers = [];
for (const line of readFileSync(join(app, "cases.jsonl"), "utf8").split("\n")) {
  const [at, multipart, pairs] = JSON.parse(line);
  const data = multipart ? new FormData() : new URLSearchParams();
  for (const [name, sent] of pairs) {
    data.append(name, typeof sent === "string" ? sent : new File([new Uint8Array(sent.size)], sent.name, { type: sent.type }));
  }
  const module = forms[`form${at}`];
  const decoded = formOf(module).decode(data);
  const stopped = pairs.flatMap(([name, sent]) => {
    const attributes = typeof sent === "string" && module.fields && attributesOf(module.fields, name);
    const attribute = attributes && stops(attributes, sent);
    return attribute ? [`${name}: ${attribute} of ${JSON.stringify(attributes)}`] : [];
  });
  const { status, formErrors, fieldErrors, values } = decoded;
  const answer = decoded.ok
    ? { value: shown(decoded.value) }
    : { refused: { status, formErrors, fieldErrors, values } };
  const request = new Response(data);
  const body = Buffer.from(await request.arrayBuffer()).toString("hex");
  answers.push(JSON.stringify({ answer, stopped, body, contentType: request.headers.get("content-type") }));
}
writeFileSync(join(app, "answers.jsonl"), answers.join("\n"));
