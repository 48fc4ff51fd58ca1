// Which function a value is. A type tells at most the declaration that it was inferred from.
import ts from "typescript";
import { directives } from "./modules.mjs";
import { SERIALIZABLE, throws, unknown } from "./verdict.mjs";

/** What becomes of a function or a class, by the declaration that it is known to be; undefined where there is none. */
export function functionVerdict(app, node) {
  const isConcrete = node && (ts.isFunctionLike(node) || ts.isClassLike(node)) && (node.body || ts.isClassLike(node));
  if (!isConcrete || node.getSourceFile().isDeclarationFile) {
    return unknown("only its type is known: a function", { isFunction: true });
  }
  if (node.body && ts.isBlock(node.body)) {
    const found = directives(node.body.statements);
    if (found.some((it) => it === "use server" || it.startsWith("use cache"))) return SERIALIZABLE;
  }
  const outer = outermost(node);
  const directive = app.modules.directive(node.getSourceFile().fileName);
  if (directive && exportedName(outer)) return SERIALIZABLE;
  if (ts.isCallExpression(outer)) {
    return unknown("only its type is known: what a call makes of a function", { isFunction: true });
  }
  if (directive === "use client") return unknown("a function of a client module", { isFunction: true });
  return throws(ts.isClassLike(node) ? `the class ${nameOf(node)}` : `the function ${nameOf(node)}`);
}

/** The expression that a function is the value or an argument of. */
function outermost(node) {
  let at = node;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent) ||
    (ts.isCallExpression(at.parent) && at.parent.arguments.includes(at))
  ) {
    at = at.parent;
  }
  return at;
}

/** The name under which a declaration or the value of a variable is exported from its module. */
function exportedName(node) {
  if (ts.isExportAssignment(node.parent)) return "default";
  const statement = ts.isVariableDeclaration(node.parent) ? node.parent.parent.parent : node;
  if (!ts.isSourceFile(statement.parent)) return undefined;
  const name = ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : node.name?.text;
  if (statement.modifiers?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword)) return name ?? "default";
  for (const other of statement.parent.statements) {
    if (ts.isExportAssignment(other) && other.expression.getText() === name) return "default";
    const clause = ts.isExportDeclaration(other) && other.exportClause;
    if (!clause || !ts.isNamedExports(clause)) continue;
    const found = clause.elements.find((it) => (it.propertyName ?? it.name).text === name);
    if (found) return found.name.text;
  }
  return undefined;
}

/** The name of a function, or of the variable that holds it. */
export function nameOf(node) {
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "without a name";
}

/** An expression without what leaves its value as it is. */
export function unwrapped(node) {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at)
  ) {
    at = at.expression;
  }
  return at;
}
