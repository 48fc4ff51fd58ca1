// node schema-size.mjs: the bytes of a bundle that has the one schema of RUTTER_APP, minified and compressed, and those of a
// bundle with the same schema in zod.
import { gzipSync } from "node:zlib";
import { bundle } from "./load.mjs";

const size = async (source) => gzipSync(await bundle(source, { minify: true }), { level: 9 }).length;
const ours = 'export { subscriberSchema } from "./rutter/schemas.gen";';
const zod = `
  import * as z from ${JSON.stringify(import.meta.resolve("zod").replace("file://", ""))};
  export const subscriberSchema = z.object({ name: z.string().min(1).max(60), newsletter: z.boolean() });
`;
console.log(JSON.stringify([await size(ours), await size(zod)]));
