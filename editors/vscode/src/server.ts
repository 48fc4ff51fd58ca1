// The language server: started, restarted, stopped.

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State as ClientState,
  TransportKind,
  type ErrorHandler,
  type StaticFeature,
} from "vscode-languageclient/node";

import { findBinary, type Binary } from "./binary";
import { whyNotRutter } from "./probe";
import { SELECTOR, type Status } from "./status";

/** How often the server is started again after it has crashed, within a time in milliseconds. */
const MOST_RESTARTS = 4;
const SHORT = 3 * 60 * 1000;

/** What a user can do about a server that does not run. */
const RESTART = "Restart";
const OPEN_SETTING = "Open the setting";
const SHOW_OUTPUT = "Show the output";

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
      this.#fail(error instanceof Error ? error.message : String(error), SHOW_OUTPUT);
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    this.#status.state = { kind: "starting" };
    const binary = this.binary();
    if (binary.kind === "missing") {
      this.#fail(binary.why, OPEN_SETTING);
      return;
    }
    const why = await whyNotRutter(binary.file);
    if (why !== undefined) {
      this.#fail(`\`${binary.file}\`, from ${binary.from}, is no \`rutter\` that works here: ${why}`, OPEN_SETTING);
      return;
    }
    this.#output.info(`${binary.file} is started, from ${binary.from}`);
    const executable = { command: binary.file, args: ["lsp"], transport: TransportKind.stdio };
    const client = new LanguageClient("rutter", "Rutter", executable, {
      documentSelector: SELECTOR,
      outputChannel: this.#output,
      synchronize: { configurationSection: "rutter" },
      errorHandler: this.#crashes(),
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
    // One that never ran or does not end must not be in the way of the next; the client logs it, and kills what is left.
    await client?.dispose().catch(() => undefined);
  }

  /** What is done when the server ends though nobody has asked it to. */
  #crashes(): ErrorHandler {
    let crashes: number[] = [];
    return {
      // A pipe that breaks: its other end closes too, and that is what is acted on.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        crashes = [...crashes.filter((time) => time > Date.now() - SHORT), Date.now()];
        if (crashes.length <= MOST_RESTARTS) {
          return { action: CloseAction.Restart, handled: true };
        }
        this.#fail(`the language server has crashed ${crashes.length} times in three minutes`, SHOW_OUTPUT);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
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

  /** Says why the server does not run, with what to do about it. */
  #fail(why: string, remedy: typeof OPEN_SETTING | typeof SHOW_OUTPUT): void {
    this.#output.error(why);
    this.#status.state = { kind: "stopped", why };
    void vscode.window.showErrorMessage(`Rutter does not run: ${why}`, RESTART, remedy).then((picked) => {
      switch (picked) {
        case RESTART:
          return this.restart();
        case OPEN_SETTING:
          return vscode.commands.executeCommand("workbench.action.openSettings", "rutter.path");
        case SHOW_OUTPUT:
          return this.#output.show();
        default:
          return undefined;
      }
    });
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
