//! What may stand in a text of an attribute of Rust.

use super::{Completion, Item, ItemKind, routes};
use crate::analysis::Analysis;
use crate::ide::route_string::{Purpose, RouteString};
use crate::rust::{Named, NamedKind};

/// The routes of an app, or its name, where a text names one of them.
pub(crate) fn complete(analysis: &Analysis, named: &Named, text: &str) -> Option<Completion> {
    let app = &analysis.app.name;
    let span = named.span.clone();
    match &named.kind {
        NamedKind::Route { app: stated } if stated.as_ref().is_none_or(|stated| stated == app) => {
            let string = RouteString {
                purpose: Purpose::Any,
                text: named.text.clone(),
                span: span.clone(),
                is_literal: true,
                call: None,
            };
            let mut completion = routes::complete(analysis, &string, text, span.start)?;
            // Only routes that a file answers stand in `rutter.routes`.
            completion.items.retain(|item| item.detail.is_some());
            Some(completion)
        }
        NamedKind::App => {
            let (label, detail) = (app.clone(), Some(format!("app in {}", analysis.app.dir)));
            let item = Item { kind: ItemKind::Value, text: label.clone(), label, snippet: None, detail };
            Some(Completion { replaced: span, items: vec![item] })
        }
        // The path of an endpoint is one that no route has yet.
        NamedKind::Route { .. } | NamedKind::Path | NamedKind::Endpoint { .. } => None,
    }
}
