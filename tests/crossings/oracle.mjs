// node oracle.mjs APP_DIR [--files LIST] [--summary]: what TypeScript's checker says of each value at each crossing.
//
// Prints one JSON line a prop, as `rutter crossings APP_DIR --format json` does, and whether an entry uses the code that
// gives it (`live`). `--files` takes a file with paths
// relative to APP_DIR, one a line, and prints their crossings only. `--summary` prints figures to standard error.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadApp, typeErrors } from "./app.mjs";
import { judgeModule } from "./crossings.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { files: { type: "string" }, summary: { type: "boolean", default: false } },
});
if (positionals.length !== 1) {
  console.error("usage: node oracle.mjs APP_DIR [--files LIST] [--summary]");
  process.exit(2);
}

const start = performance.now();
const app = loadApp(positionals[0]);
const wanted = values.files && new Set(readFileSync(values.files, "utf8").split(/\r?\n/).filter(Boolean));
const modules = app.serverModules.filter((file) => !wanted || wanted.has(app.modules.name(file)));
const lines = modules.flatMap((file) => judgeModule(app, file));
process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

if (values.summary) {
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const count = (verdict) => lines.filter((line) => line.verdict === verdict).length;
  const counts = Object.fromEntries(["serializable", "non-serializable", "unknown"].map((it) => [it, count(it)]));
  const summary = { serverModules: modules.length, props: lines.length, ...counts, seconds, ...typeErrors(app) };
  console.error(JSON.stringify(summary));
}
