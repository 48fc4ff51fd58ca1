// The exports of a CommonJS module of a package, as far as compilers write them.
import ts from "typescript";

/**
 * How a file exports a name by `exports`: `{ request, name }` where it hands on what another file exports, `{ node }`
 * where it is the file's own; undefined where it exports no such name.
 */
export function commonJsExport(source, name) {
  for (const statement of source.statements) {
    const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (!expression) continue;
    const value = assigned(expression, name) ?? defined(expression, name);
    if (value) return handedOn(source, value) ?? { node: value };
  }
  return undefined;
}

/** The files whose exports a file has as its own: `__exportStar(require("./x"), exports)`. */
export function commonJsStars(source) {
  return source.statements.flatMap((statement) => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    const isStar = call && ts.isCallExpression(call) && /exportStar|_export_star/.test(call.expression.getText());
    const request = isStar && call.arguments.length > 0 ? required(call.arguments[0]) : undefined;
    return request ? [request] : [];
  });
}

/** The value of `exports.name = value`, and of `module.exports = require("…")` for each name. */
function assigned(expression, name) {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const { left, right } = expression;
  const target = left.getText();
  if (target === "module.exports" && required(right)) return right;
  if (target === `exports.${name}` || target === `module.exports.${name}`)
    return ts.isVoidExpression(right) ? undefined : right;
  return assigned(right, name);
}

/** What the getter of `Object.defineProperty(exports, "name", { get })` returns. */
function defined(expression, name) {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== "Object.defineProperty") return undefined;
  const [target, key, descriptor] = expression.arguments;
  if (target?.getText() !== "exports" || key?.text !== name || !descriptor) return undefined;
  const returned = (node) => (ts.isReturnStatement(node) ? node.expression : ts.forEachChild(node, returned));
  return returned(descriptor);
}

/** The request and the name that a value has elsewhere: `require("./x")`, or `x.name` where `x` is required. */
function handedOn(source, value) {
  const whole = required(value);
  if (whole) return { request: whole, name: undefined };
  if (!ts.isPropertyAccessExpression(value) || !ts.isIdentifier(value.expression)) return undefined;
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { declarations } = statement.declarationList;
    const found = declarations.find((it) => it.initializer && it.name.getText() === value.expression.text);
    const request = found && required(found.initializer);
    if (request) return { request, name: value.name.text };
  }
  return undefined;
}

/** The request of `require("…")`, also inside a helper of a compiler. */
function required(node) {
  if (!ts.isCallExpression(node) || node.arguments.length === 0) return undefined;
  if (node.expression.getText() !== "require") return required(node.arguments[0]);
  return ts.isStringLiteralLike(node.arguments[0]) ? node.arguments[0].text : undefined;
}
