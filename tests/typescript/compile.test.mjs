// Real compilers over the whole app: what must compile, what must be refused, and the generated files by themselves.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const app = process.env.RUTTER_APP;
const runtime = fileURLToPath(new URL("../../codegen/runtime", import.meta.url));
const require = createRequire(import.meta.url);

function compile(compiler, ...flags) {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "--pretty", "false", ...flags], {
    cwd: app,
    encoding: "utf8",
  });
  return { status, errors: stdout.split("\n").filter((line) => line !== "") };
}

test("what never changes is clean where it is written", () => {
  assert.deepEqual(compile("ts7", "-p", runtime).errors, []);
});

for (const compiler of ["ts59", "ts6", "ts7"]) {
  test(`${compiler}: accept.tsx is accepted, every line of refuse.tsx is refused`, () => {
    const { status, errors } = compile(compiler, "-p", "tsconfig.json");
    assert.deepEqual(errors, []);
    assert.equal(status, 0);
  });

  test(`${compiler}: generated files can be declared file by file`, () => {
    // Checking every declaration takes the older compilers a quarter of a minute, most of it in other packages.
    const libraries = compiler === "ts7" ? ["--skipLibCheck", "false"] : [];
    const { errors } = compile(compiler, "-p", "tsconfig.declarations.json", ...libraries);
    assert.deepEqual(
      errors.filter((line) => /^(\w+\/)?(rutter|\.next)\//.test(line)),
      [],
    );
  });
}
