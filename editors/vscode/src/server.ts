// The language server: started, restarted, stopped.

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, State as ClientState, TransportKind, type StaticFeature } from "vscode-languageclient/node";

import { findBinary, type Binary } from "./binary";
import { SELECTOR, type Status } from "./status";

/** How often the server is started again after it has crashed, within three minutes. */
const MOST_RESTARTS = 4;

export class Server {
  readonly #extension: vscode.Uri;
  readonly #output: vscode.LogOutputChannel;
  readonly #status: Status;
  #client: LanguageClient | undefined;
  /** Starts and stops come one after the other, in the order in which they are asked for. */
  #work: Promise<void> = Promise.resolve();

  constructor(extension: vscode.Uri, output: vscode.LogOutputChannel, status: Status) {
    this.#extension = extension;
    this.#output = output;
    this.#status = status;
  }

  /** Starts the server, again if it runs. */
  restart(): Promise<void> {
    return this.#next(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  /** The `rutter` that is started, as things are now. */
  binary(): Binary {
    const places = {
      setting: vscode.workspace.getConfiguration("rutter").get("path", "").trim(),
      folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
      path: (process.env["PATH"] ?? "").split(path.delimiter),
      extension: this.#extension.fsPath,
      home: os.homedir(),
      isWindows: process.platform === "win32",
    };
    return findBinary(places, isProgram);
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#fail(error instanceof Error ? error.message : String(error));
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    this.#status.state = { kind: "starting" };
    const binary = this.binary();
    if (binary.kind === "missing") {
      this.#fail(binary.why);
      return;
    }
    this.#output.info(`${binary.file} is started, from ${binary.from}`);
    const executable = { command: binary.file, args: ["lsp"], transport: TransportKind.stdio };
    const client = new LanguageClient("rutter", "Rutter", executable, {
      documentSelector: SELECTOR,
      outputChannel: this.#output,
      connectionOptions: { maxRestartCount: MOST_RESTARTS },
      middleware: {
        provideDiagnostics: (document, previous, token, next) => this.#status.during(next(document, previous, token)),
      },
    });
    client.registerFeature(commands());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      // One that was replaced says nothing any more.
      if (this.#client === client) {
        this.#show(client, newState);
      }
    });
    await client.start();
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose();
  }

  #show(client: LanguageClient, state: ClientState): void {
    switch (state) {
      case ClientState.Running:
        this.#status.state = { kind: "running", version: client.initializeResult?.serverInfo?.version ?? "" };
        break;
      case ClientState.Starting:
        this.#status.state = { kind: "starting" };
        break;
      default:
        this.#status.state = { kind: "stopped", why: "it ended; its output says more" };
    }
  }

  #fail(why: string): void {
    this.#output.error(why);
    this.#status.state = { kind: "stopped", why };
  }
}

/** Whether a file is there and can be started. */
function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Tells the server which commands of ours it may put on its lenses, where the protocol has no place for that. */
function commands(): StaticFeature {
  return {
    fillClientCapabilities(capabilities) {
      capabilities.experimental = { ...capabilities.experimental, commands: { commands: ["rutter.showReferences"] } };
    },
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  };
}
