// An editor without a screen: it starts `rutter lsp` and talks to it by the protocol's own library.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CodeActionRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol/node";

/** The command under test. */
export const RUTTER = process.env.RUTTER;

/** Longer than anything takes on a machine that does much else, in milliseconds. */
const PATIENCE = 600_000;

/** What a client can do that asks for diagnostics, and one that is told them. */
export const ASKS = {
  textDocument: { diagnostic: { relatedInformation: true }, publishDiagnostics: { relatedInformation: true } },
  workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};
export const IS_TOLD = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
};

/** The servers that were started. */
const running = new Set();

/** Ends the servers that a test has left behind. */
export function killAll() {
  running.forEach((server) => server.kill("SIGKILL"));
}

export class Client {
  /** Starts the server for a folder. `answers` says whether the client answers the server's own requests. */
  static async start(folder, { capabilities = ASKS, processId = process.pid, answers = true } = {}) {
    const client = new Client(folder);
    const { connection } = client;
    const answer = () => (answers ? null : new Promise(() => {}));
    connection.onRequest(DiagnosticRefreshRequest.type, answer);
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      client.registered.push(...registrations);
      return answer();
    });
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      client.told.set(client.path(uri), diagnostics);
    });
    connection.listen();
    client.greeting = await connection.sendRequest(InitializeRequest.type, {
      processId,
      rootUri: null,
      capabilities,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "app" }],
    });
    client.asks = capabilities.textDocument.diagnostic !== undefined;
    try {
      await connection.sendNotification(InitializedNotification.type, {});
    } catch {
      // The server may have ended by then, which is what some tests are about.
    }
    return client;
  }

  constructor(folder) {
    this.folder = folder;
    this.process = spawn(RUTTER, ["lsp"], { cwd: folder });
    running.add(this.process);
    this.errors = "";
    this.process.stderr.on("data", (text) => (this.errors += text));
    // Closed only when all that it has written is read.
    this.ended = once(this.process, "close").then(([code, signal]) => code ?? signal);
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    // Streams break when the server ends, which is what is tested.
    this.process.stdin.on("error", () => {});
    this.connection.onError(() => {});
    this.texts = new Map();
    this.told = new Map();
    this.registered = [];
    this.version = 0;
  }

  uri(path) {
    return /^[a-z]+:/.test(path) ? path : pathToFileURL(join(this.folder, path)).href;
  }

  /** A URI's path in the folder: two URIs of one file may differ in what they escape. */
  path(uri) {
    return relative(this.folder, fileURLToPath(uri));
  }

  open(path, text = readFileSync(join(this.folder, path), "utf8")) {
    this.texts.set(path, text);
    const textDocument = { uri: this.uri(path), languageId: "typescriptreact", version: ++this.version, text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Replaces the first place of some text, as an edit of a range. */
  edit(path, before, after) {
    const text = this.texts.get(path);
    const start = text.indexOf(before);
    const range = { start: place(text, start), end: place(text, start + before.length) };
    this.texts.set(path, text.slice(0, start) + after + text.slice(start + before.length));
    return this.change(path, { range, text: after });
  }

  change(path, change, version = ++this.version) {
    const textDocument = { uri: this.uri(path), version };
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges: [change],
    });
  }

  saved(path) {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path) },
    });
  }

  close(path) {
    this.texts.delete(path);
    const textDocument = { uri: this.uri(path) };
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
  }

  /** Says what has changed on the disk: `created`, `changed` and `deleted` are paths. */
  watched({ created = [], changed = [], deleted = [] }) {
    const events = (paths, type) => paths.map((path) => ({ uri: this.uri(path), type }));
    const changes = [
      ...events(created, FileChangeType.Created),
      ...events(changed, FileChangeType.Changed),
      ...events(deleted, FileChangeType.Deleted),
    ];
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** What is wrong with a file, by its rules; asked for, or as soon as it is what is expected. */
  async wrong(path, expected) {
    if (!this.asks) {
      const seen = () => (this.told.get(path) ?? []).map(({ code }) => code);
      await until(() => String(seen()) === String(expected));
      return this.told.get(path) ?? [];
    }
    const textDocument = { uri: this.uri(path) };
    return (await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument })).items;
  }

  /** What is wrong with all files: each finding as `file:line:column rule`, sorted. */
  async allWrong() {
    const files = this.asks
      ? (await this.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] })).items
      : [...this.told].map(([path, items]) => ({ uri: this.uri(path), items }));
    const finding = (path, { range: { start }, code }) => `${path}:${start.line + 1}:${start.character + 1} ${code}`;
    return files.flatMap(({ uri, items }) => items.map((it) => finding(this.path(uri), it))).sort();
  }

  actions(path, range) {
    const params = { textDocument: { uri: this.uri(path) }, range, context: { diagnostics: [] } };
    return this.connection.sendRequest(CodeActionRequest.type, params);
  }

  async hover(path, word) {
    const position = place(this.texts.get(path), this.texts.get(path).indexOf(word));
    const params = { textDocument: { uri: this.uri(path) }, position };
    return (await this.connection.sendRequest(HoverRequest.type, params))?.contents.value;
  }

  /** Ends the server as an editor does that is closed, and returns its exit status. */
  async quit() {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.exit();
    return this.end();
  }

  exit() {
    return this.connection.sendNotification(ExitNotification.type);
  }

  /** Waits for the end of the server, and returns its exit status. */
  async end() {
    const status = await Promise.race([this.ended, sleep(PATIENCE, "it does not end", { ref: false })]);
    if (status === "it does not end") {
      this.process.kill("SIGKILL");
    }
    this.connection.dispose();
    return status;
  }
}

/** What `rutter check` says of a folder, as `allWrong` has it. */
export function check(folder) {
  const { stdout } = spawnSync(RUTTER, ["check", "--format", "json"], { cwd: folder, encoding: "utf8" });
  const findings = JSON.parse(stdout).diagnostics.map(({ file, range, rule }) => {
    // What is about the whole app is shown in its `package.json`.
    return `${file === "." ? "package.json" : file}:${range.start.line}:${range.start.column} ${rule}`;
  });
  return findings.sort();
}

/** Waits until something holds; not for ever, so what is waited for has to be asserted after it. */
export async function until(holds) {
  const end = Date.now() + PATIENCE;
  while (!(await holds()) && Date.now() < end) {
    await sleep(20);
  }
}

/** The position of an offset: lines, and UTF-16 units. */
function place(text, offset) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}
