// The crossings of an app: each JSX element in a module of the server whose tag is a client component.
import ts from "typescript";
import { SERIALIZABLE, all, inside, printPath, throws, unknown } from "./verdict.mjs";

/** What the checker says of each prop at each crossing of a module, in the order of the source. */
export function judgeModule(app, file) {
  return crossingsOf(app, file).flatMap((it) => judgeElement(app, it.element, it.children));
}

/**
 * The crossings in the app's own folder that give nothing but serializable values, with the places (in UTF-16 units) at
 * which something can be added: among the attributes, as a child, and behind the imports of the module.
 */
export function cleanElements(app) {
  const files = app.serverModules.filter((file) => /\.tsx$/.test(file) && !app.modules.name(file).startsWith("../"));
  return files.flatMap((file) => {
    const crossings = crossingsOf(app, file).filter((it) => app.liveness.isLive(it.element));
    const clean = crossings.filter((it) =>
      judgeElement(app, it.element, it.children).every((line) => line.verdict === "serializable"),
    );
    return clean.map(({ element, children }) => ({
      file: app.modules.name(file),
      component: element.tagName.getText(),
      attributes: (element.typeArguments ?? element.tagName).end,
      isEmpty: children.length === 0,
      end: ts.isJsxSelfClosingElement(element)
        ? { from: element.end - "/>".length, to: element.end }
        : { from: element.end, to: element.end },
      imports: importsEnd(app.program.getSourceFile(file)),
    }));
  });
}

/** Each element whose tag is a client component, with its children. */
function crossingsOf(app, file) {
  const found = [];
  const visit = (node) => {
    if (ts.isJsxElement(node) && app.values.origins.isClient(node.openingElement.tagName)) {
      found.push({ element: node.openingElement, children: node.children });
    } else if (ts.isJsxSelfClosingElement(node) && app.values.origins.isClient(node.tagName)) {
      found.push({ element: node, children: [] });
    }
    ts.forEachChild(node, visit);
  };
  visit(app.program.getSourceFile(file));
  return found;
}

/** Where the imports and the directives of a module end. */
function importsEnd(source) {
  const isHead = (it) =>
    ts.isImportDeclaration(it) || (ts.isExpressionStatement(it) && ts.isStringLiteral(it.expression));
  return Math.max(0, ...source.statements.filter(isHead).map((it) => it.end));
}

function judgeElement(app, element, children) {
  const component = element.tagName.getText();
  const { properties } = element.attributes;
  const lines = [];
  const add = (node, prop, verdict) => lines.push(line(app, node, component, prop, verdict));
  properties.forEach((property, index) => {
    if (ts.isJsxSpreadAttribute(property)) {
      const later = properties
        .slice(index + 1)
        .filter(ts.isJsxAttribute)
        .map((it) => it.name.getText());
      if (children.some(isGiven)) later.push("children");
      add(property, "...", judgeSpread(app, property.expression, new Set(later)));
    } else {
      const prop = property.name.getText();
      add(property, prop, judgeAttribute(app, prop, property.initializer));
    }
  });
  for (const child of children) {
    if (!isGiven(child)) continue;
    if (ts.isJsxExpression(child)) add(child.expression, "children", app.values.judge(child.expression));
    else add(child, "children", SERIALIZABLE);
  }
  return lines;
}

/** Whether a child is more than the white space and the comments between others. */
function isGiven(child) {
  return ts.isJsxText(child) ? !child.containsOnlyTriviaWhiteSpaces : !ts.isJsxExpression(child) || child.expression;
}

function judgeAttribute(app, prop, value) {
  if (!value || !ts.isJsxExpression(value) || !value.expression) return SERIALIZABLE;
  const verdict = app.values.judge(value.expression);
  // A component of the server is given no ref, so what it was given as one is none.
  const isGiven = prop === "ref" && !verdict.isAbsent && !app.values.isParameter(value.expression);
  return isGiven ? throws("a ref, which no server component can give") : verdict;
}

/** What a spread gives is judged member by member, without those that a later attribute writes over. */
function judgeSpread(app, expression, later) {
  const members = app.values.members(expression);
  if (!members) return unknown("the members of what is spread are not known");
  const given = [...members].filter(([name]) => !later.has(name) && name !== "key");
  return all(given.map(([name, verdict]) => inside(name, verdict)));
}

function line(app, node, component, prop, { verdict, outcome, reason, path }) {
  const source = node.getSourceFile();
  const at = source.getLineAndCharacterOfPosition(ts.isJsxText(node) ? node.pos : node.getStart(source));
  return {
    file: app.modules.name(source.fileName),
    line: at.line + 1,
    column: at.character + 1,
    component,
    prop,
    verdict,
    outcome,
    reason,
    path: printPath(prop === "..." ? path : [prop, ...path], verdict),
    live: app.liveness.isLive(node),
  };
}
