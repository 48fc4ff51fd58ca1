// Which code of the server's modules an entry uses. A module that is reached by a barrel alone is compiled for the
// server, but nothing of it runs there.
//
// A declaration at the top of a module is live where an entry exports it, where other live code names it, or where the
// module's own statements do. Names are compared as text, so a shadowed one counts as used: nothing live is lost.
import ts from "typescript";
import { isOwn } from "./modules.mjs";

export class Liveness {
  #live = new Set();
  #queue = [];
  #files = new Map();

  /** @param entries the files that Next starts from: all their exports are used */
  constructor(modules, entries) {
    this.modules = modules;
    for (const file of entries) this.#useWhole(file);
    for (let next = this.#queue.pop(); next; next = this.#queue.pop()) this.#follow(next);
  }

  /** Whether the code around a node is live. */
  isLive(node) {
    let at = node;
    while (!ts.isSourceFile(at.parent)) at = at.parent;
    return this.#live.has(at);
  }

  #useWhole(file) {
    const { statements } = this.#read(file);
    for (const statement of statements) this.#use(statement, file);
  }

  #use(statement, file) {
    if (this.#live.has(statement)) return;
    this.#live.add(statement);
    this.#queue.push({ statement, file });
  }

  #useExport(request, from, name) {
    const file = this.modules.resolve(request, from);
    if (!file || !isOwn(file)) return;
    // What a client module renders is not rendered by the server, though it may ask for what one with 'use server' does.
    if (this.modules.directive(file) === "use client") return;
    this.#useStatements(file);
    const { exported, stars } = this.#read(file);
    if (name === "*" || this.modules.directive(file) === "use server") return this.#useWhole(file);
    for (const statement of exported.get(name) ?? []) this.#use(statement, file);
    if (!exported.has(name)) for (const star of stars) this.#useExport(star, file, name);
  }

  /** What a module does when it is loaded. */
  #useStatements(file) {
    for (const statement of this.#read(file).effects) this.#use(statement, file);
  }

  #follow({ statement, file }) {
    const { declared, imported } = this.#read(file);
    if (ts.isImportDeclaration(statement)) return;
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      const request = statement.moduleSpecifier.text;
      const clause = statement.exportClause;
      if (!clause || ts.isNamespaceExport(clause)) return this.#useExport(request, file, "*");
      for (const it of clause.elements) this.#useExport(request, file, (it.propertyName ?? it.name).text);
      return;
    }
    const visit = (node) => {
      if (ts.isIdentifier(node)) {
        for (const other of declared.get(node.text) ?? []) this.#use(other, file);
        const from = imported.get(node.text);
        if (from) this.#useExport(from.request, file, from.name);
      }
      const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
      if (isImport && ts.isStringLiteralLike(node.arguments[0])) this.#useExport(node.arguments[0].text, file, "*");
      ts.forEachChild(node, visit);
    };
    visit(statement);
  }

  #read(file) {
    if (!this.#files.has(file)) this.#files.set(file, tables(this.modules.source(file)));
    return this.#files.get(file);
  }
}

/** The statements of a module by what they declare, export and import. */
function tables(source) {
  const declared = new Map();
  const exported = new Map();
  const imported = new Map();
  const stars = [];
  const effects = [];
  const add = (map, name, statement) => map.set(name, [...(map.get(name) ?? []), statement]);
  for (const statement of source.statements) {
    const modifiers = (statement.modifiers ?? []).map((it) => it.kind);
    const names = namesOf(statement);
    for (const name of names) add(declared, name, statement);
    if (modifiers.includes(ts.SyntaxKind.DefaultKeyword)) add(exported, "default", statement);
    else if (modifiers.includes(ts.SyntaxKind.ExportKeyword)) for (const name of names) add(exported, name, statement);
    if (ts.isImportDeclaration(statement)) {
      for (const [name, from] of importsOf(statement)) imported.set(name, from);
    } else if (ts.isExportAssignment(statement)) {
      add(exported, "default", statement);
    } else if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (!clause) stars.push(statement.moduleSpecifier.text);
      else if (ts.isNamespaceExport(clause)) add(exported, clause.name.text, statement);
      else for (const it of clause.elements) add(exported, it.name.text, statement);
    } else if (names.length === 0) {
      effects.push(statement);
    }
  }
  return { declared, exported, imported, stars, effects, statements: [...source.statements] };
}

function namesOf(statement) {
  const names = [];
  const add = (name) => {
    if (!name) return;
    if (ts.isIdentifier(name)) names.push(name.text);
    else if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) add(element.name);
    }
  };
  if (ts.isVariableStatement(statement)) statement.declarationList.declarations.forEach((it) => add(it.name));
  else add(statement.name);
  return names;
}

function importsOf(statement) {
  const request = statement.moduleSpecifier.text;
  const clause = statement.importClause;
  const found = [];
  if (clause?.name) found.push([clause.name.text, { request, name: "default" }]);
  const named = clause?.namedBindings;
  if (named && ts.isNamespaceImport(named)) found.push([named.name.text, { request, name: "*" }]);
  for (const it of named && ts.isNamedImports(named) ? named.elements : []) {
    found.push([it.name.text, { request, name: (it.propertyName ?? it.name).text }]);
  }
  return found;
}
