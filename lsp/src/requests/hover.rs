//! `textDocument/hover`: on a directive or an import, where the module runs and which imports lead there.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use rutter_check::Project;
use rutter_syntax::facts::Span;
use rutter_syntax::graph::{Environment, ModuleId};

use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>, Failure> {
    let at = params.text_document_position_params;
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let (text, encoding) = (&asked.document.text, snapshot.capabilities.encoding);
    let offset = text.offset(at.position, encoding);
    for analysis in &asked.analyses {
        let Some(module) = analysis.module(path) else { continue };
        let facts = analysis.graph[module].facts();
        let directives = facts.directives.iter().map(|directive| directive.span);
        let requests = facts.requests.iter().map(|request| request.span);
        let is_inside = |span: &Span| (span.start as usize..=span.end as usize).contains(&offset);
        if let Some(span) = directives.chain(requests).find(is_inside) {
            let value = environments(&analysis.project(), module);
            let kind = MarkupKind::Markdown;
            let range = Some(text.range(span.into(), encoding));
            return Ok(Some(Hover { contents: MarkupContent { kind, value }.into(), range }));
        }
    }
    Ok(None)
}

/// Where a module runs, each environment with the way that leads there.
fn environments(project: &Project<'_>, module: ModuleId) -> String {
    let mut text = String::new();
    for environment in Environment::ALL {
        if !project.environments.contains(module, environment) {
            continue;
        }
        let place = match environment {
            Environment::Server => "on the server",
            Environment::Client => "in the client",
            Environment::Pages => "in pages of the Pages Router",
            Environment::Api => "in API routes of the Pages Router",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "This module runs **{place}**.\n");
        let chain = project.environments.chain(module, environment);
        if chain.len() > 1 {
            for (depth, step) in chain.iter().enumerate() {
                let _ = writeln!(text, "{}- `{}`", "  ".repeat(depth), project.path(step.module));
            }
            text.push('\n');
        }
    }
    if text.is_empty() {
        text.push_str("No route reaches this module.");
    }
    text
}
