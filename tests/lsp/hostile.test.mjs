// Clients that lie, never answer, or ask for a lot at once: the server answers as if nothing had happened.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { Client, killAll } from "./client.mjs";

const APP = process.env.RUTTER_APP;
const CARD = "app/_components/place-card.tsx";
const HOOK = 'import { useState } from "react";\n';

const elsewhere = mkdtempSync(join(tmpdir(), "rutter-lsp-"));
after(() => {
  killAll();
  rmSync(elsewhere, { recursive: true });
});

/** The rules that say something of a file. */
const codes = async (client, path) => (await client.wrong(path)).map(({ code }) => code);

/** Ends a client, whose server must still know what is wrong. */
async function stillWorks(client) {
  await client.open(CARD);
  assert.deepEqual(await codes(client, CARD), []);
  await client.edit(CARD, "import Link", `${HOOK}import Link`);
  assert.deepEqual(await codes(client, CARD), ["server-imports-client-api"]);
  assert.equal(await client.quit(), 0, client.errors);
}

test("versions that go back, and edits outside of the text", async () => {
  const client = await Client.start(APP);
  await client.open(CARD);
  const far = { line: 4_000_000_000, character: 4_000_000_000 };
  await client.change(CARD, { range: { start: far, end: far }, text: "\n// at the end\n" }, -7);
  await client.change(CARD, { range: { start: far, end: { line: 0, character: 0 } }, text: "// backwards\n" }, 3);
  assert.deepEqual(await codes(client, CARD), []);
  await client.change(CARD, { text: HOOK }, 3);
  assert.deepEqual(await codes(client, CARD), ["server-imports-client-api"]);
  await stillWorks(client);
});

test("documents that nobody has opened, that are open twice, and that are no files", async () => {
  const client = await Client.start(APP);
  await client.change("app/page.tsx", { text: "}" });
  await client.close("app/page.tsx");
  assert.deepEqual(await codes(client, "app/page.tsx"), []);
  for (const uri of ["untitled:Untitled-1", "git:/app/page.tsx?ref", "vscode-notebook-cell:/a.ipynb#1", "data:,x"]) {
    await client.open(uri, HOOK);
    await client.open(uri, `${HOOK}export default 1`);
    assert.deepEqual(await codes(client, uri), []);
    await client.change(uri, { text: "{" });
    await client.close(uri);
  }
  await stillWorks(client);
});

test("files outside of the workspace", async () => {
  const client = await Client.start(join(APP, "app"));
  const path = join("..", "lib", "places.ts");
  await client.open(path);
  assert.deepEqual(await codes(client, path), []);
  assert.equal(await client.quit(), 0, client.errors);
});

test("requests that are none, or have no sense", async () => {
  const client = await Client.start(APP);
  const ask = (method, params) => client.connection.sendRequest(method, params).then(() => 0, ({ code }) => code);
  assert.equal(await ask("textDocument/haver", {}), -32601, "no such method");
  assert.equal(await ask("textDocument/hover", { textDocument: 1 }), -32602, "no such parameters");
  assert.equal(await ask("textDocument/hover"), -32602, "no parameters");
  await client.connection.sendNotification("textDocument/didOpen", { textDocument: null });
  await client.connection.sendNotification("$/nothing", { any: "thing" });
  await stillWorks(client);
});

test("a client that never answers", async () => {
  await stillWorks(await Client.start(APP, { answers: false }));
});

test("a hundred documents at once", async () => {
  const client = await Client.start(APP);
  const paths = Array.from({ length: 100 }, (_, number) => `app/[lang]/many/${number}/page.tsx`);
  for (const path of paths) {
    await client.open(path, `${HOOK}export default function Page() { return null }\n`);
  }
  for (const codes of await Promise.all(paths.map((path) => client.wrong(path)))) {
    assert.deepEqual(codes.map(({ code }) => code), ["server-imports-client-api"]);
  }
  await stillWorks(client);
});

test("another branch, in which five thousand files are different", async () => {
  const app = join(elsewhere, "atlas");
  cpSync(APP, app, { recursive: true });
  const client = await Client.start(app);
  assert.deepEqual(await codes(client, CARD), []);
  const many = (name) => Array.from({ length: 2_500 }, (_, number) => `lib/${name}/${number}.ts`);
  await client.watched({ created: many("new"), deleted: many("old") });
  await stillWorks(client);
});
