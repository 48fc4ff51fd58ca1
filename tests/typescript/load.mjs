// Loads generated TypeScript into Node, as a bundler would: resolved, transpiled, in one module.
import { build } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const app = process.env.RUTTER_APP;

/** Stands in for what generated code takes from Next. */
const stubs = {
  "next/headers": `
    const jar = (globalThis.rutterJar ??= []);
    export async function headers() { return new Headers(); }
    export async function cookies() { return { set: (cookie) => jar.push(cookie) }; }
  `,
  "next/navigation": `
    export function notFound() { throw new Error("NOT_FOUND"); }
    export function redirect(url) { throw new Error("REDIRECT " + url); }
  `,
  "server-only": "",
};
const next = {
  name: "next",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(next\/(headers|navigation)|server-only)$/ }, ({ path }) => ({ path, namespace: "stub" }));
    onLoad({ filter: /.*/, namespace: "stub" }, ({ path }) => ({ contents: stubs[path] }));
  },
};

/** Bundles a module that is given as text, whose imports are relative to the app, and minifies it if asked; `define` replaces expressions. */
export async function bundle(contents, { minify = false, define = {} } = {}) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: app, loader: "ts" },
    bundle: true,
    format: "esm",
    target: "es2022",
    minify,
    define,
    write: false,
    nodePaths: [fileURLToPath(new URL("node_modules", import.meta.url))],
    plugins: [next],
  });
  return outputFiles[0].text;
}

/** The exports of such a module. */
export async function load(contents) {
  const folder = mkdtempSync(join(tmpdir(), "rutter-"));
  try {
    const file = join(folder, "module.mjs");
    writeFileSync(file, await bundle(contents));
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
