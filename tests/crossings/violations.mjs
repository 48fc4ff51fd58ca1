// The violations that `plant.mjs` plants: by kind, in several ways of writing each.

/** The module that violations import from, in the folder of the app. */
export const VALUES = {
  module: "planted-values",
  text: `export class PlantedAccount {
  constructor(private readonly balance: number) {}

  isEmpty() {
    return this.balance === 0;
  }
}

export class PlantedDecimal {
  constructor(private readonly digits: string) {}

  plus(other: PlantedDecimal) {
    return new PlantedDecimal(\`\${this.digits}+\${other.digits}\`);
  }

  toJSON() {
    return this.digits;
  }
}

export function plantedCallback() {
  return "planted";
}

export function PlantedIcon() {
  return null;
}

export async function plantedOrder() {
  return { id: "1", items: [{ name: "planted", total: new PlantedDecimal("1.5") }] };
}

export function plantedAccount() {
  return new PlantedAccount(1);
}

export const plantedHandlers = { label: "planted", onPlanted: () => "planted" };
`,
};

const anywhere = () => true;

/** A violation as a prop of a name of its own. */
function prop(outcome, before, code, imports = []) {
  return (name) => ({
    prop: name,
    outcome,
    imports,
    before: before.replaceAll("NAME", name),
    code: `${name}={${code.replaceAll("NAME", name)}}`,
  });
}

function spread(before, code, imports = []) {
  return (name) => ({
    prop: "...",
    outcome: "throws",
    imports,
    before: before.replaceAll("NAME", name),
    code: `{...${code.replaceAll("NAME", name)}}`,
  });
}

function child(before, code, imports = []) {
  return (name) => ({
    prop: "children",
    outcome: "throws",
    imports,
    before: before.replaceAll("NAME", name),
    code: `{${code.replaceAll("NAME", name)}}`,
  });
}

/** Each kind with the elements that it can be planted in, and what is added before the module's own code. */
export const KINDS = [
  {
    name: "callback",
    fits: anywhere,
    variants: [
      prop("throws", "const NAME = () => 1;", "NAME"),
      prop("throws", "function NAME() {}\nconst NAMEAgain = NAME;", "NAMEAgain"),
      prop("throws", "", "plantedCallback", ["plantedCallback"]),
      prop("throws", "const NAME = Math.random() > 2 ? undefined : (value: string) => value.trim();", "NAME"),
      prop("throws", "const NAME = plantedCallback.bind(null);", "NAME", ["plantedCallback"]),
    ],
  },
  {
    name: "class-instance",
    fits: anywhere,
    variants: [
      prop("throws", "", "new PlantedAccount(1)", ["PlantedAccount"]),
      prop("throws", "const NAME = plantedAccount();", "NAME", ["plantedAccount"]),
      prop("throws", "const NAME = { account: plantedAccount() };", "NAME", ["plantedAccount"]),
      prop("throws", "const NAME = [1, 2].map((it) => new PlantedAccount(it));", "NAME", ["PlantedAccount"]),
      prop("throws", "", "/planted/u"),
    ],
  },
  {
    name: "coerced-nested",
    fits: anywhere,
    variants: [
      prop("coerced", "", "{ order: { total: new PlantedDecimal('1') } }", ["PlantedDecimal"]),
      prop("coerced", "const NAME = plantedOrder();", "NAME", ["plantedOrder"]),
      prop("coerced", "const NAME = plantedOrder().then((order) => order.items);", "NAME", ["plantedOrder"]),
      prop("coerced", "const NAME = new Map([['total', new PlantedDecimal('1')]]);", "NAME", ["PlantedDecimal"]),
      prop("coerced", "", "new URL('https://planted.test')"),
    ],
  },
  {
    name: "component",
    fits: anywhere,
    variants: [
      prop("throws", "", "PlantedIcon", ["PlantedIcon"]),
      prop("throws", "const NAME = [{ href: '/', icon: PlantedIcon }];", "NAME", ["PlantedIcon"]),
      prop("throws", "const NAME = PlantedIcon;", "NAME", ["PlantedIcon"]),
    ],
  },
  {
    name: "spread-function",
    fits: anywhere,
    variants: [
      spread("", "plantedHandlers", ["plantedHandlers"]),
      spread("const NAME = { label: 'planted', onPlanted() {} };", "NAME"),
      spread("const NAMEBase = { onPlanted: () => 1 };\nconst NAME = { id: '1', ...NAMEBase };", "NAME"),
    ],
  },
  {
    name: "function-child",
    fits: (element) => element.isEmpty,
    variants: [
      child("", "() => null"),
      child("const NAME = (value: string) => value;", "NAME"),
      child("", "plantedCallback", ["plantedCallback"]),
    ],
  },
  {
    name: "symbol",
    fits: anywhere,
    variants: [
      prop("throws", "const NAME = Symbol('planted');", "NAME"),
      prop("throws", "", "{ tag: Symbol() }"),
      prop("throws", "", "Symbol.iterator"),
    ],
  },
  {
    name: "null-prototype",
    fits: anywhere,
    variants: [
      prop("throws", "const NAME = Object.create(null);", "NAME"),
      prop("throws", "const NAME = /(?<year>\\d+)/u.exec('2026')!.groups;", "NAME"),
      prop("throws", "", "{ __proto__: null, id: '1' }"),
    ],
  },
];
