// Commands of `rutter` in the terminal.

import * as vscode from "vscode";

import type { Binary } from "./binary";

/** Runs `rutter COMMAND` in the folder of the active file, or in one that the user picks. */
export async function runInTerminal(binary: Binary, command: string): Promise<void> {
  if (binary.kind === "missing") {
    void vscode.window.showErrorMessage(`Rutter: ${binary.why}`);
    return;
  }
  const folder = await pickFolder();
  if (folder === undefined) {
    return;
  }
  // A process, and no shell: no path has to be quoted.
  const execution = new vscode.ProcessExecution(binary.file, [command], { cwd: folder.uri.fsPath });
  const task = new vscode.Task({ type: "rutter", command }, folder, command, "rutter", execution);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  await vscode.tasks.executeTask(task);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = active && vscode.workspace.getWorkspaceFolder(active);
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folder ?? (folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0]);
}
