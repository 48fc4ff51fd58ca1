// What Flight does with a value of which only the type is known.
//
// The order of the tests is Flight's own: `toJSON` first, then elements, promises, arrays, collections, and so on.
// A type cannot tell a server action from any other function, nor a plain object from an instance of a class that only
// has data: both are unknown here, unless the type stands for one declaration (see `functions.mjs`).
import ts from "typescript";
import { functionVerdict } from "./functions.mjs";
import { isOwn } from "./modules.mjs";
import { ABSENT, SERIALIZABLE, all, coerced, either, inside, throws, unknown } from "./verdict.mjs";

const MOST_DEPTH = 20;
const MOST_MEMBERS = 2000;

/** Built-in types that cross as a whole; some of them lose something on the way. */
const CROSSES = new Set(
  `Date Error EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer ArrayBufferLike DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array
  Float64Array BigInt64Array BigUint64Array Blob File FormData Headers URLSearchParams ReadableStream RegExpMatchArray
  RegExpExecArray IArguments`.split(/\s+/),
);

/** Built-in types whose values cross if what they hold does: how many of their type arguments count. */
const HOLDS = new Map(
  Object.entries({
    Map: 2,
    ReadonlyMap: 2,
    Set: 1,
    ReadonlySet: 1,
    Promise: 1,
    PromiseLike: 1,
    Iterable: 1,
    Iterator: 1,
    IterableIterator: 1,
    IteratorObject: 1,
    ArrayIterator: 1,
    MapIterator: 1,
    SetIterator: 1,
    Generator: 1,
    AsyncIterable: 1,
    AsyncIterator: 1,
    AsyncIterableIterator: 1,
    AsyncGenerator: 1,
  }),
);

/** Built-in types whose values throw, and which no plain object is taken for. */
const THROWS = new Set(
  `RegExp WeakMap WeakSet WeakRef Request Response AbortSignal AbortController WritableStream TransformStream
  SharedArrayBuffer NumberFormat DateTimeFormat Collator PluralRules RelativeTimeFormat ListFormat`.split(/\s+/),
);

/** What exists in a browser only: a part of a union that no value on the server has. */
const BROWSER_ONLY = /^((HTML|SVG|MathML)\w*Element|Element|Window|TrustedHTML)$/;

export class Types {
  #known = new Map();
  #open = [];
  #lowest = Infinity;

  /** @param app the program, its checker and its modules */
  constructor(app) {
    this.app = app;
    this.checker = app.checker;
  }

  /** @returns {import("./verdict.mjs").Verdict} */
  judge(type) {
    const simple = this.#simple(type);
    if (simple) return simple;
    if (this.#known.has(type)) return this.#known.get(type);
    const at = this.#open.indexOf(type);
    if (at >= 0) {
      this.#lowest = Math.min(this.#lowest, at);
      return SERIALIZABLE;
    }
    if (this.#open.length >= MOST_DEPTH) {
      this.#lowest = 0;
      return unknown("its type is too deep");
    }
    const before = this.#lowest;
    this.#lowest = Infinity;
    this.#open.push(type);
    const verdict = this.#compound(type);
    this.#open.pop();
    // What was assumed of a type further out is only certain once that one is judged.
    if (this.#lowest >= this.#open.length) this.#known.set(type, verdict);
    this.#lowest = Math.min(before, this.#lowest);
    return verdict;
  }

  /** The same for the value of `new C()`, which is an instance of that class and no plain object. */
  judgeNew(type) {
    const verdict = this.judge(type);
    if (!type.isClass() && !type.target?.isClass?.()) return verdict;
    if (verdict.outcome || this.#isBuiltIn(type) || this.#isExotic(type)) return verdict;
    return throws(`an instance of the class ${this.#name(type)}`);
  }

  /** The members of an object of this type, as a spread copies them; undefined where they are not known. */
  members(type) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) return undefined;
    const found = new Map();
    for (const member of this.checker.getPropertiesOfType(type).slice(0, MOST_MEMBERS)) {
      if (!isNamed(member) || isOnPrototype(member)) continue;
      found.set(member.name, this.#member(member));
    }
    return found;
  }

  #simple(type) {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never)) return ABSENT;
    if (flags & ts.TypeFlags.ESSymbolLike) return unknown("only its type is known: a symbol");
    if (flags & (PRIMITIVE | ts.TypeFlags.Index)) return SERIALIZABLE;
    if (flags & ts.TypeFlags.Any) return unknown("its type is any", { isAny: true });
    if (flags & ts.TypeFlags.Unknown) return unknown("its type is unknown", { isAny: true });
    if (flags & ts.TypeFlags.TypeParameter) return unknown(`its type is the type parameter ${type.symbol?.name}`);
    if (flags & ts.TypeFlags.Instantiable) return unknown("its type depends on a type parameter");
    if (flags & ts.TypeFlags.NonPrimitive) return unknown("its type is object");
    return undefined;
  }

  #compound(type) {
    if (this.#isReactNode(type)) return SERIALIZABLE;
    if (type.isUnion()) return either(type.types.map((part) => this.judge(part)));
    if (type.isIntersection() && type.types.some((part) => part.flags & PRIMITIVE)) return SERIALIZABLE;
    const name = type.symbol?.name;
    const isBuiltIn = this.#isBuiltIn(type);
    if (isBuiltIn && name === "Date") return SERIALIZABLE;
    if (isBuiltIn && BROWSER_ONLY.test(name)) return ABSENT;
    if (this.#isCallable(this.#typeOf(type, "toJSON"))) return coerced(`${this.#name(type)} has a toJSON method`);
    if (isBuiltIn && CROSSES.has(name)) return SERIALIZABLE;
    if (isBuiltIn && HOLDS.has(name)) {
      return all(
        this.checker
          .getTypeArguments(type)
          .slice(0, HOLDS.get(name))
          .map((it) => inside("[]", this.judge(it))),
      );
    }
    if (isBuiltIn && THROWS.has(name)) return throws(`an instance of ${name}`);
    if (isBuiltIn && name === "Function") return unknown("only its type is known: a function", { isFunction: true });
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return functionVerdict(this.app, type.symbol?.valueDeclaration);
    }
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      return all(this.checker.getTypeArguments(type).map((it) => inside("[]", this.judge(it))));
    }
    if (this.#isCallable(this.#typeOf(type, "then"))) {
      return inside("[]", this.judge(this.checker.getAwaitedType(type) ?? this.checker.getAnyType()));
    }
    if (this.#isExotic(type)) {
      const item = type.getNumberIndexType();
      return item ? inside("[]", this.judge(item)) : SERIALIZABLE;
    }
    return this.#object(type);
  }

  #object(type) {
    const members = this.checker.getPropertiesOfType(type);
    const parts = type.isIntersection() ? type.types : [type];
    const aClass = parts.find((part) => part.isClass() || part.target?.isClass?.());
    if (aClass && members.some((it) => isOnPrototype(it) || isPrivate(it))) {
      return throws(`an instance of the class ${this.#name(aClass)}`);
    }
    const verdicts = [];
    for (const member of members.slice(0, MOST_MEMBERS)) {
      if (isNamed(member)) verdicts.push(inside(member.name, this.#member(member)));
    }
    for (const index of this.checker.getIndexInfosOfType(type)) verdicts.push(inside("[]", this.judge(index.type)));
    if (members.length > MOST_MEMBERS) verdicts.push(unknown("its type has too many members"));
    if (aClass) verdicts.push(unknown(`it may be an instance of the class ${this.#name(aClass)}, or a plain object`));
    if (verdicts.length === 0 && !isLiteral(type)) verdicts.push(unknown("its type says nothing of its members"));
    return all(verdicts);
  }

  /** A function that may be absent is none that is there. */
  #member(member) {
    const { checker, app } = this;
    const type = checker.getTypeOfSymbol(member);
    const isOptional = Boolean(member.flags & ts.SymbolFlags.Optional);
    if (isOptional && member.name === "ref") return SERIALIZABLE;
    const present = checker.getNonNullableType(type);
    if (this.#isCallable(present)) {
      if (isOptional || present !== type) return SERIALIZABLE;
      const value = writtenValue(member);
      if (value) return app.values.judge(value);
    }
    const verdict = this.judge(type);
    return isOptional && verdict.isFunction ? SERIALIZABLE : verdict;
  }

  #isCallable(type) {
    if (!type) return false;
    if (type.isUnion()) return type.types.every((part) => this.#isCallable(part));
    return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  }

  /** The type of a member that every value of a type has. */
  #typeOf(type, name) {
    const member = this.checker.getPropertyOfType(type, name);
    return member && !(member.flags & ts.SymbolFlags.Optional) ? this.checker.getTypeOfSymbol(member) : undefined;
  }

  /** Whether a value of this type is an error, a collection or an iterable, of whatever class. */
  #isExotic(type) {
    const bases = [...(type.getBaseTypes?.() ?? []), ...((type.target ?? type).getBaseTypes?.() ?? [])];
    if (bases.some((base) => this.#isBuiltIn(base) && CROSSES.has(base.symbol.name))) return true;
    if (bases.some((base) => this.#isExotic(base))) return true;
    return this.checker.getPropertiesOfType(type).some((it) => /^__@(asyncIterator|iterator)@/.test(it.escapedName));
  }

  #isBuiltIn(type) {
    return (type.symbol?.declarations ?? []).some((node) => {
      const file = node.getSourceFile();
      return (
        this.app.program.isSourceFileDefaultLibrary(file) ||
        /\/node_modules\/(@types\/node|undici-types|bun-types)\//.test(file.fileName)
      );
    });
  }

  #isReactNode(type) {
    const symbol = type.aliasSymbol ?? type.symbol;
    if (!symbol || !REACT_NODES.has(symbol.name)) return false;
    return symbol.declarations?.some((it) => it.getSourceFile().fileName.includes("/@types/react/")) ?? false;
  }

  #name(type) {
    return type.aliasSymbol?.name ?? type.symbol?.name ?? this.checker.typeToString(type);
  }
}

const PRIMITIVE =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;

const REACT_NODES = new Set(["ReactNode", "ReactElement", "ReactPortal", "Element", "ReactChild", "AwaitedReactNode"]);

/** Whether a member has a name, and is not one by symbol or a private one by `#`. */
function isNamed(member) {
  return !member.escapedName.startsWith("__@") && !member.escapedName.startsWith("__#");
}

/** Whether a member is a method or an accessor of a class. */
function isOnPrototype(member) {
  return (member.declarations ?? []).some(
    (it) => (ts.isMethodDeclaration(it) || ts.isAccessor(it)) && ts.isClassLike(it.parent),
  );
}

function isPrivate(member) {
  return (
    (member.declarations ?? []).some(
      (it) => ts.getCombinedModifierFlags(it) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
    ) || member.escapedName.startsWith("__#")
  );
}

/** Whether a type is the one of an object literal, which has no members but those. */
function isLiteral(type) {
  return Boolean(type.objectFlags & ts.ObjectFlags.ObjectLiteral);
}

/** The expression that a member was given in an object literal of the app. */
function writtenValue(member) {
  const node = member.valueDeclaration;
  if (!node || !isOwn(node.getSourceFile().fileName)) return undefined;
  return ts.isPropertyAssignment(node) ? node.initializer : undefined;
}
