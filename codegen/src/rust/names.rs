//! Routes and params as Rust names.

use std::collections::BTreeMap;

use rutter_routes::Pattern;

/// Words that no field can be called, not even as a raw identifier.
const NEVER_NAMES: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// The keywords of the edition 2024, raw identifiers where a field is called so.
const KEYWORDS: [&str; 50] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
    "union",
];

/// The name of each route's variant, in the given order: `/blog/[slug]` gives `BlogSlug`, `/` gives `Index`.
///
/// Routes whose plain names are the same get their whole pattern spelled out, so that no name depends on the order and a
/// new route can only rename those that it is mistaken for.
pub(super) fn type_names(patterns: &[Pattern]) -> Vec<String> {
    let mut plain: BTreeMap<String, usize> = BTreeMap::new();
    for pattern in patterns {
        *plain.entry(plain_name(pattern)).or_default() += 1;
    }
    patterns
        .iter()
        .map(|pattern| {
            let name = plain_name(pattern);
            if plain[&name] == 1 { name } else { spelled_name(pattern) }
        })
        .collect()
}

fn plain_name(pattern: &Pattern) -> String {
    let mut name = String::new();
    let mut upper = true;
    for char in pattern.as_str().chars() {
        if !char.is_alphanumeric() {
            upper = true;
        } else if upper {
            name.extend(char.to_uppercase());
            upper = false;
        } else {
            name.push(char);
        }
    }
    match name.chars().next() {
        None => "Index".to_owned(),
        Some(first) if first.is_numeric() => format!("Route{name}"),
        // `Self` is a keyword that no raw identifier can be.
        Some(_) if name == "Self" => "Self_".to_owned(),
        Some(_) => name,
    }
}

/// The pattern with each sign as `X`, its code and `Z`, so that different patterns have different names: `/a-b` gives
/// `RouteX2fZaX2dZb`.
fn spelled_name(pattern: &Pattern) -> String {
    let mut name = "Route".to_owned();
    for char in pattern.as_str().chars() {
        if char.is_alphanumeric() && char != 'X' {
            name.push(char);
        } else {
            name.push_str(&format!("X{:x}Z", u32::from(char)));
        }
    }
    name
}

/// The name of a param's field: `my-slug` gives `my_slug`, `type` gives `r#type`.
pub(super) fn field_name(param: &str) -> String {
    let mut name: String =
        param.chars().map(|char| if char.is_alphanumeric() || char == '_' { char } else { '_' }).collect();
    if name.chars().next().is_none_or(char::is_numeric) {
        name.insert(0, '_');
    }
    if NEVER_NAMES.contains(&name.as_str()) {
        name.push('_');
    } else if KEYWORDS.contains(&name.as_str()) {
        name.insert_str(0, "r#");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{field_name, type_names};
    use rutter_routes::Pattern;

    fn names(routes: &[&str]) -> Vec<String> {
        type_names(&routes.iter().map(|route| Pattern::new(*route)).collect::<Vec<_>>())
    }

    #[test]
    fn a_route_is_named_by_its_words() {
        let table = [
            ("/", "Index"),
            ("/blog/[slug]", "BlogSlug"),
            ("/docs/[[...path]]", "DocsPath"),
            ("/feed.xml", "FeedXml"),
            ("/2026/[x]", "Route2026X"),
            ("/self", "Self_"),
            ("/über/uns", "ÜberUns"),
        ];
        for (route, name) in table {
            assert_eq!(names(&[route]), [name], "{route}");
        }
    }

    #[test]
    fn routes_with_the_same_words_are_spelled_out() {
        assert_eq!(names(&["/a-b", "/a/b", "/a/c"]), ["RouteX2fZaX2dZb", "RouteX2fZaX2fZb", "AC"]);
        assert_eq!(names(&["/", "/index"]), ["RouteX2fZ", "RouteX2fZindex"]);
    }

    #[test]
    fn a_param_is_a_field() {
        let table =
            [("slug", "slug"), ("my-slug", "my_slug"), ("type", "r#type"), ("self", "self_"), ("2x", "_2x")];
        for (param, field) in table {
            assert_eq!(field_name(param), field);
        }
    }
}
