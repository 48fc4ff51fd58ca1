//! Recognising nuqs's own parsers in what a file evaluates to.

use super::literal::{Literal, order_keys};
use super::{DefaultValue, Encoding, SearchKey};
use crate::static_value::{Item, Lookup, Static, Value};

/// A parser of which all that matters to writing is known.
struct Parser {
    encoding: Encoding,
    default: Default,
    clear_on_default: bool,
}

enum Default {
    Absent,
    Literal(DefaultValue),
    /// There is one, but what it is cannot be known.
    Unknown,
}

/// The keys of a map of which every parser is understood.
pub(super) fn parser_map(export: &Static<'_>) -> Option<Vec<SearchKey>> {
    let Value::Object(object) = &export.value else { return None };
    if object.open().is_some() {
        return None;
    }
    let mut entries = object
        .properties()
        .map(|(name, value)| Some((name.to_string(), parser(value)?)))
        .collect::<Option<Vec<_>>>()?;
    order_keys(&mut entries);
    entries.into_iter().map(|(name, parser)| parser.key(name)).collect()
}

impl Parser {
    fn key(self, name: String) -> Option<SearchKey> {
        let default = match self.default {
            Default::Absent => None,
            Default::Literal(default) => Some(default),
            // Without clearing, a default has no part in writing.
            Default::Unknown if !self.clear_on_default => None,
            Default::Unknown => return None,
        };
        Some(SearchKey { name, encoding: self.encoding, default, clear_on_default: self.clear_on_default })
    }
}

/// A parser: a name that nuqs exports, a call of one that makes a parser, or either with a method called on it.
fn parser(value: &Static<'_>) -> Option<Parser> {
    match &value.value {
        Value::Import { .. } => Some(Parser::plain(plain_encoding(nuqs_name(value)?)?)),
        Value::Call { callee, arguments } => match &callee.value {
            Value::Import { .. } => made(nuqs_name(callee)?, arguments),
            Value::Member { object, property } => {
                let parser = parser(object)?;
                let [Item::One(argument)] = &**arguments else { return None };
                match &**property {
                    "withDefault" => Some(parser.with_default(argument)),
                    "withOptions" => parser.with_options(argument),
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

/// The name under which nuqs exports a value.
fn nuqs_name<'v>(value: &'v Static<'_>) -> Option<&'v str> {
    match &value.value {
        Value::Import { module, name } if matches!(&**module, "nuqs" | "nuqs/server") => Some(name),
        _ => None,
    }
}

fn plain_encoding(name: &str) -> Option<Encoding> {
    Some(match name {
        "parseAsString" | "parseAsFloat" | "parseAsBoolean" => Encoding::Text,
        "parseAsInteger" => Encoding::Integer,
        "parseAsIndex" => Encoding::Index,
        "parseAsHex" => Encoding::Hex,
        "parseAsTimestamp" => Encoding::Timestamp,
        "parseAsIsoDateTime" => Encoding::IsoDateTime,
        "parseAsIsoDate" => Encoding::IsoDate,
        _ => return None,
    })
}

/// The parser that a function of nuqs makes. What a function validates with has no part in writing.
fn made(name: &str, arguments: &[Item<'_>]) -> Option<Parser> {
    let first = match arguments.first()? {
        Item::One(first) => first,
        Item::Unread(_) => return None,
    };
    match name {
        "parseAsStringEnum" | "parseAsStringLiteral" | "parseAsNumberLiteral" => {
            Some(Parser::plain(Encoding::Text))
        }
        "parseAsJson" => Some(Parser::plain(Encoding::Json)),
        "parseAsArrayOf" => {
            let separator = match arguments.get(1) {
                None | Some(Item::One(Static { value: Value::Undefined, .. })) => ",".to_owned(),
                Some(Item::One(Static { value: Value::String(separator), .. })) => separator.to_string(),
                Some(_) => return None,
            };
            Some(Parser::plain(Encoding::Array { item: item_encoding(first)?, separator }))
        }
        "parseAsNativeArrayOf" => {
            // nuqs gives these an empty list as their default.
            let empty = DefaultValue { literal: Literal::Array(Vec::new()), texts: Vec::new() };
            let mut parser = Parser::plain(Encoding::NativeArray { item: item_encoding(first)? });
            parser.default = Default::Literal(empty);
            Some(parser)
        }
        _ => None,
    }
}

/// How the elements of a list are written. An element must be one text.
fn item_encoding(item: &Static<'_>) -> Option<Box<Encoding>> {
    match parser(item)?.encoding {
        Encoding::NativeArray { .. } => None,
        encoding => Some(Box::new(encoding)),
    }
}

impl Parser {
    fn plain(encoding: Encoding) -> Parser {
        Parser { encoding, default: Default::Absent, clear_on_default: true }
    }

    fn with_default(mut self, value: &Static<'_>) -> Parser {
        self.default = match &value.value {
            // `withDefault(undefined)` is no default; TypeScript refuses it.
            Value::Undefined => Default::Absent,
            _ => Literal::of(value)
                .and_then(|literal| {
                    let texts = literal.texts(&self.encoding)?;
                    Some(Default::Literal(DefaultValue { literal, texts }))
                })
                .unwrap_or(Default::Unknown),
        };
        self
    }

    /// Options are laid over the parser, so one that is not known to be an option may change how it writes.
    fn with_options(mut self, value: &Static<'_>) -> Option<Parser> {
        const NO_PART_IN_WRITING: [&str; 7] = [
            "history",
            "scroll",
            "shallow",
            "throttleMs",
            "limitUrlUpdates",
            "startTransition",
            "clearOnDefault",
        ];
        let Value::Object(options) = &value.value else { return None };
        if options.open().is_some()
            || options.properties().any(|(key, _)| !NO_PART_IN_WRITING.contains(&&**key))
        {
            return None;
        }
        match options.get("clearOnDefault") {
            Lookup::Absent => {}
            Lookup::Set(Static { value: Value::Bool(clear), .. }) => self.clear_on_default = *clear,
            // `undefined` falls back to what the serializer was made with, which is true by default.
            Lookup::Set(Static { value: Value::Undefined, .. }) => self.clear_on_default = true,
            Lookup::Set(_) | Lookup::Uncertain(_) => return None,
        }
        Some(self)
    }
}
