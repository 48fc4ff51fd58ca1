// What a name in the code of an app leads to: an import, a client component, or a function that makes values plain.
import ts from "typescript";
import { unwrapped } from "./functions.mjs";
import { isOwn } from "./modules.mjs";

/** Functions whose name says that they make a value plain, while their type often says that they change nothing. */
const SANITISER = /serial|plain|sanitiz|sanitis|stringify|superjson|to_?dto|structuredClone/i;

const MOST_STEPS = 12;

/** The import that a symbol stands for: the request, the name that is exported (`*` for all), and the file. */
export function importOf(symbol) {
  const node = symbol?.declarations?.[0];
  if (!node) return undefined;
  const from = node.getSourceFile().fileName;
  if (ts.isImportSpecifier(node)) {
    const request = node.parent.parent.parent.moduleSpecifier.text;
    return { request, name: (node.propertyName ?? node.name).text, from };
  }
  if (ts.isNamespaceImport(node)) return { request: node.parent.parent.moduleSpecifier.text, name: "*", from };
  if (ts.isImportClause(node)) return { request: node.parent.moduleSpecifier.text, name: "default", from };
  return undefined;
}

export class Origins {
  constructor(app) {
    this.app = app;
  }

  /** Where an import comes from, as `Modules.requested` says it. */
  imported({ request, name, from }) {
    return this.app.modules.requested(request, from, name);
  }

  /** The import that a callee stands for, by its name or as a member of a namespace or a default import. */
  callee(node) {
    const { checker } = this.app;
    if (ts.isIdentifier(node)) return importOf(checker.getSymbolAtLocation(node));
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
    const holder = importOf(checker.getSymbolAtLocation(node.expression));
    return holder && { ...holder, name: node.name.text };
  }

  /** Whether the Next of an app gives the server a link of its own in place of the client component. */
  hasServerLink(from) {
    return Boolean(this.app.modules.resolve("next/dist/client/app-dir/link.react-server", from));
  }

  /** Whether a tag, or an expression that stands for a component, is an export of a client module. */
  isClient(node, steps = 0) {
    if (steps > MOST_STEPS) return false;
    const { checker } = this.app;
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const imported = importOf(symbol);
      if (imported) return this.#leadsToClient(this.imported(imported), steps);
      const declaration = symbol?.valueDeclaration;
      return Boolean(declaration) && this.#leadsToClient(local(declaration), steps);
    }
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const imported = importOf(checker.getSymbolAtLocation(node.expression));
      if (imported?.name === "*") {
        return this.#leadsToClient(this.imported({ ...imported, name: node.name.text }), steps);
      }
      const origin = imported && this.imported(imported);
      return (
        origin?.kind === "namespace" &&
        this.#leadsToClient(this.app.modules.exported(origin.file, node.name.text), steps)
      );
    }
    return false;
  }

  #leadsToClient(origin, steps) {
    if (origin?.kind === "client") return true;
    if (origin?.kind !== "local" || !isOwn(origin.file)) return false;
    const { node } = origin;
    const value = ts.isVariableDeclaration(node) ? node.initializer : node;
    if (!value || !ts.isExpression(value)) return false;
    const expression = unwrapped(value);
    if (ts.isCallExpression(expression)) return this.#loadsClient(expression);
    return this.isClient(expression, steps + 1);
  }

  /** `dynamic(() => import("./client"))`, `lazy(() => import("./client").then((it) => it.Client))` */
  #loadsClient(call) {
    const wrapper = this.callee(call.expression);
    const loads =
      (wrapper?.request === "next/dynamic" && wrapper.name === "default") ||
      (wrapper?.request === "react" && wrapper.name === "lazy");
    if (!loads || call.arguments.length === 0) return false;
    const request = importedLater(call.arguments[0]);
    if (!request) return false;
    const name = memberOfModule(call.arguments[0]) ?? "default";
    return this.app.modules.requested(request.text, call.getSourceFile().fileName, name)?.kind === "client";
  }
}

/** Whether a value went through a function that may have made it plain. */
export function isSanitised(app, node, steps = 0) {
  if (steps > MOST_STEPS) return false;
  const next = (it) => isSanitised(app, it, steps + 1);
  const at = unwrapped(node);
  if (ts.isAwaitExpression(at) || ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    return next(at.expression);
  }
  if (ts.isConditionalExpression(at)) return next(at.whenTrue) || next(at.whenFalse);
  if (ts.isCallExpression(at)) {
    const callee = unwrapped(at.expression);
    if (SANITISER.test(calleeName(callee)) || bodiesOf(app, callee).some((it) => sanitises(it, next))) return true;
    if (calleeName(callee) === "all" && at.arguments.length === 1) return next(at.arguments[0]);
    return ts.isPropertyAccessExpression(callee) && next(callee.expression);
  }
  if (ts.isArrayLiteralExpression(at)) return at.elements.some(next);
  if (!ts.isIdentifier(at)) return false;
  const declaration = app.checker.getSymbolAtLocation(at)?.valueDeclaration;
  return declaration ? isDeclaredSanitised(declaration, next) : false;
}

function isDeclaredSanitised(declaration, next) {
  let at = declaration;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  if (ts.isVariableDeclaration(at)) {
    if (at.initializer) return next(at.initializer);
    const loop = at.parent.parent;
    return ts.isForOfStatement(loop) && next(loop.expression);
  }
  // What a callback is called with comes from what its call is a member of: `plain(items).map((item) => …)`.
  const call = ts.isParameter(at) ? at.parent.parent : undefined;
  if (!call || !ts.isCallExpression(call) || !call.arguments.includes(at.parent)) return false;
  return ts.isPropertyAccessExpression(call.expression) && next(call.expression.expression);
}

function calleeName(node) {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
}

/** The bodies of a function of the app: what it returns is what a call gives. */
function bodiesOf(app, callee) {
  let symbol = app.checker.getSymbolAtLocation(callee);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = app.checker.getAliasedSymbol(symbol);
  const node = symbol?.valueDeclaration;
  if (!node || !isOwn(node.getSourceFile().fileName)) return [];
  const value = ts.isVariableDeclaration(node) ? node.initializer : node;
  return value && ts.isFunctionLike(value) && value.body ? [value.body] : [];
}

function sanitises(body, next) {
  if (!ts.isBlock(body)) return next(body);
  let found = false;
  const visit = (node) => {
    if (found || ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) {
      found = /JSON\.parse\(\s*JSON\.stringify\(/.test(node.expression.getText()) || next(node.expression);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(body, visit);
  return found;
}

/** What a declaration in the same file is, as `Modules.exported` would say it. */
function local(node) {
  const isConstant = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name);
  return isConstant ? { kind: "local", file: node.getSourceFile().fileName, node } : undefined;
}

function importedLater(node) {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [request] = node.arguments;
    return request && ts.isStringLiteralLike(request) ? request : undefined;
  }
  return ts.forEachChild(node, importedLater);
}

/** The member that a loader takes of the module: `X` in `import("./x").then((it) => it.X)`. */
function memberOfModule(node) {
  if (ts.isPropertyAccessExpression(node)) {
    if (["then", "catch"].includes(node.name.text)) return undefined;
    return node.name.text;
  }
  if (ts.isBindingElement(node) && ts.isParameter(node.parent.parent))
    return (node.propertyName ?? node.name).getText();
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return node.arguments.map(memberOfModule).find(Boolean);
  }
  return ts.forEachChild(node, memberOfModule);
}
