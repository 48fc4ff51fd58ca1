// What Rutter prints with `--format json`. Written by `UPDATE=1 cargo test -p rutter-cli json_types`.
// `rutter diff --format json` is stated in diff.md.

/** `rutter check --format json` prints one of these. */
export type CheckReport = { diagnostics: Array<Finding>, stats: Stats, };

/** One finding of a rule. */
export type Finding = { rule: string, 
/**
 * `error`, `warning` or `note`.
 */
severity: string, 
/**
 * From the folder that was checked. `.` where it is about no file.
 */
file: string, range: PlaceRange, message: string, why: string | null, help: string | null, 
/**
 * The imports that lead to the file, from a route's entry on; then the other places that belong to it.
 */
related: Array<Place>, fix: Fix | null, };

/** Another place that belongs to a finding. */
export type Place = { file: string, range: PlaceRange, message: string, };

/** A range of a file, its end behind the last character. */
export type PlaceRange = { start: Point, end: Point, };

/** A place in a file, both counted from 1, in characters. */
export type Point = { line: number, column: number, };

/** What would put a finding right. */
export type Fix = { title: string, 
/**
 * Whether `--fix` applies it.
 */
safe: boolean, edits: Array<Edit>, };

/** A text in place of a range. */
export type Edit = { range: PlaceRange, text: string, };

/** What was looked at. */
export type Stats = { 
/**
 * How many files of code were read, those of packages left out.
 */
files: number, 
/**
 * The size of their texts together.
 */
bytes: number, modules: Modules, 
/**
 * Milliseconds of wall time by phase, in the order of their names.
 */
milliseconds: { [key in string]: number }, };

/** How many modules run where. */
export type Modules = { server: number, client: number, pages: number, api: number, 
/**
 * How many modules of the app and its workspace no route reaches.
 */
unreached: number, };

/** `rutter crossings --format json` prints one of these a line. */
export type Crossing = { file: string, line: number, column: number, component: string, prop: string, verdict: string, outcome: string | null, reason: string | null, path: string | null, };

/** `rutter routes --format json` prints one of these for each app. */
export type RouteReport = { 
/**
 * The app's folder from the root of the workspace, `.` for the root itself.
 */
root: string, routes: RouteLists, 
/**
 * Route to param to type: `string`, `string[]`, with `?` where the param may be absent.
 */
params: { [key in string]: { [key in string]: string } }, 
/**
 * Layout route to slot names.
 */
slots: { [key in string]: Array<string> }, 
/**
 * Root param to TypeScript type.
 */
root_params: { [key in string]: string }, 
/**
 * The order in which Next tries the routes; null where the tree has none.
 */
match_order: Array<string> | null, entries: Array<Entry>, problems: Array<Problem>, };

/** The routes of an app by what they are. */
export type RouteLists = { app: Array<string>, pages: Array<string>, layout: Array<string>, redirect: Array<string>, rewrite: Array<string>, handler: Array<string>, };

/** A file that makes a route. */
export type Entry = { pattern: string, kind: string, file: string, };

/** Something that is wrong with the route tree. */
export type Problem = { code: string, severity: string, message: string, help: string, files: Array<string>, };
