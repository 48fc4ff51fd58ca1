// Whether a program is Rutter, before it is started as a language server: one that is not would be started again and again.

import { execFile } from "node:child_process";

/** How long `rutter --version` may take, in milliseconds: a system that looks through a new program first takes a while. */
const PATIENCE = 10_000;

/** Why a program cannot be Rutter; nothing if it answers `--version` as Rutter does. */
export function whyNotRutter(file: string, patience = PATIENCE): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: patience, killSignal: "SIGKILL", maxBuffer: 64 * 1024, windowsHide: true } as const;
    const child = execFile(file, ["--version"], options, (error, stdout, stderr) => {
      const said = firstLine(stdout) || firstLine(stderr);
      if (error === null) {
        resolve(/^rutter \d/.test(said) ? undefined : `it answers \`--version\` with \`${said}\``);
      } else if (error.killed === true) {
        resolve(`it does not answer \`--version\` within ${patience / 1000} seconds`);
      } else if (typeof error.code === "number") {
        resolve(`it answers \`--version\` with the exit status ${error.code}${said && ` and \`${said}\``}`);
      } else {
        resolve(error.message);
      }
    });
    // One that has ended already takes no input, which is no error of its own.
    child.stdin?.on("error", () => undefined).end();
  });
}

/** The first line of a text, or what fits into a message. */
function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0]?.slice(0, 200) ?? "";
}
