// node run.mjs COPY TEST...: tries a copy of a sample that Rutter has generated for, with the named tests.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [copy, ...names] = process.argv.slice(2);
if (names.length === 0) {
  console.error("usage: node run.mjs COPY TEST...");
  process.exit(2);
}
const app = resolve(copy);
if (![".", ...readdirSync(app)].some((folder) => existsSync(join(app, folder, "rutter/routes.gen.ts")))) {
  console.error(`${app} has no rutter/routes.gen.ts: generate it first`);
  process.exit(2);
}
if (!existsSync(join(app, "node_modules"))) {
  symlinkSync(join(here, "node_modules"), join(app, "node_modules"), "junction");
}
const tests = names.map((name) => join(here, `${name}.test.mjs`));
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...tests], {
  env: { ...process.env, RUTTER_APP: app },
  stdio: "inherit",
});
process.exit(status ?? 1);
