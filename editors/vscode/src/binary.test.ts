import assert from "node:assert/strict";
import { test } from "node:test";

import { findBinary, type Places } from "./binary";

const places: Places = {
  setting: "",
  folders: ["/work/shop/apps/web", "/work/docs"],
  path: ["", "bin", "/usr/bin"],
  extension: "/extensions/rutter",
  home: "/home/me",
  isWindows: false,
};

/** The file that is found where only some programs exist. */
function found(changes: Partial<Places>, ...programs: string[]): string {
  const binary = findBinary({ ...places, ...changes }, (file) => programs.includes(file));
  return binary.kind === "found" ? `${binary.file} of ${binary.from}` : binary.why;
}

const BUNDLED = "/extensions/rutter/server/rutter";

test("what the project has installed comes before PATH, and that before what came with the extension", () => {
  const installed = "/work/shop/node_modules/.bin/rutter";
  const onPath = "/usr/bin/rutter";
  assert.equal(found({}, BUNDLED, onPath, installed), `${installed} of \`node_modules\``);
  assert.equal(found({}, BUNDLED, onPath), `${onPath} of \`PATH\``);
  assert.equal(found({}, BUNDLED), `${BUNDLED} of this extension`);
});

test("the nearest of several counts, and the first folder before the others", () => {
  const inApp = "/work/shop/apps/web/node_modules/.bin/rutter";
  const inDocs = "/work/docs/node_modules/.bin/rutter";
  assert.equal(found({}, inDocs, "/work/shop/node_modules/.bin/rutter", inApp), `${inApp} of \`node_modules\``);
  assert.equal(found({ folders: ["/work/docs", "/work/shop"] }, inApp, inDocs), `${inDocs} of \`node_modules\``);
});

test("the setting is a path, one below the user's folder, or one below a workspace folder", () => {
  const from = "of the setting `rutter.path`";
  assert.equal(found({ setting: "/opt/rutter" }, "/opt/rutter", BUNDLED), `/opt/rutter ${from}`);
  assert.equal(found({ setting: "~/bin/rutter" }, "/home/me/bin/rutter"), `/home/me/bin/rutter ${from}`);
  assert.equal(found({ setting: "../target/rutter" }, "/work/target/rutter"), `/work/target/rutter ${from}`);
});

test("a setting that leads nowhere is said, and nothing else is started", () => {
  assert.match(found({ setting: "/opt/none" }, BUNDLED), /`rutter.path` is `\/opt\/none`, where no program is/);
});

test("the current folder is never searched, though PATH can mean it", () => {
  assert.match(found({}, "rutter", "bin/rutter"), /^`rutter` is neither/);
});
