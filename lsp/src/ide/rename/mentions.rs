//! Every other place that names a param: patterns of its routes, links with their params, paths of its folders.

use std::ops::Range;

use camino::Utf8PathBuf;
use rutter_routes::Pattern;
use rutter_syntax::facts::{ExprKind, Imported, PropertyKey, PropertyKind};
use rutter_syntax::graph::{Environment, ModuleId, Target};

use super::{ParamEdit, Refusal, Subject, refuse};
use crate::analysis::Analysis;
use crate::ide::route_string::{Purpose, RouteString, route_strings};
use crate::ide::site::Site;

/// Adds what has to be written outside of the files of the routes, and inside of them for other reasons.
pub(super) fn collect(
    analysis: &Analysis,
    subject: &Subject,
    new_name: &str,
    folders: &[(Utf8PathBuf, Utf8PathBuf)],
    edits: &mut Vec<ParamEdit>,
) -> Result<(), Refusal> {
    refuse_server(analysis, subject)?;
    let out = analysis.app.out_dir();
    let out = analysis.system.canonicalize(&out).unwrap_or(out);
    for (module, it) in analysis.graph.modules() {
        // Generated files are generated again.
        if it.path.starts_with(&out) {
            continue;
        }
        let site = Site::of_module(analysis, module);
        if !it.is_whole() && site.text().contains(subject.segment()) {
            return refuse(format!(
                "`{}` has a syntax error, so what it says of the route cannot be told",
                analysis.project().path(module)
            ));
        }
        let here = Here { site: &site, module, subject, new_name };
        let strings = route_strings(&site);
        let named: Vec<&RouteString> =
            strings.iter().filter(|string| subject.is_in(&Pattern::new(string.text.as_str()))).collect();
        for string in &named {
            here.route(string, edits)?;
        }
        here.other_texts(&named)?;
        here.specifiers(folders, edits)?;
        here.hook()?;
    }
    Ok(())
}

struct Here<'h, 'a> {
    site: &'h Site<'a>,
    module: ModuleId,
    subject: &'h Subject,
    new_name: &'h str,
}

impl Here<'_, '_> {
    fn edit(&self, span: Range<usize>, text: impl Into<String>) -> ParamEdit {
        ParamEdit { module: self.module, span, text: text.into() }
    }

    fn refuse<T>(&self, at: usize, why: &str) -> Result<T, Refusal> {
        let analysis = self.site.analysis;
        let line = self.site.text().get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        refuse(format!("`{}`, line {line}: {why}", analysis.project().path(self.module)))
    }

    /// The pattern of a route, and the params behind it.
    fn route(&self, string: &RouteString, edits: &mut Vec<ParamEdit>) -> Result<(), Refusal> {
        let start = string.span.start;
        if !string.is_literal || self.site.text().get(string.span.clone()) != Some(&*string.text) {
            return self.refuse(start, "the route is not written as one text");
        }
        if string.purpose == Purpose::Any {
            return self.refuse(start, "what is read of this type is not followed");
        }
        let before = &self.subject.prefix[..self.subject.prefix.len() - 1];
        let name_at = 1 + before.iter().map(|segment| segment.len() + 1).sum::<usize>();
        let name_at =
            start + name_at + self.subject.segment().find(&self.subject.param.name).unwrap_or_default();
        edits.push(self.edit(name_at..name_at + self.subject.param.name.len(), self.new_name));
        let Some(call) = string.call else { return Ok(()) };
        let facts = self.site.facts;
        let ExprKind::Call { arguments, .. } = facts[call].kind else { return Ok(()) };
        let Some(options) = facts[arguments].get(1) else { return Ok(()) };
        let unknown = || self.refuse(start, "the params of this link are not written in it");
        let ExprKind::Object(options) = facts[facts.without_types(*options)].kind else { return unknown() };
        for option in &facts[options] {
            let PropertyKey::Name(name) = option.key else { return unknown() };
            if &facts[name] != "params" {
                continue;
            }
            let ExprKind::Object(params) = facts[facts.without_types(option.value)].kind else {
                return unknown();
            };
            for param in &facts[params] {
                let PropertyKey::Name(name) = param.key else { return unknown() };
                let name = &facts[name];
                if name != self.subject.param.name {
                    continue;
                }
                let start = param.span.start as usize;
                let span = start..start + name.len();
                if self.site.text().get(span.clone()) != Some(name) {
                    return self.refuse(start, "the name of the param is in quotes");
                }
                edits.push(match param.kind {
                    PropertyKind::Shorthand => self.edit(span, format!("{}: {name}", self.new_name)),
                    _ => self.edit(span, self.new_name),
                });
            }
        }
        Ok(())
    }

    /// A text that is a pattern of the param's and is none of those that are known.
    fn other_texts(&self, named: &[&RouteString]) -> Result<(), Refusal> {
        let facts = self.site.facts;
        for expr in &facts.exprs {
            let (ExprKind::String(text) | ExprKind::Template { text: Some(text), .. }) = expr.kind else {
                continue;
            };
            let text = &facts[text];
            let span = Range::<usize>::from(expr.span);
            let is_known = || named.iter().any(|string| string.span.start == span.start + 1);
            let is_pattern = text.starts_with('/')
                && text.contains(self.subject.segment())
                && self.subject.is_in(&without_groups(text));
            if is_pattern && !is_known() {
                return self.refuse(span.start, "it is not known what this text does with the route");
            }
        }
        Ok(())
    }

    /// Imports of what lies in the folders.
    fn specifiers(
        &self,
        folders: &[(Utf8PathBuf, Utf8PathBuf)],
        edits: &mut Vec<ParamEdit>,
    ) -> Result<(), Refusal> {
        let (facts, graph) = (self.site.facts, &self.site.analysis.graph);
        for (id, request) in facts.requests.iter_ids() {
            let specifier = &facts[request.specifier];
            let segment = self.subject.segment();
            if !specifier.split('/').any(|part| part == segment) {
                continue;
            }
            let at = request.specifier_span.start as usize;
            let Target::Module(target) = graph.target(self.module, id, Environment::Server) else {
                return self.refuse(at, "it is not known what this import leads to");
            };
            let system = &self.site.analysis.system;
            let is_inside = |folder: &Utf8PathBuf| {
                let folder = system.canonicalize(folder).unwrap_or_else(|_| folder.clone());
                graph[target].path.starts_with(folder)
            };
            if !folders.iter().any(|(from, _)| is_inside(from)) {
                continue;
            }
            let mut places = specifier.split('/').scan(at + 1, |start, part| {
                let span = *start..*start + part.len();
                *start = span.end + 1;
                Some((span, part))
            });
            // Of two folders of that name in one path it is not told which one is meant.
            let mut own = places.by_ref().filter(|(_, part)| *part == segment);
            if let (Some((span, _)), None) = (own.next(), own.next())
                && self.site.text().get(span.clone()) == Some(segment)
            {
                edits.push(self.edit(span, self.subject.renamed(self.new_name)));
            } else {
                return self.refuse(at, "it is not known which part of this path is the folder");
            }
        }
        Ok(())
    }

    /// `useParams()` in a file that has the name of the param, whose params those are depends on who renders it; and root
    /// params, which are imported by their names.
    fn hook(&self) -> Result<(), Refusal> {
        let facts = self.site.facts;
        if facts.names.find(&self.subject.param.name).is_none() {
            return Ok(());
        }
        let hook = facts.imports.iter().find(|import| match facts.specifier(import.request) {
            "next/root-params" => true,
            "next/navigation" => match import.imported {
                Imported::Name(name) => &facts[name] == "useParams",
                Imported::Namespace => facts.names.find("useParams").is_some(),
            },
            _ => false,
        });
        match hook {
            Some(hook) => self.refuse(hook.span.start as usize, "what is imported here may read the param"),
            None => Ok(()),
        }
    }
}

/// A route with its groups and slots, as `revalidatePath()` takes it, without them.
fn without_groups(route: &str) -> Pattern {
    let is_of_url = |part: &&str| !(part.starts_with('@') || part.starts_with('(') && part.ends_with(')'));
    Pattern::new(route.split('/').filter(is_of_url).collect::<Vec<_>>().join("/"))
}

/// A Rust server names the params of its structs itself, and `rutter.toml` the param of the locale.
fn refuse_server(analysis: &Analysis, subject: &Subject) -> Result<(), Refusal> {
    let text =
        |name: &str| analysis.system.read_to_string(&analysis.workspace.root.join(name)).unwrap_or_default();
    if text("rutter.contract.json").contains(&format!("\"/{}", subject.prefix.join("/"))) {
        return refuse(
            "the Rust server declares the params of this route; rename the field of its struct and the folder"
                .to_owned(),
        );
    }
    if text("rutter.toml").contains(&format!("\"{}\"", subject.param.name)) {
        return refuse("`rutter.toml` names the param; rename it there and the folder".to_owned());
    }
    Ok(())
}
