// node plant.mjs APP_DIR COPY [--seed N] [--each N]: a copy of an app with violations in some of its clean crossings.
//
// COPY gets the workspace of the app without its packages, which it links to. `COPY/planted.json` says what was planted
// where. The same seed plants the same in the same app.
import { cpSync, existsSync, readFileSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { loadApp } from "./app.mjs";
import { cleanElements } from "./crossings.mjs";
import { KINDS, VALUES } from "./violations.mjs";

const LEFT_OUT = new Set(["node_modules", ".git", ".next", ".turbo", ".yarn"]);
const ROOT_FILES = ["pnpm-workspace.yaml", "pnpm-lock.yaml", "package-lock.json", "yarn.lock", "bun.lock"];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, each: { type: "string", default: "5" } },
});
if (positionals.length !== 2) {
  console.error("usage: node plant.mjs APP_DIR COPY [--seed N] [--each N]");
  process.exit(2);
}
const copy = resolve(positionals[1]);
if (existsSync(copy)) {
  console.error(`${copy} is there already: name a folder that is not`);
  process.exit(2);
}

const app = loadApp(positionals[0]);
const root = workspaceOf(app.folder);
const random = randomOf(Number(values.seed));
const elements = shuffled(cleanElements(app));
const copiedApp = join(copy, relative(root, app.folder));
copyWorkspace(root);

const planted = plan(elements);
const byFile = new Map();
for (const plant of planted) byFile.set(plant.file, [...(byFile.get(plant.file) ?? []), plant]);
for (const [file, plants] of byFile) rewrite(file, plants);
writeFileSync(join(copiedApp, `${VALUES.module}.ts`), VALUES.text);
const order = (a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1);
const told = planted.map(({ kind, outcome, ...it }) => ({ kind, outcome, ...placeOf(it) })).sort(order);
writeFileSync(join(copy, "planted.json"), `${JSON.stringify(told, undefined, 2)}\n`);
console.log(`${told.length} violations are planted in ${copiedApp}`);

function placeOf({ file, line, column, component, prop }) {
  return { file, line, column, component, prop };
}

/** One violation an element, the kinds in turn. */
function plan(elements) {
  const free = [...elements];
  const planted = [];
  for (let round = 0; round < Number(values.each); round += 1) {
    for (const kind of KINDS) {
      const at = free.findIndex((element) => kind.fits(element));
      if (at < 0) continue;
      const [element] = free.splice(at, 1);
      const variant = kind.variants[round % kind.variants.length];
      planted.push({
        kind: kind.name,
        file: element.file,
        component: element.component,
        ...place(element, variant, planted.length),
      });
    }
  }
  return planted;
}

function place(element, variant, index) {
  const { code, ...violation } = variant(`planted${index}`);
  if (violation.prop !== "children") {
    return { ...violation, edit: { from: element.attributes, to: element.attributes, space: " ", text: code } };
  }
  const { from, to } = element.end;
  const edit = from === to ? { space: "", text: code } : { space: ">", text: `${code}</${element.component}>` };
  return { ...violation, edit: { from, to, ...edit } };
}

/** Puts the violations of a file into its copy, and notes where they are then. */
function rewrite(file, plants) {
  const path = join(copiedApp, file);
  const source = readFileSync(path, "utf8");
  const request = relative(dirname(path), join(copiedApp, VALUES.module)).split(sep).join("/");
  const names = [...new Set(plants.flatMap((it) => it.imports))].sort().join(", ");
  const from = JSON.stringify(request.startsWith(".") ? request : `./${request}`);
  const head = [names && `import { ${names} } from ${from};`, ...plants.map((it) => it.before)].filter(Boolean);
  const start = elements.find((it) => it.file === file).imports;
  const edits = [
    { from: start, to: start, space: "", text: `\n${head.join("\n")}\n` },
    ...plants.map((plant) => ({ ...plant.edit, plant })),
  ].sort((a, b) => a.from - b.from);
  let text = "";
  let read = 0;
  for (const edit of edits) {
    text += source.slice(read, edit.from) + edit.space;
    if (edit.plant) {
      const lines = text.split("\n");
      edit.plant.line = lines.length;
      edit.plant.column = lines.at(-1).length + 1;
    }
    text += edit.text;
    read = edit.to;
  }
  writeFileSync(path, text + source.slice(read));
}

/** The folder of the workspace that an app belongs to: the outermost one with a lock file or a list of packages. */
function workspaceOf(folder) {
  let found = folder;
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    if (ROOT_FILES.some((name) => existsSync(join(at, name)))) found = at;
  }
  return found;
}

/** Copies a workspace, with links to the packages that are installed in it. */
function copyWorkspace(from) {
  cpSync(from, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !LEFT_OUT.has(path.split(sep).at(-1)),
  });
  const link = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name === "node_modules") {
        symlinkSync(realpathSync(path), join(copy, relative(from, path)), "junction");
      } else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) {
        link(path);
      }
    }
  };
  link(from);
}

function shuffled(items) {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}

/** Numbers from 0 to 1 that depend on a seed alone (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
