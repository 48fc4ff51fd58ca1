// A session of an editor with a real app: what is shown is what `rutter check` says, whatever is done.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { ASKS, check, Client, IS_TOLD, killAll, until } from "./client.mjs";

const CARD = "app/_components/place-card.tsx";
const BOX = "app/_components/place-box.tsx";
const ERROR = "app/[lang]/(guide)/error.tsx";

/** The apps that were copied. */
const copies = mkdtempSync(join(tmpdir(), "rutter-lsp-"));
after(() => {
  killAll();
  rmSync(copies, { recursive: true });
});

for (const [who, capabilities] of Object.entries({ "a client that asks": ASKS, "a client that is told": IS_TOLD })) {
  test(who, async () => {
    const app = join(copies, who);
    cpSync(process.env.RUTTER_APP, app, { recursive: true });
    const write = (path) => writeFileSync(join(app, path), client.texts.get(path));
    const codes = async (path, expected) => (await client.wrong(path, expected)).map(({ code }) => code);
    // Whether packages are installed in the copied app makes no difference.
    const shown = async () => (await client.allWrong()).filter((finding) => !finding.startsWith("package.json"));
    const agree = async (expected) => {
      const said = check(app).filter((finding) => !finding.startsWith("package.json"));
      assert.deepEqual(said, expected);
      await until(async () => String(await shown()) === String(said));
      assert.deepEqual(await shown(), said);
    };
    const client = await Client.start(app, { capabilities });
    await agree([]);
    await until(() => client.registered.length > 0);
    assert.deepEqual(client.registered.map(({ method }) => method), ["workspace/didChangeWatchedFiles"]);

    // Typed, and not saved: the disk knows nothing of it.
    await client.open(CARD);
    assert.deepEqual(await codes(CARD, []), []);
    await client.edit(CARD, "import Link", 'import { useState } from "react";\nimport Link');
    await client.edit(CARD, "  const hour", "  const [open] = useState(false);\n  const hour");
    const [found] = await client.wrong(CARD, ["server-imports-client-api"]);
    assert.equal(found.code, "server-imports-client-api");
    const [step] = found.relatedInformation;
    assert.match(client.path(step.location.uri), /^app\/\[lang\]\/.*page\.tsx$/, "the chain starts at a page");
    assert.deepEqual(check(app).filter((finding) => finding.startsWith(CARD)), []);
    assert.match(await client.hover(CARD, '"react"'), /runs on the server/);

    // Saved.
    write(CARD);
    await client.saved(CARD);
    await client.watched({ changed: [CARD] });
    await agree([`${CARD}:1:10 server-imports-client-api`]);

    // Put right with a fix.
    await client.open(ERROR);
    await client.edit(ERROR, '"use client";\n\n', "");
    const [wrong] = await client.wrong(ERROR, ["error-file-not-client"]);
    assert.equal(wrong.code, "error-file-not-client");
    const [action] = await client.actions(ERROR, wrong.range);
    assert.equal(action.title, "add `'use client'`");
    const [[uri, [{ range, newText }]]] = Object.entries(action.edit.changes);
    assert.equal(uri, client.uri(ERROR));
    assert.deepEqual(range.start, range.end, "it only adds text");
    await client.change(ERROR, { range, text: newText });
    assert.deepEqual(await codes(ERROR, []), []);
    await client.close(ERROR);

    // Renamed: nothing imports it there. And back, with its document closed only afterwards.
    renameSync(join(app, CARD), join(app, BOX));
    await client.close(CARD);
    await client.watched({ created: [BOX], deleted: [CARD] });
    await client.open(BOX);
    await agree([]);
    renameSync(join(app, BOX), join(app, CARD));
    await client.watched({ created: [CARD], deleted: [BOX] });
    await client.close(BOX);
    await agree([`${CARD}:1:10 server-imports-client-api`]);

    // Deleted while it is open, and closed.
    await client.open(CARD);
    rmSync(join(app, CARD));
    await client.watched({ deleted: [CARD] });
    await client.close(CARD);
    await agree([]);

    assert.equal(await client.quit(), 0, client.errors);
  });
}
