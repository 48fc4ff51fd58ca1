//! Names and comments from Rust, so that they are names and comments in TypeScript.

use std::collections::BTreeSet;

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::writer::Writer;

/// What a type cannot be called: words of TypeScript, globals that generated code uses, and names that it declares.
const RESERVED: &[&str] = &[
    // Words that are types, or cannot be names.
    "any",
    "arguments",
    "bigint",
    "boolean",
    "never",
    "null",
    "number",
    "object",
    "string",
    "symbol",
    "undefined",
    "unknown",
    "void",
    "as",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "infer",
    "instanceof",
    "interface",
    "is",
    "keyof",
    "let",
    "new",
    "of",
    "package",
    "private",
    "protected",
    "public",
    "readonly",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "unique",
    "var",
    "while",
    "with",
    "yield",
    // Globals.
    "fetch",
    "process",
    "window",
    "Array",
    "Date",
    "Error",
    "File",
    "FormData",
    "Map",
    "Number",
    "Object",
    "Partial",
    "Promise",
    "Readonly",
    "Record",
    "RegExp",
    "Request",
    "RequestInit",
    "Response",
    "Set",
    "String",
    "Symbol",
    "URL",
    "URLSearchParams",
    // Declared by generated code.
    "ActionState",
    "ApiError",
    "CallOptions",
    "Digits",
    "Failure",
    "FieldErrors",
    "FieldPath",
    "FormFailure",
    "FormSchema",
    "FormValues",
    "Href",
    "InvalidAnswer",
    "Issue",
    "IsoDate",
    "IsoDateTime",
    "IsoLocalDateTime",
    "IsoTime",
    "Json",
    "JsonDefinition",
    "NetworkError",
    "Path",
    "Result",
    "Schema",
    "StandardJsonSchema",
    "StandardSchema",
    "forwarded",
    "passCookies",
    "serverUrl",
];

/// What the functions that read values call, and what their own variables are called.
pub(super) const OF_READERS: &[&str] = &[
    "before",
    "distinct",
    "elsewhere",
    "firstOf",
    "firstOfMany",
    "found",
    "has",
    "hasLength",
    "index",
    "isCardNumber",
    "isDate",
    "isDateTime",
    "isDigits",
    "isEmail",
    "isInteger",
    "isIp",
    "isIpv4",
    "isIpv6",
    "isLocalDateTime",
    "isNumber",
    "isObject",
    "isRecord",
    "isSame",
    "isText",
    "isTime",
    "isTooMuch",
    "isUrl",
    "isUuid",
    "issues",
    "issuesOfText",
    "item",
    "json",
    "jsonBut",
    "key",
    "list",
    "map",
    "nameOf",
    "nameOrOther",
    "own",
    "path",
    "read",
    "refuse",
    "refuseAliases",
    "refuseChoice",
    "refuseOthers",
    "rest",
    "schema",
    "sentAs",
    "translated",
    "tuple",
    "value",
    "withJsonSchema",
];

/// What zod and valibot are called where their schemas are written.
const OF_LIBRARIES: &[&str] = &["z", "v"];

/// The names that are taken in a module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name for a type, which readers use beside their own.
    pub(crate) fn type_name(&mut self, asked: &str) -> String {
        let mut name = identifier(asked);
        if OF_READERS.contains(&name.as_str()) || OF_LIBRARIES.contains(&name.as_str()) {
            name.push('_');
        }
        self.value_name(&name)
    }

    /// A name for something that a module imports: its own, with `_` behind it where that is taken.
    pub(crate) fn imported(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// Takes a name that something has already.
    pub(crate) fn take(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// A name for a function or constant: the one that is asked for, with `_` behind it where that is no name or is taken.
    pub(crate) fn value_name(&mut self, asked: &str) -> String {
        let mut name = identifier(asked);
        while RESERVED.contains(&name.as_str()) || self.taken.contains(&name) {
            name.push('_');
        }
        self.taken.insert(name.clone());
        name
    }
}

/// The variables of a function.
#[derive(Debug)]
pub(crate) struct Locals {
    taken: BTreeSet<String>,
}

impl Locals {
    /// With names that none of them may have.
    pub(crate) fn new(taken: BTreeSet<String>) -> Self {
        Self { taken }
    }

    /// A variable for a field: of its name, where that is one.
    pub(crate) fn name(&mut self, field: &str) -> String {
        let is_identifier = identifier(field) == field;
        let mut name = if is_identifier { field.to_owned() } else { identifier(&camel(field)) };
        while RESERVED.contains(&name.as_str()) || !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// The name of the schema of a type: `newBookingSchema` for `NewBooking`, `httpPortSchema` for `HTTPPort`.
pub(crate) fn schema_name(name: &str) -> String {
    let capitals = name.chars().take_while(|c| c.is_uppercase()).count();
    let lower = if capitals > 1 && capitals < name.chars().count() { capitals - 1 } else { capitals.max(1) };
    let start: String = name.chars().take(lower).flat_map(char::to_lowercase).collect();
    format!("{start}{}Schema", name.chars().skip(lower).collect::<String>())
}

/// A name as variables are written: `list_berths` gives `listBerths`.
pub(crate) fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut chars = pascal.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A name as types are written: `list_berths` gives `ListBerths`, `/api/[id]` gives `ApiId`.
pub(crate) fn pascal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars)
        })
        .collect()
}

/// A text as an identifier: what cannot stand in one is left out, and what cannot come first has a `_` before it.
pub(crate) fn identifier(text: &str) -> String {
    let mut name: String = text.chars().filter(|c| is_xid_continue(*c) || *c == '$').collect();
    if name.chars().next().is_none_or(|first| !is_xid_start(first) && !matches!(first, '_' | '$')) {
        name.insert(0, '_');
    }
    name
}

/// A doc comment of Rust, if there is one. Whatever would end the comment is taken apart.
pub(crate) fn doc_comment(w: &mut Writer, doc: Option<&str>) {
    let Some(doc) = doc.map(str::trim).filter(|doc| !doc.is_empty()) else { return };
    let doc = doc.replace("*/", "*\\/").replace(['\u{2028}', '\u{2029}'], " ");
    let lines: Vec<&str> = doc.lines().map(str::trim_end).collect();
    match lines.as_slice() {
        // Alone on its line, it would tell the compiler what to do with the next one.
        [only] if !only.starts_with("@ts-") => w.line(format!("/** {only} */")),
        lines => {
            w.line("/**");
            for line in lines {
                w.line(format!(" * {line}").trim_end());
            }
            w.line(" */");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::OF_READERS;

    /// The functions that a file of the runtime exports.
    fn functions(file: &'static str) -> BTreeSet<&'static str> {
        let exported = file.lines().filter_map(|line| line.strip_prefix("export function "));
        exported.filter_map(|line| line.split(['(', '<']).next()).collect()
    }

    const READ: &str = include_str!("../../runtime/read.ts");
    const FORMATS: &str = include_str!("../../runtime/formats.ts");

    #[test]
    fn no_variable_of_a_reader_is_called_as_what_it_calls() {
        let called: BTreeSet<&str> = &functions(READ) | &functions(FORMATS);
        assert!(called.len() > 30, "{called:?}");
        let free: Vec<&&str> = called.iter().filter(|name| !OF_READERS.contains(name)).collect();
        assert!(free.is_empty(), "a field of such a name would hide it: {free:?}");
    }

    #[test]
    fn what_libraries_call_is_nothing_that_readers_call() {
        let readers: BTreeSet<&str> = OF_READERS.iter().copied().collect();
        for library in [include_str!("../../runtime/zod.ts"), include_str!("../../runtime/valibot.ts")] {
            let functions = functions(library);
            assert!(functions.contains("reads"), "{functions:?}");
            assert_eq!(&functions & &readers, BTreeSet::new(), "one module imports both");
        }
    }
}
