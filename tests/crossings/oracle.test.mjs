// The oracle on `sample/`: each line that gives a prop ends with what is to be said of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadApp, typeErrors } from "./app.mjs";
import { judgeModule } from "./crossings.mjs";

const sample = join(dirname(fileURLToPath(import.meta.url)), "sample");
const app = loadApp(sample);

test("the sample has no type errors", () => {
  assert.deepEqual(typeErrors(app), { errors: 0, unresolved: 0 });
});

for (const file of ["app/page.tsx", "components/shared.tsx"]) {
  test(`what crosses in ${file}`, () => {
    const said = judgeModule(app, join(app.folder, file)).filter((line) => line.prop !== "children");
    const lines = readFileSync(join(sample, file), "utf8").split("\n");
    const expected = lines.flatMap((text, index) => {
      const comment = /\/\/ ((?:non-)?serializable|unknown)(?: (throws|coerced) ([^,]+))?(, not live)?$/.exec(text);
      return comment ? [[index + 1, comment[1], comment[2] ?? null, comment[3], !comment[4]]] : [];
    });
    const actual = said.map((it) => [
      it.line,
      it.verdict,
      it.outcome,
      it.verdict === "non-serializable" ? it.path : undefined,
      it.live,
    ]);
    assert.deepEqual(
      actual.sort((a, b) => a[0] - b[0]),
      expected,
    );
  });
}
