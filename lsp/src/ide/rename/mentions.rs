//! Every other place that names a param: patterns of its routes, links with their params, paths of its folders.

use std::ops::Range;

use camino::Utf8PathBuf;
use rutter_routes::{EntryKind, Pattern};
use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, Imported, Node, PropertyKey, PropertyKind, TypeId, TypeKind,
};
use rutter_syntax::graph::ModuleId;

use super::readers::route_of;
use super::trace::Trace;
use super::{ParamEdit, Refusal, Subject, hooks, module_of, name_at, refuse, refuse_at, specifiers};
use crate::analysis::Analysis;
use crate::ide::route_string::{Purpose, RouteString, route_strings};
use crate::ide::site::Site;

/// Adds what has to be written outside of the files of the routes, and inside of them for other reasons.
pub(super) fn collect(
    analysis: &Analysis,
    subject: &Subject,
    new_name: &str,
    folders: &[(Utf8PathBuf, Utf8PathBuf)],
    (trace, edits): (&mut Trace<'_>, &mut Vec<ParamEdit>),
) -> Result<(), Refusal> {
    let out = analysis.app.out_dir();
    let out = analysis.system.canonicalize(&out).unwrap_or(out);
    let definitions = analysis.loaded.tree.entries.iter().filter(|entry| entry.kind == EntryKind::Params);
    let definitions: Vec<ModuleId> = definitions
        .filter(|entry| subject.is_in(&entry.pattern))
        .filter_map(|entry| module_of(analysis, entry))
        .collect();
    for (module, it) in analysis.graph.modules() {
        // Generated files are generated again.
        if it.path.starts_with(&out) {
            continue;
        }
        let site = Site::of_module(analysis, module);
        for (id, request) in it.facts().requests.iter_ids() {
            if analysis.graph.type_target(module, id).is_some_and(|target| definitions.contains(&target)) {
                let why = "the definition of the params is used here, and what is read of it is not followed; rename the \
                           param by hand";
                return refuse_at(&site, request.span.start as usize, why);
            }
        }
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
        hooks::follow(&here, trace, edits)?;
        for string in &named {
            here.route(string, trace, edits)?;
        }
        let typed = here.generated_types(&named, edits);
        here.other_texts(&named, &typed)?;
        here.comments(edits);
        here.own_modules(trace, edits)?;
        specifiers::edit(&here, folders, edits)?;
    }
    Ok(())
}

/// A module that may name the param.
pub(super) struct Here<'h, 'a> {
    pub(super) site: &'h Site<'a>,
    pub(super) module: ModuleId,
    pub(super) subject: &'h Subject,
    pub(super) new_name: &'h str,
}

impl Here<'_, '_> {
    pub(super) fn edit(&self, span: Range<usize>, text: impl Into<String>) -> ParamEdit {
        ParamEdit { module: self.module, span, text: text.into() }
    }

    pub(super) fn refuse<T>(&self, at: usize, why: &str) -> Result<T, Refusal> {
        refuse_at(self.site, at, why)
    }

    /// The pattern of a route, and the params behind it.
    fn route(
        &self,
        string: &RouteString,
        trace: &Trace<'_>,
        edits: &mut Vec<ParamEdit>,
    ) -> Result<(), Refusal> {
        let start = string.span.start;
        if !string.is_literal || self.site.text().get(string.span.clone()) != Some(&*string.text) {
            return self.refuse(start, "the route is not written as one text");
        }
        let is_type =
            matches!(string.purpose, Purpose::Page | Purpose::Layout | Purpose::Handler | Purpose::Any);
        match trace.routes.get(&(self.module, start)) {
            Some(owner) => owner.map_or(Ok(()), |owner| trace.is_only_ours(owner))?,
            None if is_type && !is_without_params(self.site.facts, start) => {
                return self.refuse(
                    start,
                    "what is read of this type is not followed; read the params in the file of the route",
                );
            }
            None => {}
        }
        edits.push(self.named(start));
        match string.call {
            Some(call) => self.params_of_link(call, 1, edits),
            None => Ok(()),
        }
    }

    /// The name in a pattern that starts at a byte.
    fn named(&self, start: usize) -> ParamEdit {
        let (segment, name) = (self.subject.segment(), &self.subject.param.name);
        let before = &self.subject.prefix[..self.subject.prefix.len() - 1];
        let at = start + 1 + before.iter().map(|segment| segment.len() + 1).sum::<usize>();
        let at = at + name_at(segment, name).unwrap_or_default();
        self.edit(at..at + name.len(), self.new_name)
    }

    /// The key of the param in `{ params: { .. } }`, which a link is given as its argument at `index`.
    pub(super) fn params_of_link(
        &self,
        call: ExprId,
        index: usize,
        edits: &mut Vec<ParamEdit>,
    ) -> Result<(), Refusal> {
        let facts = self.site.facts;
        let ExprKind::Call { arguments, .. } = facts[call].kind else { return Ok(()) };
        let Some(options) = facts[arguments].get(index) else { return Ok(()) };
        let start = facts[call].span.start as usize;
        let unknown =
            || self.refuse(start, "the params of this link are not written in it; write them there");
        let ExprKind::Object(options) = facts[facts.without_types(*options)].kind else { return unknown() };
        for option in &facts[options] {
            let PropertyKey::Name(name) = option.key() else { return unknown() };
            if &facts[name] != "params" {
                continue;
            }
            let ExprKind::Object(params) = facts[facts.without_types(option.value)].kind else {
                return unknown();
            };
            for param in &facts[params] {
                let PropertyKey::Name(name) = param.key() else { return unknown() };
                let name = &facts[name];
                if name != self.subject.param.name {
                    continue;
                }
                let start = param.span.start as usize;
                let span = start..start + name.len();
                if self.site.text().get(span.clone()) != Some(name) {
                    return self.refuse(start, "the name of the param is in quotes; take them away");
                }
                edits.push(match param.kind() {
                    PropertyKind::Shorthand => self.edit(span, format!("{}: {name}", self.new_name)),
                    _ => self.edit(span, self.new_name),
                });
            }
        }
        Ok(())
    }

    /// `route.href({ params: { slug } })`, of the module that is generated for a route; what its `route.params()` answers has been
    /// followed.
    fn own_modules(&self, trace: &Trace<'_>, edits: &mut Vec<ParamEdit>) -> Result<(), Refusal> {
        let facts = self.site.facts;
        for import in facts.imports.iter().filter(|import| !import.type_only) {
            for expr in facts.references(import.local) {
                let route = route_of(self.site, expr);
                if !route.is_some_and(|route| self.subject.is_in(&Pattern::new(route))) {
                    continue;
                }
                let start = facts[expr].span.start as usize;
                let unknown =
                    "what is done with the module of the route is not followed; call its functions here";
                let Node::Expr(member) = facts.parent(expr) else { return self.refuse(start, unknown) };
                let ExprKind::Member { property, .. } = facts[member].kind else {
                    return self.refuse(start, unknown);
                };
                match (&facts[property], facts.parent(member)) {
                    ("href", Node::Expr(call)) if matches!(facts[call].kind, ExprKind::Call { callee, .. } if facts.without_types(callee) == member) =>
                    {
                        self.params_of_link(call, 0, edits)?;
                    }
                    ("href", _) => return self.refuse(start, unknown),
                    ("params", _)
                        if !trace.readers.iter().any(|(it, at, _)| (*it, *at) == (self.module, start)) =>
                    {
                        return self.refuse(
                            start,
                            "what is read of these params is not followed; rename the param by hand",
                        );
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Patterns in types that are generated and say nothing of params, `ApiBody<'/api/posts/[id]'>`: the bytes where they start.
    fn generated_types(&self, named: &[&RouteString], edits: &mut Vec<ParamEdit>) -> Vec<usize> {
        let facts = self.site.facts;
        let mut known: Vec<usize> = named.iter().map(|string| string.span.start).collect();
        for ty in &facts.types {
            let TypeKind::Reference { binding: Some(binding), arguments, .. } = ty.kind else { continue };
            let BindingKind::Import(import) = facts[binding].kind else { continue };
            for argument in &facts[arguments] {
                let TypeKind::String(text) = facts[*argument].kind else { continue };
                let start = facts[*argument].span.start as usize + 1;
                let is_ours = !known.contains(&start)
                    && self.subject.is_in(&Pattern::new(&facts[text]))
                    && self.site.is_generated(facts.specifier(facts[import].request));
                if is_ours {
                    known.push(start);
                    edits.push(self.named(start));
                }
            }
        }
        known
    }

    /// Types in the comments of JavaScript: `@param {PageProps<"/blog/[slug]">} props`.
    fn comments(&self, edits: &mut Vec<ParamEdit>) {
        if self.site.facts.kind.typescript {
            return;
        }
        let text = self.site.text();
        let pattern = format!("/{}", self.subject.prefix.join("/"));
        for (at, _) in text.match_indices(&*pattern) {
            let (before, after) = (&text[..at], &text[at + pattern.len()..]);
            let is_type = before.ends_with("<\"") || before.ends_with("<'");
            if is_type && after.starts_with(['"', '\'', '/']) {
                edits.push(self.named(at));
            }
        }
    }

    /// A text that is a pattern of the param's and is none of those that are known.
    fn other_texts(&self, named: &[&RouteString], typed: &[usize]) -> Result<(), Refusal> {
        let facts = self.site.facts;
        let in_code = facts.exprs.iter().filter_map(|expr| match expr.kind {
            ExprKind::String(text) | ExprKind::Text(text) => Some((text, expr.span)),
            _ => None,
        });
        let in_types = facts.types.iter().filter_map(|ty| match ty.kind {
            TypeKind::String(text) => Some((text, ty.span)),
            _ => None,
        });
        for (text, span) in in_code.chain(in_types) {
            let text = &facts[text];
            let start = span.start as usize;
            let is_known =
                || named.iter().any(|string| string.span.start == start + 1) || typed.contains(&(start + 1));
            let is_pattern = text.starts_with('/')
                && text.contains(self.subject.segment())
                && self.subject.is_in(&without_groups(text));
            if is_pattern && !is_known() {
                return self.refuse(
                    start,
                    "it is not known what this text does with the route; rename the param by hand",
                );
            }
        }
        Ok(())
    }
}

/// Whether a type that names its route at a byte is asked for what is none of its params: `SearchOf<..>`,
/// `PageProps<..>['searchParams']`, `Pick<LayoutProps<..>, 'children'>`.
fn is_without_params(facts: &Facts, start: usize) -> bool {
    let is_at = |ty: TypeId| {
        let TypeKind::Reference { arguments, .. } = facts[ty].kind else { return false };
        facts[arguments].first().is_some_and(|route| facts[*route].span.start as usize + 1 == start)
    };
    let is_other = |ty: TypeId| matches!(facts[ty].kind, TypeKind::String(name) if &facts[name] != "params");
    facts.types.iter_ids().any(|(id, ty)| match ty.kind {
        TypeKind::Indexed { object, index } => is_at(object) && is_other(index),
        TypeKind::Reference { path, binding, arguments } => match (&facts[path], &facts[arguments]) {
            ([name], [inner, keys]) if &facts[*name] == "Pick" => {
                is_at(*inner)
                    && match facts[*keys].kind {
                        TypeKind::Union(all) => facts[all].iter().all(|key| is_other(*key)),
                        _ => is_other(*keys),
                    }
            }
            ([_], [_]) if is_at(id) => binding.is_some_and(|binding| match facts[binding].kind {
                BindingKind::Import(import) => {
                    matches!(facts[import].imported, Imported::Name(name) if &facts[name] == "SearchOf")
                }
                _ => false,
            }),
            _ => false,
        },
        _ => false,
    })
}

/// A route with its groups and slots, as `revalidatePath()` takes it, without them.
fn without_groups(route: &str) -> Pattern {
    let is_of_url = |part: &&str| !(part.starts_with('@') || part.starts_with('(') && part.ends_with(')'));
    Pattern::new(route.split('/').filter(is_of_url).collect::<Vec<_>>().join("/"))
}
