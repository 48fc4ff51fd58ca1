import { parseAsArrayOf, parseAsInteger, parseAsIsoDate, parseAsString, parseAsStringLiteral } from "nuqs/server";

export default {
  page: parseAsInteger.withDefault(1),
  q: parseAsString,
  sort: parseAsStringLiteral(["new", "old"]).withDefault("new"),
  ids: parseAsArrayOf(parseAsInteger),
  day: parseAsIsoDate,
};
