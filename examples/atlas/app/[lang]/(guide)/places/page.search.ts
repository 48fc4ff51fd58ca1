import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import { coasts } from "@/lib/places";

/** The list of harbours. The page reads these on the server, and `places-filter.tsx` writes them in the browser. */
export default {
  coasts: parseAsArrayOf(parseAsStringLiteral(coasts)).withDefault([]),
  sort: parseAsStringLiteral(["name", "latitude"]).withDefault("name"),
  short: parseAsBoolean.withDefault(false),
  page: parseAsInteger.withDefault(1),
};
