//! Every read of the params that Next passes to a file of a route.

use std::ops::Range;

use rutter_check::function_behind;
use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{
    BindingKind, Declaration, Export, ExportKind, ExprId, ExprKind, Facts, FunctionId, Node, PatternId,
    PatternKind, PropertyKey, PropertyKind, StatementKind, TypeDeclarationKind, TypeId, TypeKind, TypeMember,
    TypeMemberKind,
};

use super::{Refusal, refuse};
use crate::ide::entry_file::methods;
use crate::ide::site::Site;

/// A place that names a param.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) name: String,
    /// The bytes of the name.
    pub(super) span: Range<usize>,
    /// Whether the name is that of a variable, too: `{ slug }`.
    pub(super) is_shorthand: bool,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// The object in which the params are: the props, or the second argument of a route handler.
    Props,
    /// The params, or the promise of them.
    Params,
}

/// How many variables and types are followed one after the other. More are a circle, which broken code may have.
const DEEPEST: u32 = 16;

struct Tracer<'s, 'a> {
    site: &'s Site<'a>,
    facts: &'a Facts,
    reads: Vec<Read>,
}

/// Every place of an entry's file that names one of its params.
///
/// # Errors
/// Where the params go out of sight.
pub(super) fn reads_of_params(site: &Site<'_>, entry: &Entry) -> Result<Vec<Read>, Refusal> {
    let facts = site.facts;
    let mut tracer = Tracer { site, facts, reads: Vec::new() };
    let own: Vec<(&Export, usize)> = match entry.kind {
        EntryKind::Handler => methods(facts).map(|export| (export, 1)).collect(),
        EntryKind::Page | EntryKind::Layout | EntryKind::Default | EntryKind::Metadata => {
            facts.export("default").map(|export| (export, 0)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let generators =
        ["generateMetadata", "generateViewport", "generateImageMetadata", "generateStaticParams"];
    let generators = generators.into_iter().filter_map(|name| Some((facts.export(name)?, 0)));
    for (export, index) in own.into_iter().chain(generators) {
        let name = export.name.map_or("default", |name| &facts[name]);
        let function = function_behind(facts, export).filter(|_| !has_declared_type(facts, export));
        let Some(function) = function else {
            return refuse(format!("what `{name}` does with the params is not written in the file"));
        };
        if let Some(parameter) = facts[facts[function].parameters].get(index) {
            if parameter.rest {
                return refuse(format!("`{name}` takes all its arguments at once"));
            }
            tracer.pattern(Holds::Props, parameter.pattern, 0)?;
            if let Some(ty) = parameter.ty {
                tracer.ty(Holds::Props, ty, 0)?;
            }
        }
        if name == "generateStaticParams" {
            tracer.static_params(function)?;
        }
    }
    Ok(tracer.reads)
}

/// Whether an export is a variable with a type of its own, as in `const Page: FC<Props> = ..`.
fn has_declared_type(facts: &Facts, export: &Export) -> bool {
    let (ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. }) =
        export.kind
    else {
        return false;
    };
    let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return false };
    facts[declarator].ty.is_some()
}

impl Tracer<'_, '_> {
    fn read(&mut self, name: &str, span: Range<usize>, is_shorthand: bool) -> Result<(), Refusal> {
        // A key in quotes, or with an escape, is no plain name.
        if self.site.text().get(span.clone()) != Some(name) {
            return refuse(format!("`{name}` is not written as a plain name"));
        }
        self.reads.push(Read { name: name.to_owned(), span, is_shorthand });
        Ok(())
    }

    /// What takes a value apart, or gives it a name.
    fn pattern(&mut self, holds: Holds, pattern: PatternId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        match facts[pattern].kind {
            _ if depth > DEEPEST => refuse("the params go through too many variables".to_owned()),
            PatternKind::Default { pattern, .. } => self.pattern(holds, pattern, depth + 1),
            PatternKind::Binding(binding) if facts[binding].reassigned => {
                refuse("the variable with the params is written to again".to_owned())
            }
            PatternKind::Binding(binding) => {
                facts.references(binding).try_for_each(|expr| self.value(holds, expr, depth + 1))
            }
            PatternKind::Object { properties, rest } => {
                let mut takes_params = false;
                for property in &facts[properties] {
                    let PropertyKey::Name(name) = property.key else {
                        return refuse("a param is taken by a name that is not written down".to_owned());
                    };
                    let name = &facts[name];
                    match holds {
                        Holds::Props if name == "params" => {
                            takes_params = true;
                            self.pattern(Holds::Params, property.value, depth + 1)?;
                        }
                        Holds::Props => {}
                        Holds::Params => {
                            let value = facts[property.value].span;
                            let is_shorthand = value.start == property.key_span.start;
                            self.read(name, property.key_span.into(), is_shorthand)?;
                        }
                    }
                }
                match (rest, holds) {
                    (Some(_), Holds::Params) => {
                        refuse("the rest of the params is taken as a whole".to_owned())
                    }
                    (Some(rest), Holds::Props) if !takes_params => self.pattern(holds, rest, depth + 1),
                    _ => Ok(()),
                }
            }
            PatternKind::Array { .. } | PatternKind::Place(_) | PatternKind::Other => {
                refuse("the params are taken apart in a way that is not followed".to_owned())
            }
        }
    }

    /// What is done with a value.
    fn value(&mut self, holds: Holds, value: ExprId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        if depth > DEEPEST {
            return refuse("the params go through too many variables".to_owned());
        }
        let is_value = |expr: ExprId| facts.without_types(expr) == facts.without_types(value);
        let lost = || {
            let line = self.site.text()[..facts[value].span.start as usize].matches('\n').count() + 1;
            refuse(format!(
                "on line {line} the params are handed on, and what is read of them there is not known"
            ))
        };
        match facts.parent(value) {
            Node::Expr(parent) => match facts[parent].kind {
                ExprKind::Member { object, property, .. } if is_value(object) => match &facts[property] {
                    "params" if holds == Holds::Props => self.value(Holds::Params, parent, depth + 1),
                    _ if holds == Holds::Props => Ok(()),
                    "then" | "catch" | "finally" => lost(),
                    name => {
                        let end = facts[parent].span.end as usize;
                        self.read(name, end.saturating_sub(name.len())..end, false)
                    }
                },
                ExprKind::Await(_) if holds == Holds::Params => self.value(holds, parent, depth + 1),
                ExprKind::Call { callee, .. }
                    if holds == Holds::Params && facts.is_import_of(callee, "react", "use") =>
                {
                    self.value(holds, parent, depth + 1)
                }
                _ => lost(),
            },
            Node::Declarator(declarator) => self.pattern(holds, facts[declarator].pattern, depth + 1),
            Node::Statement(statement) => match facts[statement].kind {
                StatementKind::Expression(_) => Ok(()),
                _ => lost(),
            },
            _ => lost(),
        }
    }

    /// The type that is written for a value. One that names its route says nothing of its own.
    fn ty(&mut self, holds: Holds, ty: TypeId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        let elsewhere = || refuse("the type of the params is written elsewhere".to_owned());
        if depth > DEEPEST {
            return elsewhere();
        }
        match facts[ty].kind {
            TypeKind::Object(members) => self.members(holds, &facts[members], depth),
            TypeKind::Readonly(inner) => self.ty(holds, inner, depth + 1),
            TypeKind::Keyword(_) => Ok(()),
            TypeKind::Reference { path, binding, arguments } => {
                let ([name], arguments) = (&facts[path], &facts[arguments]) else { return elsewhere() };
                match (&facts[*name], binding, arguments) {
                    ("Promise" | "Readonly", None, [inner]) => self.ty(holds, *inner, depth + 1),
                    ("PageProps" | "LayoutProps" | "RouteContext" | "ParamsOf", _, [route])
                        if matches!(facts[*route].kind, TypeKind::String(_)) =>
                    {
                        Ok(())
                    }
                    (_, Some(binding), []) => {
                        let mut declared = facts.declarations(binding);
                        let (Some(Declaration::Type(declared)), None) = (declared.next(), declared.next())
                        else {
                            return elsewhere();
                        };
                        match facts[declared].kind {
                            TypeDeclarationKind::Alias(ty) => self.ty(holds, ty, depth + 1),
                            TypeDeclarationKind::Interface { extends, members }
                                if facts[extends].is_empty() =>
                            {
                                self.members(holds, &facts[members], depth)
                            }
                            TypeDeclarationKind::Interface { .. } => elsewhere(),
                        }
                    }
                    _ => elsewhere(),
                }
            }
            _ => elsewhere(),
        }
    }

    fn members(&mut self, holds: Holds, members: &[TypeMember], depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        for member in members {
            let PropertyKey::Name(name) = member.key else { continue };
            match (holds, &facts[name]) {
                (Holds::Props, "params") => {
                    if let TypeMemberKind::Property(Some(ty)) = member.kind {
                        self.ty(Holds::Params, ty, depth + 1)?;
                    }
                }
                (Holds::Props, _) => {}
                (Holds::Params, name) => {
                    let start = member.span.start as usize;
                    self.read(name, start..start + name.len(), false)?;
                }
            }
        }
        Ok(())
    }

    /// The keys of the objects that `generateStaticParams` returns, all of which have to be written in it.
    fn static_params(&mut self, function: FunctionId) -> Result<(), Refusal> {
        let facts = self.facts;
        let whole = facts[function].span;
        let mut is_written = false;
        for (id, expr) in facts.exprs.iter_ids() {
            let ExprKind::Object(properties) = expr.kind else { continue };
            if !whole.contains(expr.span) || !is_item(facts, id) {
                continue;
            }
            is_written = true;
            for property in &facts[properties] {
                let PropertyKey::Name(name) = property.key else {
                    return refuse("not all that `generateStaticParams` returns is written in it".to_owned());
                };
                let name = &facts[name];
                let start = property.span.start as usize;
                self.read(name, start..start + name.len(), property.kind == PropertyKind::Shorthand)?;
            }
        }
        if is_written {
            return Ok(());
        }
        refuse("what `generateStaticParams` returns is not written in it".to_owned())
    }
}

/// Whether an object may be one that a function returns in a list: it stands in a list, or is what a function returns.
fn is_item(facts: &Facts, object: ExprId) -> bool {
    match facts.parent(object) {
        Node::Expr(parent) => matches!(facts[parent].kind, ExprKind::Array(_)),
        Node::Statement(statement) => matches!(facts[statement].kind, StatementKind::Return(_)),
        Node::Function(_) => true,
        _ => false,
    }
}
