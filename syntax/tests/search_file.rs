//! What is read of `page.search.ts` files.

use rutter_syntax::search_file::{Encoding, Literal, SearchFile, SearchKey};
use rutter_syntax::{Position, read_search_file};

const IMPORT: &str = "import {
  parseAsString, parseAsInteger, parseAsIndex, parseAsHex, parseAsFloat, parseAsBoolean, parseAsTimestamp,
  parseAsIsoDateTime, parseAsIsoDate, parseAsStringEnum, parseAsStringLiteral, parseAsNumberLiteral, parseAsJson,
  parseAsArrayOf, parseAsNativeArrayOf, createParser,
} from 'nuqs/server'
";

/// Parsers with a default, and what `parser.serialize(parser.defaultValue)` of nuqs 2.10.2 answered for each.
const SERIALIZED: &[(&str, &[&str])] = &[
    (r#"parseAsString.withDefault("a b&c=d")"#, &["a b&c=d"]),
    (r#"parseAsString.withDefault("")"#, &[""]),
    ("parseAsInteger.withDefault(1.5)", &["2"]),
    ("parseAsInteger.withDefault(-1.5)", &["-1"]),
    ("parseAsInteger.withDefault(-0.2)", &["0"]),
    ("parseAsInteger.withDefault(0.49999999999999994)", &["0"]),
    ("parseAsInteger.withDefault(1e21)", &["1e+21"]),
    ("parseAsIndex.withDefault(0)", &["1"]),
    ("parseAsIndex.withDefault(1.5)", &["3"]),
    ("parseAsHex.withDefault(255)", &["ff"]),
    ("parseAsHex.withDefault(4095)", &["0fff"]),
    ("parseAsHex.withDefault(-1)", &["-1"]),
    ("parseAsHex.withDefault(0)", &["00"]),
    ("parseAsHex.withDefault(15.5)", &["10"]),
    ("parseAsFloat.withDefault(0.1)", &["0.1"]),
    ("parseAsFloat.withDefault(1e-7)", &["1e-7"]),
    ("parseAsFloat.withDefault(1.25e22)", &["1.25e+22"]),
    ("parseAsFloat.withDefault(123456789012345680000)", &["123456789012345680000"]),
    ("parseAsFloat.withDefault(-0)", &["0"]),
    ("parseAsFloat.withDefault(5e-324)", &["5e-324"]),
    ("parseAsBoolean.withDefault(false)", &["false"]),
    (r#"parseAsStringEnum(["a", "b"]).withDefault("b")"#, &["b"]),
    (r#"parseAsStringLiteral(["asc", "desc"]).withDefault("asc")"#, &["asc"]),
    ("parseAsNumberLiteral([1, 2]).withDefault(2)", &["2"]),
    (
        r#"parseAsJson((v) => v).withDefault({ b: 1, a: [true, null, "x\"\n\u0007é"], 2: "two", 1: "one" })"#,
        &[r#"{"1":"one","2":"two","b":1,"a":[true,null,"x\"\n\u0007é"]}"#],
    ),
    (r#"parseAsArrayOf(parseAsString).withDefault(["a,b", "c%", ""])"#, &["a%2Cb,c%,"]),
    (r#"parseAsArrayOf(parseAsString, ";").withDefault(["a;b", "c,d"])"#, &["a%3Bb;c,d"]),
    (r#"parseAsArrayOf(parseAsString, ", ").withDefault(["a, b", "é"])"#, &["a%2C%20b, é"]),
    ("parseAsArrayOf(parseAsInteger).withDefault([])", &[""]),
    ("parseAsArrayOf(parseAsIndex).withDefault([0, 1.4])", &["1,2"]),
    (r#"parseAsArrayOf(parseAsArrayOf(parseAsInteger, ";")).withDefault([[1, 2], [3]])"#, &["1;2,3"]),
    (r#"parseAsNativeArrayOf(parseAsString).withDefault(["a", "b"])"#, &["a", "b"]),
    ("parseAsNativeArrayOf(parseAsInteger)", &[]),
    ("parseAsNativeArrayOf(parseAsArrayOf(parseAsHex)).withDefault([[1, 255], []])", &["01,ff", ""]),
];

#[test]
fn defaults_are_written_as_nuqs_writes_them() {
    for (parser, expected) in SERIALIZED {
        let key = only_key(&format!("{IMPORT} export default {{ key: {parser} }}"));
        let default = key.default.unwrap_or_else(|| panic!("{parser} has a default"));
        assert_eq!(default.texts, *expected, "{parser}");
    }
}

#[test]
fn every_parser_of_nuqs_has_its_encoding() {
    let array = |item: Encoding, separator: &str| Encoding::Array {
        item: Box::new(item),
        separator: separator.to_owned(),
    };
    for (parser, expected) in [
        ("parseAsString", Encoding::Text),
        ("parseAsInteger", Encoding::Integer),
        ("parseAsIndex", Encoding::Index),
        ("parseAsHex", Encoding::Hex),
        ("parseAsFloat", Encoding::Text),
        ("parseAsBoolean", Encoding::Text),
        ("parseAsTimestamp", Encoding::Timestamp),
        ("parseAsIsoDateTime", Encoding::IsoDateTime),
        ("parseAsIsoDate", Encoding::IsoDate),
        ("parseAsStringEnum<Sort>(Object.values(Sort))", Encoding::Text),
        ("parseAsStringLiteral(SORTS)", Encoding::Text),
        ("parseAsNumberLiteral([1, 2] as const)", Encoding::Text),
        ("parseAsJson(z.object({ a: z.string() }))", Encoding::Json),
        ("parseAsArrayOf(parseAsInteger)", array(Encoding::Integer, ",")),
        ("parseAsArrayOf(parseAsIsoDate.withDefault(today), '|')", array(Encoding::IsoDate, "|")),
        ("parseAsArrayOf(parseAsArrayOf(parseAsHex, ';'))", array(array(Encoding::Hex, ";"), ",")),
        ("parseAsNativeArrayOf(parseAsIndex)", Encoding::NativeArray { item: Box::new(Encoding::Index) }),
    ] {
        let key = only_key(&format!("{IMPORT} export default {{ key: {parser} }}"));
        assert_eq!(key.encoding, expected, "{parser}");
        assert!(key.clear_on_default, "{parser}");
    }
}

#[test]
fn a_map_is_found_however_it_is_exported() {
    for source in [
        "export default { key: parseAsInteger.withDefault(1) }",
        "const page = parseAsInteger; const first = 1; export default { key: page.withDefault(first) }",
        "export const searchParams = { key: parseAsInteger.withDefault(1) }; export default searchParams",
        "const map = { key: parseAsInteger.withDefault(1) } as const satisfies ParserMap; export { map as default }",
        "const shared = { key: parseAsInteger.withDefault(1) }; export default { ...shared }",
        "import * as nuqs from 'nuqs'; export default { key: nuqs.parseAsInteger.withDefault(1) }",
        "import { parseAsInteger as int } from 'nuqs'; export default { key: int.withDefault(1) }",
        "export default { key: parseAsInteger.withOptions({ history: 'push', shallow: false }).withDefault(1) }",
        "export default { key: parseAsInteger.withDefault(1).withOptions({ clearOnDefault: true }) }",
    ] {
        let key = only_key(&format!("{IMPORT} {source}"));
        assert_eq!((&key.name[..], key.encoding), ("key", Encoding::Integer), "{source}");
        let default = key.default.unwrap_or_else(|| panic!("{source} has a default"));
        assert_eq!((default.literal, key.clear_on_default), (Literal::Number(1.0), true), "{source}");
    }
}

#[test]
fn a_default_that_is_not_cleared_need_not_be_known() {
    let key = only_key(&format!(
        "{IMPORT} export default {{ key: parseAsIsoDate.withDefault(new Date()).withOptions({{ clearOnDefault: false }}) }}"
    ));
    assert_eq!((key.encoding, key.default, key.clear_on_default), (Encoding::IsoDate, None, false));
}

#[test]
fn keys_stand_in_the_order_of_javascript() {
    let source =
        "export default { b: parseAsString, 10: parseAsString, 'a-b': parseAsString, 9: parseAsString }";
    let names: Vec<String> = keys(&format!("{IMPORT} {source}")).into_iter().map(|key| key.name).collect();
    assert_eq!(names, ["9", "10", "b", "a-b"]);
}

#[test]
fn what_is_not_understood_is_opaque() {
    for source in [
        "import { z } from 'zod'; export default z.object({ q: z.string() })",
        "export default { a: parseAsString, b: createParser({ parse: (v) => v, serialize: String }) }",
        "export default { a: parseAsString, ...shared }",
        "import { shared } from './shared'; export default shared",
        "import { parseAsInteger as parse } from './parsers'; export default { a: parse }",
        "const parseAsInteger = mine; export default { a: parseAsInteger }",
        "export default { a: parseAsIsoDate.withDefault(new Date(0)) }",
        "export default { a: parseAsInteger.withDefault(process.env.PAGE) }",
        "export default { a: parseAsInteger.withOptions(options) }",
        "export default { a: parseAsInteger.withOptions({ serialize: String }) }",
        "export default { a: parseAsString.withDefault('x').withOptions({ clearOnDefault: isServer }) }",
        "export default { a: parseAsArrayOf(parseAsString, separator) }",
        "export default { a: parseAsArrayOf(parseAsNativeArrayOf(parseAsString)) }",
        "export default { a: parseAsStringLiteral }",
        "export default { a: parseAsString.parse('x') }",
        "export default [parseAsString]",
        "export default class {}",
        "export default function () {}",
    ] {
        let file = read_search_file("page.search.ts", &format!("{IMPORT} {source}"));
        assert_eq!(file, SearchFile::Opaque { has_default_export: true }, "{source}");
    }
}

#[test]
fn a_file_may_export_nothing_or_be_broken() {
    let none = SearchFile::Opaque { has_default_export: false };
    assert_eq!(read_search_file("page.search.ts", ""), none);
    assert_eq!(read_search_file("page.search.ts", "export const a = 1"), none);
    assert_eq!(read_search_file("page.search.ts", "export default {}"), SearchFile::Parsers(Vec::new()));

    let SearchFile::Unreadable(error) = read_search_file("page.search.ts", "export default {\n  a: ,\n}")
    else {
        panic!("a syntax error was read as a file")
    };
    assert_eq!(
        (error.position, error.message.as_str()),
        (Position { line: 2, column: 6 }, "Unexpected token")
    );
}

fn only_key(source: &str) -> SearchKey {
    let mut keys = keys(source);
    assert_eq!(keys.len(), 1, "{source}");
    keys.remove(0)
}

fn keys(source: &str) -> Vec<SearchKey> {
    match read_search_file("page.search.ts", source) {
        SearchFile::Parsers(keys) => keys,
        other => panic!("{other:?} was read of {source}"),
    }
}
