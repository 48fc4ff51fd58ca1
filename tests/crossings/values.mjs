// What Flight does with the value of an expression: by the code that makes it where that is in sight, by its type
// where it is not.
import ts from "typescript";
import { functionVerdict, unwrapped } from "./functions.mjs";
import { isOwn } from "./modules.mjs";
import { Origins, importOf, isSanitised } from "./origins.mjs";
import { ABSENT, SERIALIZABLE, all, coerced, either, inside, throws, unknown } from "./verdict.mjs";

/** How many expressions and declarations lead from one to the next. */
const MOST_STEPS = 40;

/** What React makes of a component or a function, which is no value that crosses. */
const REACT_WRAPPERS = new Set(["cache", "createContext", "forwardRef", "lazy", "memo"]);

const CHANGES = new Set(["push", "unshift", "splice", "set", "add", "append", "fill", "assign"]);

export class Values {
  #steps = 0;
  #changed = new Map();

  constructor(app) {
    this.app = app;
    this.checker = app.checker;
    this.types = app.types;
    this.origins = new Origins(app);
  }

  /**
   * @param node the expression
   * @param at where its value is read, if that is elsewhere: its type is narrowed there
   * @returns {import("./verdict.mjs").Verdict}
   */
  judge(node, at = node) {
    if (this.#steps >= MOST_STEPS) return unknown("it is made in too many steps");
    this.#steps += 1;
    try {
      return this.#judge(node, at);
    } finally {
      this.#steps -= 1;
    }
  }

  /** Whether a name stands for something that a function is given. */
  isParameter(node) {
    let declaration = ts.isIdentifier(node) ? this.checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
    while (declaration && ts.isBindingElement(declaration)) declaration = declaration.parent.parent;
    return Boolean(declaration) && ts.isParameter(declaration);
  }

  /** The members that a spread copies, each with its verdict; undefined where they are not known. */
  members(node) {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return this.members(node.expression);
    if (ts.isObjectLiteralExpression(node)) return this.#literalMembers(node);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      return this.members(node.right);
    }
    if (ts.isIdentifier(node)) {
      const declaration = this.#constant(node);
      const value = declaration?.initializer && unwrapped(declaration.initializer);
      if (value && ts.isObjectLiteralExpression(value) && !this.#isChanged(declaration)) return this.members(value);
    }
    return this.types.members(this.checker.getNonNullableType(this.checker.getTypeAtLocation(node)));
  }

  #judge(node, at) {
    switch (node.kind) {
      case ts.SyntaxKind.ParenthesizedExpression:
      case ts.SyntaxKind.NonNullExpression:
      case ts.SyntaxKind.SatisfiesExpression:
        return this.judge(node.expression, at === node ? node.expression : at);
      case ts.SyntaxKind.AsExpression: {
        const verdict = this.judge(node.expression);
        return verdict.isAny ? this.types.judge(this.checker.getTypeAtLocation(node)) : verdict;
      }
      case ts.SyntaxKind.JsxElement:
      case ts.SyntaxKind.JsxSelfClosingElement:
      case ts.SyntaxKind.JsxFragment:
        return SERIALIZABLE;
      case ts.SyntaxKind.ArrowFunction:
      case ts.SyntaxKind.FunctionExpression:
      case ts.SyntaxKind.ClassExpression:
        return functionVerdict(this.app, node);
      case ts.SyntaxKind.ObjectLiteralExpression:
        return this.#objectLiteral(node);
      case ts.SyntaxKind.ArrayLiteralExpression:
        return all(node.elements.map((it) => inside("[]", this.#element(it))));
      case ts.SyntaxKind.ConditionalExpression:
        return either([this.judge(node.whenTrue), this.judge(node.whenFalse)]);
      case ts.SyntaxKind.BinaryExpression:
        return this.#binary(node, at);
      case ts.SyntaxKind.Identifier:
        return this.#identifier(node, at);
      case ts.SyntaxKind.PropertyAccessExpression:
        return this.#member(node, at);
      case ts.SyntaxKind.NewExpression:
        return this.types.judgeNew(this.checker.getTypeAtLocation(node));
      case ts.SyntaxKind.CallExpression:
        return this.#call(node, at);
      default:
        return this.#byType(node, at);
    }
  }

  #byType(node, at) {
    const verdict = this.types.judge(this.checker.getTypeAtLocation(at));
    if (verdict.verdict === "non-serializable" && isSanitised(this.app, node)) {
      return unknown("a function made it that may have made it plain");
    }
    return verdict;
  }

  #element(node) {
    if (ts.isOmittedExpression(node)) return ABSENT;
    return ts.isSpreadElement(node) ? this.types.judge(this.checker.getTypeAtLocation(node)) : this.judge(node);
  }

  #objectLiteral(node) {
    const members = this.#literalMembers(node);
    if (members.has("toJSON") && members.get("toJSON").outcome === "throws") {
      return coerced("an object with a toJSON method");
    }
    return all([...members].map(([name, verdict]) => inside(name, verdict)));
  }

  #literalMembers(node) {
    const members = new Map();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = this.members(property.expression);
        if (!spread) members.set("...", this.judge(property.expression));
        for (const [name, verdict] of spread ?? []) members.set(name, verdict);
        continue;
      }
      const name = ts.isComputedPropertyName(property.name) ? "[]" : property.name.text;
      if (ts.isPropertyAssignment(property)) {
        const isNull = property.initializer.kind === ts.SyntaxKind.NullKeyword;
        members.set(name, name === "__proto__" && isNull ? NULL_PROTOTYPE : this.judge(property.initializer));
      } else if (ts.isShorthandPropertyAssignment(property)) {
        members.set(name, this.#shorthand(property));
      } else if (ts.isMethodDeclaration(property)) {
        members.set(name, functionVerdict(this.app, property));
      } else {
        members.set(name, this.types.judge(this.checker.getTypeAtLocation(property)));
      }
    }
    return members;
  }

  #shorthand(property) {
    return this.#symbol(this.checker.getShorthandAssignmentValueSymbol(property), property.name);
  }

  #binary(node, at) {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return either([this.judge(node.right), ABSENT]);
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return either([this.judge(node.left), this.judge(node.right)]);
      case ts.SyntaxKind.CommaToken:
        return this.judge(node.right);
      default:
        return this.#byType(node, at);
    }
  }

  #identifier(node, at) {
    if (node.text === "undefined") return ABSENT;
    return this.#symbol(this.checker.getSymbolAtLocation(node), at === node ? node : at, node);
  }

  #symbol(symbol, at, node = at) {
    if (!symbol) return this.#byType(node, at);
    const imported = importOf(symbol);
    if (imported) return this.#imported(imported, at);
    const declaration = symbol.valueDeclaration;
    return declaration ? this.#declaration(declaration, node, at) : this.#byType(node, at);
  }

  #imported(imported, at) {
    if (imported.name === "*") return this.#namespace(imported, at);
    const origin = this.origins.imported(imported);
    if (origin?.kind === "client") {
      return imported.request === "next/link" && this.origins.hasServerLink(imported.from)
        ? throws("next/link, which is a component of the server here")
        : SERIALIZABLE;
    }
    if (origin?.kind === "server") return SERIALIZABLE;
    if (origin?.kind === "local" && isOwn(origin.file)) return this.#declaration(origin.node, at, at);
    const verdict = this.#byType(at, at);
    const isCode = verdict.isFunction && origin?.kind === "local";
    return isCode ? throws(`${imported.name} of ${imported.request}, which is a function`) : verdict;
  }

  /** Next gives a namespace as a plain object with a warning; the functions in it throw. */
  #namespace(imported, at) {
    const verdict = this.types.judge(this.checker.getTypeAtLocation(at));
    if (verdict.verdict !== "serializable") return unknown("a namespace, of which not all is known to be serializable");
    return {
      ...verdict,
      verdict: "non-serializable",
      outcome: "warns",
      reason: `the namespace of ${imported.request}`,
    };
  }

  #declaration(node, read, at) {
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return functionVerdict(this.app, node);
    if (ts.isEnumDeclaration(node)) return SERIALIZABLE;
    if (ts.isVariableDeclaration(node) && isConstant(node) && node.initializer && !this.#isChanged(node)) {
      return this.judge(node.initializer, at);
    }
    return ts.isExpression(node) && node !== read && !ts.isIdentifier(node)
      ? this.judge(node, at)
      : this.#byType(read, at);
  }

  #member(node, at) {
    const { expression, name } = node;
    if (ts.isIdentifier(expression)) {
      const imported = importOf(this.checker.getSymbolAtLocation(expression));
      if (imported?.name === "*") {
        return this.#imported({ ...imported, name: name.text }, at);
      }
      if (imported && this.origins.imported(imported)?.kind === "client") return unknown("a member of a client export");
    }
    if (expression.getText() === "Symbol") return throws("a symbol that is not from Symbol.for");
    const holder = this.checker.getNonNullableType(this.checker.getTypeAtLocation(expression)).symbol?.name;
    if (name.text === "groups" && /^RegExp(Match|Exec)Array$/.test(holder)) return NULL_PROTOTYPE;
    const verdict = this.#byType(node, at);
    if (!verdict.isFunction) return verdict;
    const declaration = this.checker.getSymbolAtLocation(name)?.valueDeclaration;
    const isWritten =
      declaration && ts.isPropertyAssignment(declaration) && isOwn(declaration.getSourceFile().fileName);
    return isWritten ? this.judge(declaration.initializer) : verdict;
  }

  #call(node, at) {
    const callee = unwrapped(node.expression);
    const text = callee.getText();
    if (callee.kind === ts.SyntaxKind.ImportKeyword) return unknown("a module that is imported later");
    if (text === "Symbol") return throws("a symbol that is not from Symbol.for");
    if (text === "Symbol.for" || text === "JSON.parse") return SERIALIZABLE;
    if (text === "Object.groupBy") return NULL_PROTOTYPE;
    if (text === "Object.create" && node.arguments[0]?.kind === ts.SyntaxKind.NullKeyword) return NULL_PROTOTYPE;
    if (text === "Object.freeze" && node.arguments.length === 1) return this.judge(node.arguments[0], at);
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === "bind") return this.#bound(callee, node);
    const imported = this.origins.callee(callee);
    if (imported?.request === "react" && REACT_WRAPPERS.has(imported.name)) return throws(`what ${text} makes`);
    if (/^(node:)?querystring$/.test(imported?.request) && imported.name === "parse") return NULL_PROTOTYPE;
    return this.#byType(node, at);
  }

  /** An action that is bound is still one, and what is bound to it crosses too. */
  #bound(callee, call) {
    const target = this.judge(callee.expression);
    if (target.verdict !== "serializable") return target.isFunction ? this.#byType(call, call) : target;
    return all(call.arguments.slice(1).map((it) => inside("bind()", this.judge(it))));
  }

  #constant(node) {
    const declaration = this.checker.getSymbolAtLocation(node)?.valueDeclaration;
    return declaration && ts.isVariableDeclaration(declaration) && isConstant(declaration) ? declaration : undefined;
  }

  /** Whether what a literal has in it says less than the type of the variable that holds it: something may change it. */
  #isChanged(declaration) {
    const value = declaration.initializer && unwrapped(declaration.initializer);
    if (!value || !ts.isIdentifier(declaration.name)) return false;
    if (!ts.isObjectLiteralExpression(value) && !ts.isArrayLiteralExpression(value)) return false;
    // An empty one is there to be filled, if only by a function that it is given to: its type says more.
    if ((value.properties ?? value.elements).length === 0) return true;
    const file = declaration.getSourceFile();
    if (!this.#changed.has(file)) this.#changed.set(file, changedNames(file));
    return this.#changed.get(file).has(declaration.name.text);
  }
}

const NULL_PROTOTYPE = throws("an object without a prototype");

function isConstant(declaration) {
  return Boolean(declaration.parent.flags & ts.NodeFlags.Const);
}

/** The names of variables in a file that something is assigned to or pushed into. */
function changedNames(file) {
  const names = new Set();
  const add = (node) => {
    let at = node;
    while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at)) {
      at = at.expression;
    }
    if (at !== node && ts.isIdentifier(at)) names.add(at.text);
  };
  const visit = (node) => {
    if (ts.isBinaryExpression(node) && ts.isAssignmentOperator(node.operatorToken.kind)) add(node.left);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (CHANGES.has(name.text)) add(node.expression);
      const [first] = node.arguments;
      if (expression.getText() === "Object" && name.text === "assign" && first && ts.isIdentifier(first)) {
        names.add(first.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
