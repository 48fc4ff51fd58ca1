// The three compilers.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

export const compilers = ["ts59", "ts6", "ts7"];

/** Runs a compiler in a folder: its exit status, and the lines that it prints. */
export function compile(folder, compiler, ...flags) {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const child = spawn(process.execPath, [tsc, "--pretty", "false", ...flags], { cwd: folder });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => (text += part));
  return new Promise((resolve) => {
    child.on("close", (status) => resolve({ status, errors: text.split("\n").filter((line) => line !== "") }));
  });
}
