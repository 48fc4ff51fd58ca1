import { createParser } from "nuqs/server";

const parseAsStars = createParser({
  parse: (query) => (/^\*+$/.test(query) ? query.length : null),
  serialize: (stars) => "*".repeat(stars),
});

export default { stars: parseAsStars.withDefault(3) };
