// node compare.mjs CHECKER.jsonl RUTTER.jsonl [--planted PLANTED.json] [--all]: how far Rutter agrees with the checker.
//
// Both files have one JSON line a prop, as `oracle.mjs` and `rutter crossings --format json` print them. Exits with 1
// where a goal is missed. A list is cut after some lines unless `--all` is given.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const VERDICTS = ["serializable", "non-serializable", "unknown"];
const MOST_LISTED = 30;
const GOALS = { found: 0.95, moreUnknown: 0.05 };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { planted: { type: "string" }, all: { type: "boolean", default: false } },
});
if (positionals.length !== 2) {
  console.error("usage: node compare.mjs CHECKER.jsonl RUTTER.jsonl [--planted PLANTED.json] [--all]");
  process.exit(2);
}

const [checker, rutter] = positionals.map(readLines);
const { pairs, onlyChecker, onlyRutter, byLine } = join(checker, rutter);
let missed = 0;

console.log(`props: ${checker.length} by the checker, ${rutter.length} by Rutter, ${pairs.length} by both`);
if (byLine > 0) console.log(`       ${byLine} of them joined by line alone: their columns differ`);
console.log();
printTable(pairs);

const falseAlarms = pairs.filter(([a, b]) => a.verdict === "serializable" && b.verdict === "non-serializable");
const offenders = pairs.filter(([a]) => a.verdict === "non-serializable");
const found = offenders.filter(([, b]) => b.verdict === "non-serializable");
const unseen = onlyChecker.filter((it) => it.verdict === "non-serializable");
const unknownShares = [0, 1].map((side) =>
  share(
    pairs.filter((pair) => pair[side].verdict === "unknown"),
    pairs,
  ),
);

console.log("\ngoals");
goal(
  falseAlarms.length === 0,
  `${falseAlarms.length} are called non-serializable where the checker says serializable (goal: 0)`,
);
const ofAll = offenders.length + unseen.length;
goal(
  found.length >= GOALS.found * ofAll,
  `${found.length} of the checker's ${ofAll} non-serializable are found${ofAll > 0 ? `: ${percent(found.length / ofAll)}` : ""} (goal: ${percent(GOALS.found)})`,
);
goal(
  unknownShares[1] <= unknownShares[0] + GOALS.moreUnknown,
  `${percent(unknownShares[1])} are unknown to Rutter, ${percent(unknownShares[0])} to the checker (goal: at most ${100 * GOALS.moreUnknown} points more)`,
);

list("called non-serializable where the checker says serializable", falseAlarms);
const where = (ofChecker, ofRutter) => pairs.filter(([a, b]) => a.verdict === ofChecker && b.verdict === ofRutter);
const missing = offenders.filter(([, b]) => b.verdict !== "non-serializable");
const otherwise = found.filter(([a, b]) => a.outcome !== b.outcome);
list("not found to be non-serializable", missing);
list("non-serializable with another outcome", otherwise);
list("non-serializable where the checker does not know", where("unknown", "non-serializable"));
list("serializable where the checker does not know", where("unknown", "serializable"));
list("unknown where the checker says serializable", where("serializable", "unknown"));
const ofChecker = onlyChecker.map((it) => [it, undefined]);
const ofRutter = onlyRutter.map((it) => [undefined, it]);
list("seen by the checker alone", ofChecker);
list("seen by Rutter alone", ofRutter);
if (values.planted) printPlanted(JSON.parse(readFileSync(values.planted, "utf8")));
process.exitCode = missed > 0 ? 1 : 0;

function readLines(path) {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const order = (it) => [it.file, it.line, it.column, it.prop];
  return lines.sort((a, b) => compareAll(order(a), order(b)));
}

function compareAll(a, b) {
  const at = a.findIndex((it, index) => it !== b[index]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
}

/** Joins by file, line, column and prop; what is left by file, line, prop and component, where each side has as many. */
function join(left, right) {
  const pairs = [];
  const match = (key, from, to) => {
    const groups = new Map();
    for (const it of to) groups.set(key(it), [...(groups.get(key(it)) ?? []), it]);
    const sizes = new Map();
    for (const it of from) sizes.set(key(it), (sizes.get(key(it)) ?? 0) + 1);
    const rest = [];
    for (const it of from) {
      const group = groups.get(key(it));
      if (group?.length >= sizes.get(key(it))) {
        sizes.set(key(it), sizes.get(key(it)) - 1);
        pairs.push([it, group.shift()]);
      } else {
        rest.push(it);
      }
    }
    return [rest, [...groups.values()].flat()];
  };
  const exact = (it) => JSON.stringify([it.file, it.line, it.column, it.prop]);
  const [leftRest, rightRest] = match(exact, left, right);
  const exactly = pairs.length;
  const near = (it) => JSON.stringify([it.file, it.line, it.prop, it.component]);
  const [onlyChecker, onlyRutter] = match(near, leftRest, rightRest);
  return { pairs, onlyChecker, onlyRutter, byLine: pairs.length - exactly };
}

function printTable(pairs) {
  const width = 18;
  console.log("checker \\ Rutter".padEnd(width) + VERDICTS.map((it) => it.padStart(width)).join(""));
  for (const row of VERDICTS) {
    const counts = VERDICTS.map((column) => pairs.filter(([a, b]) => a.verdict === row && b.verdict === column).length);
    console.log(row.padEnd(width) + counts.map((it) => String(it).padStart(width)).join(""));
  }
}

function goal(isMet, text) {
  if (!isMet) missed += 1;
  console.log(`  ${isMet ? "met   " : "MISSED"} ${text}`);
}

function list(title, pairs) {
  if (pairs.length === 0) return;
  console.log(`\n${title}: ${pairs.length}`);
  const shown = values.all ? pairs : pairs.slice(0, MOST_LISTED);
  for (const [a, b] of shown) {
    const { file, line, column, component, prop } = a ?? b;
    console.log(`  ${file}:${line}:${column} <${component}> ${prop}`);
    if (a) console.log(`      checker: ${describe(a)}`);
    if (b) console.log(`      Rutter:  ${describe(b)}`);
  }
  if (shown.length < pairs.length) console.log(`  and ${pairs.length - shown.length} more: see them with --all`);
}

function describe({ verdict, outcome, reason, path }) {
  return [verdict, outcome && `(${outcome})`, path && `at ${path}`, reason && `- ${reason}`].filter(Boolean).join(" ");
}

/** How many of the planted violations each side finds, by kind. */
function printPlanted(planted) {
  console.log("\nplanted violations found");
  const width = 18;
  console.log(
    "kind".padEnd(width) + ["planted", "by the checker", "by Rutter"].map((it) => it.padStart(width)).join(""),
  );
  for (const kind of [...new Set(planted.map((it) => it.kind))].sort()) {
    const ofKind = planted.filter((it) => it.kind === kind);
    const counts = [checker, rutter].map((lines) => ofKind.filter((it) => isFound(it, lines)).length);
    console.log(kind.padEnd(width) + [ofKind.length, ...counts].map((it) => String(it).padStart(width)).join(""));
  }
}

function isFound(planted, lines) {
  return lines.some(
    (it) =>
      it.file === planted.file &&
      it.line === planted.line &&
      it.prop === planted.prop &&
      (it.column === planted.column || planted.prop === "children") &&
      it.verdict === "non-serializable",
  );
}

function share(some, all) {
  return all.length === 0 ? 0 : some.length / all.length;
}

function percent(of) {
  return `${(100 * of).toFixed(1)} %`;
}
