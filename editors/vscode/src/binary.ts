// Which `rutter` is started.

import * as path from "node:path";

/** Where a `rutter` can be. */
export interface Places {
  /** The setting `rutter.path`; empty where it is not set. */
  readonly setting: string;
  /** The workspace's folders, in their order. */
  readonly folders: readonly string[];
  /** The folders of `PATH`. */
  readonly path: readonly string[];
  /** The folder of this extension. */
  readonly extension: string;
  /** The user's own folder. */
  readonly home: string;
  readonly isWindows: boolean;
}

/** A `rutter` that can be started, or why there is none. */
export type Binary =
  | { readonly kind: "found"; readonly file: string; readonly from: string }
  | { readonly kind: "missing"; readonly why: string };

/**
 * Looks at the setting, then `node_modules/.bin` in the workspace's folders and those around them, then `PATH`, then what
 * came with this extension. A setting that leads nowhere is an error: another `rutter` is not what was asked for.
 */
export function findBinary(places: Places, isProgram: (file: string) => boolean): Binary {
  const { setting } = places;
  if (setting !== "") {
    const files = stated(places);
    const file = files.find(isProgram);
    return file === undefined
      ? { kind: "missing", why: `the setting \`rutter.path\` is \`${setting}\`, where no program is` }
      : { kind: "found", file, from: "the setting `rutter.path`" };
  }
  const name = places.isWindows ? "rutter.exe" : "rutter";
  // What npm writes on Windows is a batch file, which is started only through a shell; nobody's text goes there.
  const installed = places.isWindows ? [] : places.folders.flatMap(withParents);
  const candidates: readonly (readonly [string, string])[] = [
    ...installed.map((folder) => [path.join(folder, "node_modules", ".bin", name), "`node_modules`"] as const),
    // An empty or relative entry of `PATH` means the current folder, which can be anybody's.
    ...places.path.filter(path.isAbsolute).map((folder) => [path.join(folder, name), "`PATH`"] as const),
    [path.join(places.extension, "server", name), "this extension"],
  ];
  for (const [file, from] of candidates) {
    if (isProgram(file)) {
      return { kind: "found", file, from };
    }
  }
  return {
    kind: "missing",
    why: "`rutter` is neither in `node_modules/.bin` nor on the `PATH`; install it, or say in the setting `rutter.path` where it is",
  };
}

/** The files that the setting can mean. */
function stated({ setting, folders, home }: Places): string[] {
  if (setting === "~" || setting.startsWith("~/") || setting.startsWith("~\\")) {
    return [path.join(home, setting.slice(1))];
  }
  return path.isAbsolute(setting) ? [setting] : folders.map((folder) => path.join(folder, setting));
}

/** A folder and those around it, the nearest first. */
function withParents(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...withParents(parent)];
}
