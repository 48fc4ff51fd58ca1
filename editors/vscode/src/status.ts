// The item of the status bar: whether the server checks, its version, and what is wrong.

import * as vscode from "vscode";

/** The documents that the server is told about. */
export const SELECTOR = [
  ...["typescript", "typescriptreact", "javascript", "javascriptreact", "json", "jsonc", "rust"].map((language) => ({
    scheme: "file",
    language,
  })),
  { scheme: "file", pattern: "**/rutter.toml" },
];

/** How the server is. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string }
  | { readonly kind: "stopped"; readonly why: string };

interface Count {
  readonly errors: number;
  readonly warnings: number;
}

export class Status implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem("rutter", SELECTOR);
  readonly #listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#count(uris));
  readonly #counts = new Map<string, Count>();
  #state: State = { kind: "starting" };
  #questions = 0;

  constructor() {
    this.#item.name = "Rutter";
    this.#show();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  set state(state: State) {
    this.#state = state;
    this.#show();
  }

  /** Shows that the server checks, for as long as an answer takes. */
  async during<T>(answer: vscode.ProviderResult<T>): Promise<T | null | undefined> {
    this.#questions += 1;
    this.#show();
    try {
      return await answer;
    } finally {
      this.#questions -= 1;
      this.#show();
    }
  }

  #count(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const found = vscode.languages.getDiagnostics(uri).filter((it) => it.source === "rutter");
      const of = (severity: vscode.DiagnosticSeverity) => found.filter((it) => it.severity === severity).length;
      if (found.length > 0) {
        const { Error, Warning } = vscode.DiagnosticSeverity;
        this.#counts.set(uri.toString(), { errors: of(Error), warnings: of(Warning) });
      } else {
        this.#counts.delete(uri.toString());
      }
    }
    this.#show();
  }

  #show(): void {
    const item = this.#item;
    const state = this.#state;
    item.busy = state.kind === "starting" || (state.kind === "running" && this.#questions > 0);
    switch (state.kind) {
      case "starting":
        item.text = "Rutter";
        item.detail = "starts";
        item.severity = vscode.LanguageStatusSeverity.Information;
        item.command = { command: "rutter.showOutput", title: "Show output" };
        break;
      case "running":
        item.text = `Rutter ${state.version}`;
        item.detail = this.#summary();
        item.severity = vscode.LanguageStatusSeverity.Information;
        item.command = { command: "rutter.showOutput", title: "Show output" };
        break;
      case "stopped":
        item.text = "Rutter does not run";
        item.detail = state.why;
        item.severity = vscode.LanguageStatusSeverity.Error;
        item.command = { command: "rutter.restart", title: "Restart" };
        break;
    }
  }

  #summary(): string {
    const counts = [...this.#counts.values()];
    const total = (which: keyof Count) => counts.reduce((sum, count) => sum + count[which], 0);
    const parts = [plural(total("errors"), "error"), plural(total("warnings"), "warning")].filter(Boolean);
    return parts.length > 0 ? parts.join(", ") : "nothing is wrong";
  }
}

/** `2 errors`; nothing for none. */
function plural(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
