// `rutter.showReferences`: what the server's lenses lead to. VS Code's own command takes its own types, not the protocol's.

import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient/node";

/** Shows places beside one of a document. The arguments are the protocol's. */
export async function showReferences(uri: string, position: Position, locations: readonly Location[]): Promise<void> {
  const places = locations.map((location) => {
    const { start, end } = location.range;
    return new vscode.Location(vscode.Uri.parse(location.uri), new vscode.Range(place(start), place(end)));
  });
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), place(position), places);
}

function place({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}
