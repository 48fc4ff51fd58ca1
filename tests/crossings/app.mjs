// An app as TypeScript sees it: its program and checker, its modules, and the judges over them.
import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";
import { Liveness } from "./liveness.mjs";
import { Modules, isOwn } from "./modules.mjs";
import { Types } from "./types.mjs";
import { Values } from "./values.mjs";

/**
 * Reads the app in a folder, with the settings of its `tsconfig.json` or `jsconfig.json`.
 *
 * @throws where it has neither, or no `app` folder
 */
export function loadApp(path) {
  const folder = realpathSync(resolve(path));
  const settings = [`${folder}/tsconfig.json`, `${folder}/jsconfig.json`].find((it) => ts.sys.fileExists(it));
  if (!settings) throw new Error(`${folder} has neither tsconfig.json nor jsconfig.json`);
  const { config } = ts.readConfigFile(settings, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(settings), undefined, settings);
  Object.assign(options, { composite: false, incremental: false, noEmit: true, skipLibCheck: true });

  const modules = new Modules(options, folder);
  const serverModules = modules.serverModules();
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  // The checker sees the same trees as `modules`, so that a node of one is a node of the other.
  host.getSourceFile = (file, ...rest) =>
    isOwn(file) && /(?<!\.d)\.[cm]?[jt]sx?$/.test(file) && host.fileExists(file)
      ? modules.source(file)
      : getSourceFile.call(host, file, ...rest);
  const program = ts.createProgram({ rootNames: [...new Set([...fileNames, ...serverModules])], options, host });

  const liveness = new Liveness(modules, modules.serverEntries());
  const app = { folder, modules, serverModules, liveness, program, checker: program.getTypeChecker() };
  app.types = new Types(app);
  app.values = new Values(app);
  return app;
}

/** How much of the app the checker understands: the errors in its own files, and how many are unresolved requests. */
export function typeErrors({ program }) {
  let errors = 0;
  let unresolved = 0;
  for (const file of program.getSourceFiles()) {
    if (!isOwn(file.fileName) || file.isDeclarationFile) continue;
    for (const { code } of program.getSemanticDiagnostics(file)) {
      errors += 1;
      if (code === 2307 || code === 7016 || code === 2305) unresolved += 1;
    }
  }
  return { errors, unresolved };
}
