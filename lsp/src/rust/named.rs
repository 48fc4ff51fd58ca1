//! The routes that a Rust file names.

use std::ops::Range;

use ra_ap_syntax::ast::{self, HasAttrs as _, IsString as _};
use ra_ap_syntax::{AstNode as _, AstToken as _, NodeOrToken, SyntaxKind, SyntaxToken};

use super::items::{Item, Items};
use super::names::{Ours, Path};

/// A text of an attribute that names a route, or an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) kind: NamedKind,
    /// What stands between the quotes.
    pub(crate) text: String,
    /// The bytes between the quotes.
    pub(crate) span: Range<usize>,
    /// The struct or function with the attribute, and the bytes of its name.
    pub(crate) item: Option<(String, Range<usize>)>,
}

/// What is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamedKind {
    /// `#[rutter(route = "..")]`: a route of the tree, and the app that is named beside it.
    Route { app: Option<String> },
    /// `#[rutter(endpoint = "..")]`: the path of an endpoint.
    Path,
    /// `#[endpoint(GET, "..")]`: an endpoint itself.
    Endpoint { method: String },
    /// `#[rutter(app = "..")]`
    App,
}

/// What the items of a file name, in the order of the text.
pub(super) fn named(items: &Items) -> Vec<Named> {
    items.found.iter().flat_map(|item| of_item(items, item)).collect()
}

fn of_item(items: &Items, item: &Item) -> Vec<Named> {
    let name = item.node.children().find_map(ast::Name::cast);
    let owner = name.map(|name| (name.text().to_owned(), name.syntax().text_range().into()));
    let attributes = ast::AnyHasAttrs::cast(item.node.clone()).into_iter().flat_map(|item| item.attrs());
    let mut found = Vec::new();
    for attribute in attributes {
        let Some(ast::Meta::TokenTreeMeta(meta)) = attribute.meta() else { continue };
        let (Some(path), Some(tree)) = (meta.path(), meta.token_tree()) else { continue };
        let tokens = tree.syntax().children_with_tokens().filter_map(NodeOrToken::into_token);
        let tokens: Vec<SyntaxToken> = tokens.filter(|token| !token.kind().is_trivia()).collect();
        if attribute.simple_name().is_some_and(|name| name == "rutter") {
            found.extend(of_keys(&tokens));
        } else if Path::read(&path).and_then(|path| items.scopes.ours(item.scope, &path))
            == Some(Ours::Endpoint)
        {
            let method = tokens.iter().find(|token| token.kind() == SyntaxKind::IDENT);
            let method = method.map(|token| token.text().to_owned()).unwrap_or_default();
            let path = tokens.iter().find_map(string);
            found.extend(path.map(|(text, span)| (NamedKind::Endpoint { method }, text, span)));
        }
    }
    found.into_iter().map(|(kind, text, span)| Named { kind, text, span, item: owner.clone() }).collect()
}

type Found = (NamedKind, String, Range<usize>);

fn of_keys(tokens: &[SyntaxToken]) -> Vec<Found> {
    let values = || {
        tokens.windows(3).filter_map(|three| match three {
            [key, equals, value] if equals.kind() == SyntaxKind::EQ => Some((key.text(), string(value)?)),
            _ => None,
        })
    };
    let app = values().find(|(key, _)| *key == "app").map(|(_, (text, _))| text);
    let of_key = |(key, (text, span))| {
        let kind = match key {
            "route" => NamedKind::Route { app: app.clone() },
            "endpoint" => NamedKind::Path,
            "app" => NamedKind::App,
            _ => return None,
        };
        Some((kind, text, span))
    };
    values().filter_map(of_key).collect()
}

/// A text in quotes: what it says, and the bytes between the quotes.
fn string(token: &SyntaxToken) -> Option<(String, Range<usize>)> {
    let string = ast::String::cast(token.clone())?;
    let text = string.value().ok()?.into_owned();
    Some((text, string.text_range_between_quotes()?.into()))
}
