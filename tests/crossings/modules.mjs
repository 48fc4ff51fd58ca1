// The modules of an app: what a request means, what an export is, and which modules run on the server.
//
// Everything here is read from the source, not from the checker, since a directive is lost in a package's declarations.
// A package's code is therefore looked for (`react-server` first, as Next does on the server), never its types.
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import ts from "typescript";
import { commonJsExport, commonJsStars } from "./commonjs.mjs";

/** Files of the App Router that a route starts from; a metadata file may have a number at its end. */
const ENTRY =
  /^(page|layout|template|loading|not-found|error|global-error|global-not-found|default|forbidden|unauthorized|route|sitemap|robots|manifest|(icon|apple-icon|opengraph-image|twitter-image)\d?)\.[jt]sx?$/;

const CODE = /\.[cm]?[jt]sx?$/;

/** Modules of Next that stand for a client component, though Next gives the server a wrapper around it. */
const NEXT_CLIENT = new Set(["next/link", "next/image", "next/script", "next/form", "next/legacy/image"]);

/** How far an export is followed from module to module. */
const MOST_STEPS = 40;

export class Modules {
  #files = new Map();
  #resolved = new Map();
  #origins = new Map();

  /** @param options compiler options of the app @param folder where the app lies, with its links followed */
  constructor(options, folder) {
    this.folder = folder;
    const code = {
      ...options,
      allowJs: true,
      customConditions: ["react-server", "node", ...(options.customConditions ?? [])],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noDtsResolution: true,
      resolveJsonModule: true,
    };
    const cache = ts.createModuleResolutionCache(folder, (name) => name, code);
    this.resolveFresh = (request, from) =>
      ts.resolveModuleName(request, from, code, ts.sys, cache).resolvedModule?.resolvedFileName;
  }

  /** The file of code that a request means; undefined where none is found. */
  resolve(request, from) {
    const key = `${dirname(from)}\0${request}`;
    if (!this.#resolved.has(key)) {
      const file = this.resolveFresh(request, from);
      this.#resolved.set(key, file && CODE.test(file) ? file : undefined);
    }
    return this.#resolved.get(key);
  }

  /** The syntax tree of a file, with parents. */
  source(file) {
    if (!this.#files.has(file)) {
      this.#files.set(file, ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
    }
    return this.#files.get(file);
  }

  /** `use client`, `use server`, or undefined. */
  directive(file) {
    const found = directives(this.source(file).statements);
    return ["use client", "use server"].find((directive) => found.includes(directive));
  }

  /** A path relative to the app, with `/`. */
  name(file) {
    return relative(this.folder, file).split(sep).join("/");
  }

  /** The modules of the app and of its workspace that run on the server, sorted. */
  serverModules() {
    return [...this.#reached()]
      .filter(([, onServer]) => onServer)
      .map(([file]) => file)
      .sort();
  }

  /** The modules that the server starts from: entries without `use client`, and all with `use server`. */
  serverEntries() {
    const starts = new Set(entries(this.folder));
    return this.serverModules().filter((file) => starts.has(file) || this.directive(file) === "use server");
  }

  /** Each module that an entry leads to, and whether it runs on the server. */
  #reached() {
    const seen = new Map();
    const queue = entries(this.folder).map((file) => [file, true]);
    while (queue.length > 0) {
      const [file, reachedFromServer] = queue.pop();
      const directive = this.directive(file);
      const onServer = directive === "use server" || (reachedFromServer && directive !== "use client");
      if (seen.has(file) && (seen.get(file) || !onServer)) continue;
      seen.set(file, onServer);
      for (const request of valueRequests(this.source(file))) {
        const next = this.resolve(request, file);
        if (next && isOwn(next)) queue.push([next, onServer]);
      }
    }
    return seen;
  }

  /**
   * Where an export comes from: `{ kind: "client" | "server", file }` where a module with that directive exports it,
   * `{ kind: "local", file, node }` for a declaration or an expression, `{ kind: "namespace", file }`, or undefined.
   */
  requested(request, from, name) {
    return this.#next(request, from, name, 0);
  }

  /** The same for an export of a file. */
  exported(file, name, steps = 0) {
    const key = `${file}\0${name}`;
    if (!this.#origins.has(key)) {
      this.#origins.set(key, undefined);
      this.#origins.set(key, steps < MOST_STEPS ? this.#find(file, name, steps + 1) : undefined);
    }
    return this.#origins.get(key);
  }

  #find(file, name, steps) {
    const directive = this.directive(file);
    if (directive) return { kind: directive === "use client" ? "client" : "server", file };
    const stars = [];
    for (const statement of this.source(file).statements) {
      if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
        const request = statement.moduleSpecifier?.text;
        const clause = statement.exportClause;
        if (!clause) {
          stars.push(request);
        } else if (ts.isNamespaceExport(clause)) {
          if (clause.name.text === name) return this.#namespace(request, file);
        } else {
          const found = clause.elements.find((element) => element.name.text === name);
          if (!found) continue;
          const inner = (found.propertyName ?? found.name).text;
          return request ? this.#next(request, file, inner, steps) : this.#binding(file, inner, steps);
        }
      } else if (ts.isExportAssignment(statement) && name === "default") {
        const { expression } = statement;
        return ts.isIdentifier(expression)
          ? this.#binding(file, expression.text, steps)
          : { kind: "local", file, node: expression };
      } else if (isExported(statement)) {
        const isDefault = statement.modifiers.some((it) => it.kind === ts.SyntaxKind.DefaultKeyword);
        if (isDefault ? name === "default" : declares(statement, name)) {
          return { kind: "local", file, node: declares(statement, name) ?? statement };
        }
      }
    }
    const found = commonJsExport(this.source(file), name);
    if (found?.request) return this.#next(found.request, file, found.name ?? name, steps);
    if (found) return { kind: "local", file, node: found.node };
    if (name === "default") return undefined;
    stars.push(...commonJsStars(this.source(file)));
    return stars.map((request) => this.#next(request, file, name, steps)).find(Boolean);
  }

  #next(request, from, name, steps) {
    if (NEXT_CLIENT.has(request) && name === "default") return { kind: "client", file: request };
    const file = this.resolve(request, from);
    return file && this.exported(file, name, steps);
  }

  #namespace(request, from) {
    const file = this.resolve(request, from);
    return file && { kind: "namespace", file };
  }

  /** What a name at the top of a module is: its own declaration, or what it was imported as. */
  #binding(file, name, steps) {
    for (const statement of this.source(file).statements) {
      const node = declares(statement, name);
      if (node) return { kind: "local", file, node };
      if (!ts.isImportDeclaration(statement)) continue;
      const request = statement.moduleSpecifier.text;
      const clause = statement.importClause;
      if (clause?.name?.text === name) return this.#next(request, file, "default", steps);
      const named = clause?.namedBindings;
      if (named && ts.isNamespaceImport(named)) {
        if (named.name.text === name) return this.#namespace(request, file);
      } else {
        const found = named?.elements.find((element) => element.name.text === name);
        if (found) return this.#next(request, file, (found.propertyName ?? found.name).text, steps);
      }
    }
    return undefined;
  }
}

/** The directives at the start of a file or of a function's body. */
export function directives(statements) {
  const found = [];
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    found.push(statement.expression.text);
  }
  return found;
}

/** Whether a file belongs to the app or its workspace, and not to a package. Links are followed already. */
export function isOwn(file) {
  return !file.includes("/node_modules/");
}

/** The entries of an app, sorted. */
function entries(folder) {
  const root = [join(folder, "app"), join(folder, "src/app")].find((it) => existsSync(it));
  if (!root) throw new Error(`${folder} has no app folder`);
  const found = [];
  const visit = (at) => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      // A link may lead nowhere.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        if (name !== "node_modules" && !name.startsWith("_")) visit(path);
      } else if (ENTRY.test(name)) {
        found.push(realpathSync(path));
      }
    }
  };
  visit(root);
  return found;
}

/** The requests of a module that are left when its types are gone, as Next's compiler leaves them. */
function valueRequests(source) {
  const dropsUnused = /\.[cm]?tsx?$/.test(basename(source.fileName));
  const used = dropsUnused ? namesUsedAsValues(source) : undefined;
  const isUsed = (name) => !used || used.has(name.text);
  const requests = new Set();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      const named = clause?.namedBindings;
      const names = named && ts.isNamedImports(named) ? named.elements.filter((it) => !it.isTypeOnly) : [];
      const isNeeded =
        !clause ||
        (!clause.isTypeOnly &&
          ((clause.name && isUsed(clause.name)) ||
            (named && ts.isNamespaceImport(named) && isUsed(named.name)) ||
            names.some((it) => isUsed(it.name))));
      if (isNeeded) requests.add(statement.moduleSpecifier.text);
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier && !statement.isTypeOnly) {
      const clause = statement.exportClause;
      if (!clause || ts.isNamespaceExport(clause) || clause.elements.some((it) => !it.isTypeOnly)) {
        requests.add(statement.moduleSpecifier.text);
      }
    }
  }
  const visit = (node) => {
    if (ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && node.arguments.length > 0 && ts.isStringLiteralLike(node.arguments[0])) {
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if (isImport || isRequire) requests.add(node.arguments[0].text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return requests;
}

function namesUsedAsValues(source) {
  const names = new Set();
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function isMemberName(node) {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isJsxAttribute(parent) && parent.name === node)
  );
}

function isExported(statement) {
  return statement.modifiers?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The declaration of a name in a statement; undefined where it declares no such value. */
function declares(statement, name) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.find((it) => ts.isIdentifier(it.name) && it.name.text === name);
  }
  const isValue =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return isValue && statement.name?.text === name ? statement : undefined;
}
