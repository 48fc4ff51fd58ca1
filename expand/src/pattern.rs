//! Paths in Next's notation that stand in an attribute.

use rutter_routes::{Conventions, Pattern, ProblemCode, RouteTree};
use syn::{Error, LitStr, Result};

/// Reads the path of an endpoint, by the rules that Next has for the folders of a route.
pub(crate) fn parse(path: &LitStr) -> Result<Pattern> {
    let text = path.value();
    let wrong = |message: String| Err(Error::new(path.span(), message));
    if !text.starts_with('/') {
        return wrong(format!("a path starts with a slash; write \"/{text}\""));
    }
    if text != "/" && text.split('/').skip(1).any(str::is_empty) {
        let plain: Vec<&str> = text.split('/').filter(|segment| !segment.is_empty()).collect();
        return wrong(format!("a segment of `{text}` is empty; write \"/{}\"", plain.join("/")));
    }
    if let Some(mark) = text.chars().find(|mark| matches!(mark, '?' | '#')) {
        return wrong(format!(
            "`{text}` goes on after its path, which ends before `{mark}`; write the path alone, and take the query with \
             `Search<..>`"
        ));
    }
    if let Some(params) = foreign_params(&text) {
        return wrong(format!(
            "`{text}` has params in the notation of another router; paths are in Next's: write \"{params}\""
        ));
    }
    // A route handler in a folder of this path has every flaw that the path has.
    let file = format!("app{text}/route.ts");
    let tree = RouteTree::build(&[file.as_str()], &Conventions::default());
    let pattern = Pattern::new(text.clone());
    if let Some(problem) = tree.problems.first() {
        return wrong(format!("{}; {}", problem.message, advice(problem.code).unwrap_or(&problem.help)));
    }
    if tree.routes.handler != [pattern.clone()] {
        return wrong(format!(
            "`{text}` is the name of a folder and no path: groups `(..)`, slots `@..`, private folders `_..` and \
             interceptions `(.)` are not in URLs; leave them out"
        ));
    }
    Ok(pattern)
}

/// Two patterns that differ in nothing but the names of their params take the same paths.
pub(crate) fn same_paths(a: &Pattern, b: &Pattern) -> bool {
    fn shape(pattern: &Pattern) -> String {
        let segments = pattern.as_str().split('/');
        let plain = segments.map(|segment| match segment.strip_prefix('[') {
            Some(rest) if rest.starts_with("[...") => "[[...]]",
            Some(rest) if rest.starts_with("...") => "[...]",
            Some(rest) if rest.ends_with(']') => "[]",
            _ => segment,
        });
        plain.collect::<Vec<_>>().join("/")
    }
    shape(a) == shape(b)
}

/// What to do about a flaw, where the advice of the route tree speaks of folders.
fn advice(code: ProblemCode) -> Option<&'static str> {
    Some(match code {
        ProblemCode::CatchAllNotLast => "end the path there, or name the levels one by one",
        ProblemCode::OptionalParam => {
            "write `[name]` and another endpoint for the path without it, or use the optional catch-all `[[...name]]`"
        }
        ProblemCode::PlainTextParam => {
            "make the param a segment of its own, and take the rest of the text off its value"
        }
        ProblemCode::UnreachableName => "write the path as it is sent, or use plain characters",
        _ => return None,
    })
}

/// The path in Next's notation, where its params are written as axum or Express write them.
fn foreign_params(path: &str) -> Option<String> {
    let mut foreign = false;
    let segments = path.split('/').map(|segment| {
        let braced = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let name = braced.or_else(|| segment.strip_prefix(':')).filter(|name| !name.is_empty());
        match name {
            Some(name) => {
                foreign = true;
                match name.strip_prefix('*') {
                    Some(rest) => format!("[...{rest}]"),
                    None => format!("[{name}]"),
                }
            }
            None => segment.to_owned(),
        }
    });
    let path = segments.collect::<Vec<_>>().join("/");
    foreign.then_some(path)
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use syn::LitStr;

    use super::{parse, same_paths};
    use rutter_routes::Pattern;

    fn message(path: &str) -> String {
        parse(&LitStr::new(path, Span::call_site())).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn paths_are_those_of_folders() {
        for path in [
            "/",
            "/api/posts/[id]",
            "/docs/[[...path]]",
            "/docs/[...path]",
            "/[lang]/chart/[place].json",
            "/a.b/~c/caf%C3%A9",
        ] {
            assert_eq!(message(path), "", "{path}");
        }
    }

    #[test]
    fn what_is_no_path_says_what_to_write() {
        let table = [
            ("api", "write \"/api\""),
            ("", "write \"/\""),
            ("/api/", "write \"/api\""),
            ("/a//b", "write \"/a/b\""),
            ("/a?b=[c]", "`Search<..>`"),
            ("/users/{id}/{*rest}", "write \"/users/[id]/[...rest]\""),
            ("/users/:id", "write \"/users/[id]\""),
            ("/(shop)/cart", "leave them out"),
            ("/@modal/cart", "leave them out"),
            ("/[...a]/b", "nothing can follow it; end the path there"),
            ("/[a]/[a]", "give each param of a path a name of its own"),
            ("/x/[]", "put the param's name between the brackets"),
            ("/x/[[id]]", "another endpoint for the path without it"),
            ("/item/[id].json", "plain text to Next"),
            ("/café", "write the path as it is sent"),
        ];
        for (path, part) in table {
            let message = message(path);
            assert!(message.contains(part), "{path}: {message}");
        }
    }

    #[test]
    fn names_of_params_tell_no_paths_apart() {
        let same = |a: &str, b: &str| same_paths(&Pattern::from(a), &Pattern::from(b));
        assert!(same("/a/[id]/[...x]", "/a/[slug]/[...y]"));
        assert!(same("/a/[[...x]]", "/a/[[...y]]"));
        assert!(!same("/a/[...x]", "/a/[[...x]]"));
        assert!(!same("/a/[x]", "/a/b"));
        assert!(!same("/a/[x].json", "/a/[x]"));
    }
}
