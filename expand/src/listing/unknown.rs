//! What to say of a route that is not in the tree.

use std::fmt::Display;

use rutter_routes::listing::Listing;
use syn::LitStr;

use super::nearest::nearest;
use super::quoted;
use crate::mistake::Mistake;

/// Says that a route is not there, why it looks wrong if that can be seen, and which ones are near.
pub(super) fn route(literal: &LitStr, app: Option<&str>, listing: &Listing) -> Mistake {
    let (message, meant) = message(&literal.value(), app, listing);
    Mistake::new(literal.span(), message).or(meant.iter().map(|route| quoted(route)))
}

/// The message, and the routes that may be meant.
fn message(route: &str, app: Option<&str>, listing: &Listing) -> (String, Vec<String>) {
    let elsewhere = listing.apps.iter().filter(|(name, routes)| {
        app.is_some_and(|app| app != *name) && routes.iter().any(|listed| listed.pattern.as_str() == route)
    });
    let elsewhere: Vec<&String> = elsewhere.map(|(name, _)| name).collect();
    if let (Some(app), [_, ..]) = (app, elsewhere.as_slice()) {
        let message = format!("the app `{app}` has no route `{route}`, but {} has it", list(elsewhere));
        return (message, Vec::new());
    }
    let routes: Vec<&str> = listing
        .apps
        .iter()
        .filter(|(name, _)| app.is_none_or(|app| app == *name))
        .flat_map(|(_, routes)| routes.iter().map(|listed| listed.pattern.as_str()))
        .collect();
    if routes.is_empty() {
        let message = "`rutter.routes` lists no route; run `rutter generate` after adding a page".to_owned();
        return (message, Vec::new());
    }
    let written = as_next_writes(route);
    if written != route && routes.contains(&written.as_str()) {
        let message = format!("`{route}` is no route as Next writes it; write \"{written}\"");
        return (message, vec![written]);
    }
    let near = nearest(&written, &routes);
    if near.is_empty() {
        let message = format!(
            "there is no route `{route}`, and none that is like it; `rutter.routes` lists them all, and `rutter generate` writes \
             it anew after a change of the tree"
        );
        return (message, Vec::new());
    }
    let verb = if near.len() == 1 { "is" } else { "are" };
    let message = format!(
        "there is no route `{route}`; the nearest {verb} {}; after a change of the tree, run `rutter generate`",
        list(&near)
    );
    (message, near.into_iter().map(str::to_owned).collect())
}

/// Names in backticks, with `and` before the last.
pub(crate) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("`{item}`")).collect();
    match items.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// The route that someone means who writes a folder (`/(shop)/cart/page.tsx`) or the notation of another router (`/users/:id`,
/// `/users/{id}/{*rest}`).
fn as_next_writes(route: &str) -> String {
    let mut segments: Vec<String> = Vec::new();
    for segment in route.split('/').filter(|segment| !segment.is_empty()) {
        let braced = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        if let Some(name) = braced.or_else(|| segment.strip_prefix(':')) {
            segments.push(match name.strip_prefix('*') {
                Some(rest) => format!("[...{rest}]"),
                None => format!("[{name}]"),
            });
        } else if !(segment.starts_with('@') || (segment.starts_with('(') && segment.ends_with(')'))) {
            segments.push(segment.to_owned());
        }
    }
    let file = segments.last().and_then(|last| last.split_once('.'));
    if file.is_some_and(|(name, _)| matches!(name, "page" | "route")) {
        segments.pop();
    }
    format!("/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use rutter_routes::listing::Listing;

    use super::{list, message};

    #[test]
    fn what_is_meant_is_told() {
        let text = "[admin]\npage /\npage /users\n[web]\npage /\npage /blog/[slug]\npage /blog/new\npage /docs/[...path]\n";
        let listing = Listing::parse(text).unwrap();
        let table = [
            ("/blog/[id]", None, "the nearest is `/blog/[slug]`"),
            ("/blog/:slug", None, "write \"/blog/[slug]\""),
            ("/docs/{*path}", None, "write \"/docs/[...path]\""),
            ("blog/[slug]", None, "write \"/blog/[slug]\""),
            ("/(main)/blog/[slug]/page.tsx", None, "write \"/blog/[slug]\""),
            ("/users", Some("web"), "the app `web` has no route `/users`, but `admin` has it"),
            ("/user", None, "the nearest is `/users`"),
            ("/checkout/[step]", None, "and none that is like it"),
        ];
        for (route, app, part) in table {
            let (message, _) = message(route, app, &listing);
            assert!(message.contains(part), "{route}: {message}");
        }
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
