// The server ends when its editor does, however that is, and leaves no process behind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, test } from "node:test";

import { Client, killAll, RUTTER, until } from "./client.mjs";

const APP = process.env.RUTTER_APP;

after(killAll);

test("asked to shut down and to exit: 0", async () => {
  const client = await Client.start(APP);
  assert.equal(await client.quit(), 0);
  assert.equal(client.errors, "");
});

test("asked to exit only: 1", async () => {
  const client = await Client.start(APP);
  await client.exit();
  assert.equal(await client.end(), 1);
});

test("its standard input is closed, at work: 1", async () => {
  const client = await Client.start(APP);
  const request = { jsonrpc: "2.0", id: 1_000, method: "workspace/diagnostic", params: { previousResultIds: [] } };
  const text = JSON.stringify(request);
  client.process.stdin.end(`Content-Length: ${text.length}\r\n\r\n${text}`);
  assert.equal(await client.end(), 1);
});

test("its standard output is closed: 1", async () => {
  const client = await Client.start(APP);
  client.process.stdout.destroy();
  // It finds out when it answers.
  client.allWrong().catch(() => {});
  assert.equal(await client.end(), 1);
});

test("no message: 2, with a reason", async () => {
  for (const start of [() => new Client(APP), () => Client.start(APP)]) {
    const client = await start();
    client.process.stdin.write("hello\r\n\r\nworld");
    assert.equal(await client.end(), 2);
    assert.match(client.errors, /cannot be understood/);
  }
});

test("a message that is no JSON is left out", async () => {
  const client = await Client.start(APP);
  client.process.stdin.write('Content-Length: 8\r\n\r\n{"id": 1');
  assert.deepEqual(await client.wrong("app/manifest.ts", []), []);
  assert.equal(await client.quit(), 0, client.errors);
});

test("a message larger than any, of which the rest never comes: 1, and no memory is taken", async () => {
  const client = await Client.start(APP);
  client.process.stdin.end("Content-Length: 99999999999\r\n\r\n{");
  assert.equal(await client.end(), 1);
});

test("nothing at all: 1, without a word", async () => {
  const client = new Client(APP);
  client.process.stdin.end();
  assert.equal(await client.end(), 1);
  assert.equal(client.errors, "");
});

test("its editor has ended already: 1, though somebody keeps the stream open", async () => {
  const editor = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(editor, "exit");
  const client = await Client.start(APP, { processId: editor.pid });
  assert.equal(await client.end(), 1);
});

test("its editor vanishes: 1, though somebody keeps the stream open", async () => {
  const editor = spawn(process.execPath, ["-e", "setTimeout(() => {}, 3_600_000)"], { stdio: "ignore" });
  const client = await Client.start(APP, { processId: editor.pid });
  assert.deepEqual(await client.wrong("app/manifest.ts", []), []);
  editor.kill("SIGKILL");
  assert.equal(await client.end(), 1);
});

test("no process is left behind", async () => {
  const script = `
    import { spawn } from "node:child_process";
    const server = spawn(process.env.RUTTER, ["lsp"], { stdio: ["pipe", "ignore", "inherit"] });
    console.log(server.pid);
    process.kill(process.pid, "SIGKILL");`;
  const editor = spawn(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, RUTTER } });
  const [number] = await once(editor.stdout.setEncoding("utf8"), "data");
  const exists = () => {
    try {
      return process.kill(Number(number), 0);
    } catch {
      return false;
    }
  };
  await until(() => !exists());
  assert.ok(!exists(), `the server ${number} is still there`);
});
