// node compile-contract.mjs: what each compiler says of RUTTER_APP, which has the generated files of contracts, and beside them
// modules that use them. Prints nothing but errors.
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, compilers } from "./compilers.mjs";

const app = process.env.RUTTER_APP;
const here = fileURLToPath(new URL(".", import.meta.url));
if (!existsSync(join(app, "node_modules"))) {
  symlinkSync(join(here, "node_modules"), join(app, "node_modules"), "junction");
}
const config = {
  extends: join(here, "tsconfig.json"),
  compilerOptions: { allowJs: false, declaration: true, isolatedDeclarations: true, types: ["node"] },
  include: ["**/*.ts"],
  exclude: ["node_modules"],
};
writeFileSync(join(app, "tsconfig.json"), JSON.stringify(config));
// As Next writes it: it declares `server-only`.
writeFileSync(join(app, "next-env.d.ts"), '/// <reference types="next" />\n');
const answers = compilers.map(async (compiler) => [compiler, await compile(app, compiler, "-p", ".")]);
for (const [compiler, { status, errors }] of await Promise.all(answers)) {
  errors.forEach((error) => console.log(`${compiler}: ${error}`));
  if (status !== 0 && errors.length === 0) {
    throw new Error(`${compiler} ended with ${status}`);
  }
}
