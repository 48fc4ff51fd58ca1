// Real compilers over the whole app: what must compile, what must be refused, and the generated files by themselves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compile, compilers } from "./compilers.mjs";

const app = process.env.RUTTER_APP;
const runtime = fileURLToPath(new URL("../../codegen/runtime", import.meta.url));

test("what never changes is clean where it is written", async () => {
  const { errors } = await compile(app, "ts7", "-p", runtime);
  assert.deepEqual(errors, []);
});

for (const compiler of compilers) {
  test(`${compiler}: accept.tsx is accepted, every line of refuse.tsx is refused`, async () => {
    const { status, errors } = await compile(app, compiler, "-p", "tsconfig.json");
    assert.deepEqual(errors, []);
    assert.equal(status, 0);
  });

  test(`${compiler}: generated files can be declared file by file`, async () => {
    // Checking every declaration takes the older compilers a quarter of a minute, most of it in other packages.
    const libraries = compiler === "ts7" ? ["--skipLibCheck", "false"] : [];
    const { errors } = await compile(app, compiler, "-p", "tsconfig.declarations.json", ...libraries);
    assert.deepEqual(
      errors.filter((line) => /^(\w+\/)?(rutter|\.next)\//.test(line)),
      [],
    );
  });
}
