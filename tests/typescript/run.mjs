// node run.mjs APP: tries an app that Rutter has generated for, the sample here, under all compilers and in Node.
import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (process.argv.length !== 3) {
  console.error("usage: node run.mjs APP");
  process.exit(2);
}
const app = resolve(process.argv[2]);
if (!existsSync(join(app, "rutter/routes.gen.ts"))) {
  console.error(`${app} has no rutter/routes.gen.ts: generate it first`);
  process.exit(2);
}
if (!existsSync(join(app, "node_modules"))) {
  symlinkSync(join(here, "node_modules"), join(app, "node_modules"), "junction");
}
const tests = ["compile.test.mjs", "run.test.mjs", "property.test.mjs"].map((file) => join(here, file));
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...tests], {
  env: { ...process.env, RUTTER_APP: app },
  stdio: "inherit",
});
process.exit(status ?? 1);
