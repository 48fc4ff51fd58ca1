import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { whyNotRutter } from "./probe";

const folder = mkdtempSync(join(tmpdir(), "rutter-probe-"));
after(() => rmSync(folder, { recursive: true }));

// A script stands for the program, which a system without `sh` does not start.
const options = { skip: process.platform === "win32" };

/** A program that does what a script says. */
function program(script: string): string {
  const file = join(folder, `program-${script.length}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test("one that says its version is Rutter", options, async () => {
  assert.equal(await whyNotRutter(program("echo rutter 0.1.0")), undefined);
});

test("another program is not", options, async () => {
  assert.equal(await whyNotRutter(program("echo ruby 3.4")), "it answers `--version` with `ruby 3.4`");
});

test("what a program says when it fails is said", options, async () => {
  const why = await whyNotRutter(program("echo 'libc.so.6 is too old' >&2; exit 127"));
  assert.equal(why, "it answers `--version` with the exit status 127 and `libc.so.6 is too old`");
});

test("one that says nothing is not waited for", options, async () => {
  assert.equal(await whyNotRutter(program("exec sleep 60"), 200), "it does not answer `--version` within 0.2 seconds");
});

test("one that cannot be started is not", async () => {
  assert.match((await whyNotRutter(join(folder, "none"))) ?? "", /ENOENT/);
});
