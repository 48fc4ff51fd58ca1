// node json-schema-agreement.mjs: whether the JSON Schemas of the generated schemas of RUTTER_APP say what these say, of each line of its
// cases.jsonl: the name of a type and a JSON text. Prints how many values were taken and refused, and each difference.
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, load } from "./load.mjs";

const schemas = await load('export * from "./rutter/json-schemas.gen"');

// In OpenAPI 3.0 the keywords are those of draft 4, and some more.
const options = { strict: true, strictTypes: false, strictTuples: false, strictRequired: false };
const dialects = {
  "draft-2020-12": new Ajv2020(options),
  "draft-07": new Ajv(options),
  "openapi-3.0": new Ajv04.default({ ...options, keywords: ["writeOnly"] }),
};
Object.values(dialects).forEach((ajv) => addFormats.default(ajv));

/** What a keyword of the dialect cannot say is left out: there, a schema takes more. */
const isOpen = (target, text) =>
  (target !== "draft-2020-12" && text.includes('"unevaluatedProperties"')) ||
  (target === "openapi-3.0" && /"(propertyNames|prefixItems|contains)"/.test(text));

const compiled = new Map();
function compile(type, direction) {
  const schema = schemas[`${type[0].toLowerCase()}${type.slice(1)}Schema`]["~standard"];
  const whole = JSON.stringify(schema.jsonSchema[direction]({ target: "draft-2020-12" }));
  return Object.entries(dialects).map(([target, ajv]) => {
    const document = schema.jsonSchema[direction]({ target });
    // Every call gives a copy of its own.
    assert.notEqual(document, schema.jsonSchema[direction]({ target }));
    return { target, takes: ajv.compile(document), isOpen: isOpen(target, whole) };
  });
}
function validators(type, direction) {
  const key = `${type} ${direction}`;
  return compiled.get(key) ?? compiled.set(key, compile(type, direction)).get(key);
}

const different = [];
const count = { taken: 0, refused: 0, different };
for (const line of readFileSync(join(app, "cases.jsonl"), "utf8").split("\n")) {
  const [type] = line.split(" ", 1);
  const value = JSON.parse(line.slice(type.length + 1));
  const schema = schemas[`${type[0].toLowerCase()}${type.slice(1)}Schema`]["~standard"];
  const result = schema.validate(value);
  const isTaken = result.issues === undefined;
  count[isTaken ? "taken" : "refused"] += 1;
  for (const { target, takes, isOpen } of validators(type, "input")) {
    if (takes(value) !== isTaken && (isTaken || !isOpen)) {
      different.push(`${line}: the reader ${isTaken}, ${target} ${JSON.stringify(takes.errors)}`);
    }
  }
  for (const { target, takes } of isTaken ? validators(type, "output") : []) {
    if (!takes(JSON.parse(JSON.stringify(result.value)))) {
      different.push(`${line}: read as ${JSON.stringify(result.value)}, ${target} ${JSON.stringify(takes.errors)}`);
    }
  }
}
console.log(JSON.stringify(count));
