// Rutter in VS Code: starts `rutter lsp`, and what it offers besides the protocol.

import * as vscode from "vscode";

import { showReferences } from "./references";
import { Server } from "./server";
import { Status } from "./status";
import { runInTerminal } from "./terminal";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Rutter", { log: true });
  const status = new Status();
  const started = new Server(context.extensionUri, output, status);
  server = started;
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    output,
    status,
    registerCommand("rutter.restart", () => started.restart()),
    registerCommand("rutter.showOutput", () => output.show()),
    registerCommand("rutter.check", () => runInTerminal(started.binary(), "check")),
    registerCommand("rutter.routes", () => runInTerminal(started.binary(), "routes")),
    registerCommand("rutter.showReferences", showReferences),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("rutter.path")) {
        void started.restart();
      }
    }),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
