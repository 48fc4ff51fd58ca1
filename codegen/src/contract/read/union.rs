//! Values of one of several types: which of them a value is meant for, as the judge decides it.

use std::collections::BTreeMap;

use rutter_contract::Type;
use rutter_contract::judge::{Kind, Types, is_single, kind, names, shape_message, tag_message, tag_of};
use serde_json::Value;

use super::super::names::pascal;
use super::super::shape::literal;
use super::function::cast;
use super::object::own;
use super::plain::Refusal;
use super::readers::{Part, Readers};
use super::rule::{is_kind, is_mixed};
use super::value::{Code, Place, Scope, code, guarded, or_null};
use crate::writer::{Writer, quote};

/// A [`Type::Union`].
#[derive(Clone, Copy)]
pub(in crate::contract) struct Choice<'a> {
    pub(in crate::contract) ty: &'a Type,
    pub(in crate::contract) variants: &'a [Type],
    pub(in crate::contract) tag: Option<&'a str>,
    pub(in crate::contract) keyed: bool,
}

impl<'a> Choice<'a> {
    /// The variants that nothing names, with their numbers.
    pub(in crate::contract) fn free(&self) -> Vec<(usize, &'a Type)> {
        let Self { tag, keyed, .. } = *self;
        let is_free = |variant: &Type| match tag {
            Some(tag) => tag_of(variant, tag).is_none(),
            None => !(keyed && matches!(variant, Type::Object(object) if is_single(object))),
        };
        self.variants.iter().enumerate().filter(|(_, variant)| is_free(variant)).collect()
    }

    /// Whether no other variant is tried once one is named.
    pub(in crate::contract) fn decides(&self) -> bool {
        self.free().iter().all(|(_, variant)| self.keyed && matches!(variant, Type::Literal { .. }))
    }
}

pub(super) fn body<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    choice: Choice<'a>,
    scope: Scope<'a, '_>,
    output: &str,
) {
    let union = Union { choice, scope, output };
    match choice.tag {
        Some(tag) => union.tagged(w, readers, tag),
        None if choice.keyed => union.by_key(w, readers),
        None => union.free(w, readers),
    }
}

struct Union<'a, 's> {
    choice: Choice<'a>,
    scope: Scope<'a, 's>,
    output: &'s str,
}

impl<'a> Union<'a, '_> {
    /// A field says which variant is meant.
    fn tagged(&self, w: &mut Writer, readers: &mut Readers<'a>, tag: &'a str) {
        let place = Place::root();
        let decides = self.choice.decides();
        let is_object = readers.helper("isObject");
        if decides {
            self.refuse_unless(w, readers, &format!("!{is_object}(value)"));
        }
        let Tags { cases, other } = self.tags(tag, readers.is_request());
        let read_tag = own(readers, tag);
        let condition = (!decides).then(|| format!("{is_object}(value)"));
        guarded(w, condition, |w| {
            w.block(format!("switch ({read_tag}) {{"), "}", |w| {
                for (values, variant) in cases {
                    values.iter().for_each(|value| w.line(format!("case {}:", literal(value))));
                    let known = match values.as_slice() {
                        [_] if decides && !has_names(variant, tag) => Some(tag),
                        _ => None,
                    };
                    w.indent(|w| self.named(w, readers, variant, &hint(variant, tag), known));
                }
                if decides || other.is_some() {
                    w.line("default:");
                }
                w.indent(|w| {
                    if let Some(variant) = other {
                        let is_text = readers.helper("isText");
                        w.block(format!("if ({is_text}({read_tag})) {{"), "}", |w| {
                            self.named(w, readers, variant, &hint(variant, tag), None);
                        });
                    }
                    if decides {
                        let message = tag_message(self.choice.variants, tag, readers.is_request());
                        let refusal = Refusal::Issue { code: "choice".to_owned(), message, params: None };
                        let place = place.inside(quote(tag), read_tag.clone());
                        let refuse = refusal.call(readers, &place);
                        w.line(format!("return {refuse} as never;"));
                    }
                });
            });
        });
        if !decides {
            self.free(w, readers);
        }
    }

    /// The values of the tag that name each variant: those that are its own first.
    fn tags(&self, tag: &str, is_request: bool) -> Tags<'a> {
        let variants =
            || self.choice.variants.iter().filter_map(|variant| Some((variant, tag_of(variant, tag)?)));
        let own = variants().flat_map(|(_, (values, _))| values.iter().cloned());
        let mut seen: Vec<Value> = Vec::new();
        let mut cases: Vec<(Vec<Value>, &'a Type)> = Vec::new();
        let all: Vec<Value> = own.collect();
        let other = variants().find(|(_, (_, also))| is_request && also.other.is_some());
        let other = other.map(|(variant, _)| variant);
        for (variant, (values, also)) in variants() {
            if other.is_some_and(|other| std::ptr::eq(other, variant)) {
                continue;
            }
            let aliases = also.names.keys().filter(|_| is_request).map(|name| Value::from(name.as_str()));
            let aliases = aliases.filter(|alias| !all.contains(alias));
            let mut new = Vec::new();
            for value in values.iter().cloned().chain(aliases) {
                if !seen.contains(&value) {
                    seen.push(value.clone());
                    new.push(value);
                }
            }
            if !new.is_empty() {
                cases.push((new, variant));
            }
        }
        Tags { cases, other }
    }

    /// A key says which variant is meant: the first of them whose key is there.
    fn by_key(&self, w: &mut Writer, readers: &mut Readers<'a>) {
        let is_object = readers.helper("isObject");
        w.block(format!("if ({is_object}(value)) {{"), "}", |w| {
            for variant in self.choice.variants {
                let Type::Object(object) = variant else { continue };
                if !is_single(object) {
                    continue;
                }
                let there: Vec<String> =
                    names(object).map(|name| format!("{} !== undefined", own(readers, name))).collect();
                let hint = names(object).next().map(pascal).unwrap_or_default();
                w.block(format!("if ({}) {{", there.join(" || ")), "}", |w| {
                    self.named(w, readers, variant, &hint, None);
                });
            }
        });
        self.free(w, readers);
    }

    /// Reads a value that names a variant.
    fn named(
        &self,
        w: &mut Writer,
        readers: &mut Readers<'a>,
        variant: &'a Type,
        hint: &str,
        known: Option<&'a str>,
    ) {
        let function = self.function(readers, variant, hint, known);
        self.answer(w, readers, &function);
    }

    /// What a variant makes of a value that names it. If variants are left that nothing names, they are tried too.
    fn answer(&self, w: &mut Writer, readers: &mut Readers<'a>, function: &Function) {
        let cast = cast(self.output);
        if self.choice.decides() {
            return w.line(format!("return {}{cast};", function.called()));
        }
        let free = self.free_functions(readers);
        let all: Vec<String> = std::iter::once(function).chain(&free).map(Function::reader).collect();
        let first = self.first_of(readers, &all);
        w.line(format!("return ({first} ?? {{ value: {} }}).value{cast};", function.called()));
    }

    /// The first of some functions that takes the value.
    fn first_of(&self, readers: &mut Readers<'a>, functions: &[String]) -> String {
        let name = if readers.is_recursive(self.scope.owner) { "firstOfMany" } else { "firstOf" };
        format!("{}(value, path, issues, [{}])", readers.helper(name), functions.join(", "))
    }

    /// Reads a value by the variants that nothing names: the first that takes it. What is wrong is told by the only one that
    /// takes values of its kind, or of the whole.
    fn free(&self, w: &mut Writer, readers: &mut Readers<'a>) {
        let free = self.choice.free();
        let types = readers.contract_types();
        let kinds: Vec<Option<Kind>> = free.iter().map(|(_, variant)| kind(variant, types)).collect();
        let cast = cast(self.output);
        if kinds.iter().any(Option::is_none) || free.iter().any(|(_, variant)| is_mixed(variant, types, 0)) {
            // Any of these may take a value of any kind.
            let functions = self.free_functions(readers);
            let all: Vec<String> = functions.iter().map(Function::reader).collect();
            let first = self.first_of(readers, &all);
            w.line(format!("const found = {first};"));
            w.line(format!("if (found !== undefined) return found.value{cast};"));
            for (kind, function) in Self::meant(&kinds, &functions) {
                let is = is_kind(readers, kind, "value");
                w.line(format!("if ({is}) return {}{cast};", function.called()));
            }
            return self.refuse(w, readers);
        }
        if free.iter().any(|(_, variant)| takes_null(variant, types, 0)) {
            w.line(format!("if (value === null) return value{cast};"));
        }
        let mut by_kind: BTreeMap<Kind, Vec<(usize, &'a Type)>> = BTreeMap::new();
        for (kind, variant) in kinds.iter().zip(&free) {
            if let Some(kind) = kind {
                by_kind.entry(*kind).or_default().push(*variant);
            }
        }
        for (kind, variants) in by_kind {
            let is = is_kind(readers, kind, "value");
            w.block(format!("if ({is}) {{"), "}", |w| match variants.as_slice() {
                [(at, variant)] => self.only(w, readers, *at, variant),
                several => {
                    let functions: Vec<String> = several
                        .iter()
                        .map(|(at, variant)| self.function(readers, variant, &at.to_string(), None).reader())
                        .collect();
                    let first = self.first_of(readers, &functions);
                    w.line(format!("const found = {first};"));
                    w.line(format!("if (found !== undefined) return found.value{cast};"));
                }
            });
        }
        self.refuse(w, readers);
    }

    /// Reads a value by the only variant that can take it.
    fn only(&self, w: &mut Writer, readers: &mut Readers<'a>, at: usize, variant: &'a Type) {
        let place = Place::root();
        let cast = cast(self.output);
        match code(readers, variant, &place, self.scope, &format!("{at}")) {
            Code::Plain(plain) => {
                guarded(w, plain.nullable.then(|| "value !== null".to_owned()), |w| {
                    plain.write(w, readers, &place);
                });
                w.line(format!("return value{cast};"));
            }
            Code::Call { nullable, expression } => {
                w.lines(&format!("return {}{cast};", or_null("value", nullable, &expression)));
            }
        }
    }

    /// The variants that alone take values of their kind.
    fn meant<'f>(kinds: &[Option<Kind>], functions: &'f [Function]) -> Vec<(Kind, &'f Function)> {
        let mut by_kind: BTreeMap<Kind, Vec<&Function>> = BTreeMap::new();
        for (kind, function) in kinds.iter().zip(functions) {
            if let Some(kind) = kind {
                by_kind.entry(*kind).or_default().push(function);
            }
        }
        let only = |(kind, functions): (Kind, Vec<&'f Function>)| match functions.as_slice() {
            [only] => Some((kind, *only)),
            _ => None,
        };
        by_kind.into_iter().filter_map(only).collect()
    }

    fn free_functions(&self, readers: &mut Readers<'a>) -> Vec<Function> {
        let free = self.choice.free().into_iter();
        free.map(|(at, variant)| self.function(readers, variant, &at.to_string(), None)).collect()
    }

    /// The function of a variant.
    fn function(
        &self,
        readers: &mut Readers<'a>,
        variant: &'a Type,
        hint: &str,
        known: Option<&'a str>,
    ) -> Function {
        let shared = self.scope.shared && readers.looks_around(variant, 0);
        match variant {
            Type::Ref { to } if !readers.is_endless(to, self.scope) => {
                Function { name: readers.call(to), shared }
            }
            ty => {
                let part = Part {
                    name: String::new(),
                    ty,
                    shared,
                    owner: self.scope.owner,
                    in_place: self.scope.in_place,
                    known,
                };
                Function { name: readers.part(&format!("{}{hint}", self.scope.name), part), shared }
            }
        }
    }

    fn refusal(&self, readers: &Readers<'a>) -> Refusal {
        Refusal::shape(shape_message(readers.contract_types(), self.choice.ty))
    }

    fn refuse(&self, w: &mut Writer, readers: &mut Readers<'a>) {
        let refuse = self.refusal(readers).call(readers, &Place::root());
        w.line(format!("return {refuse} as never;"));
    }

    fn refuse_unless(&self, w: &mut Writer, readers: &mut Readers<'a>, broken: &str) {
        let refuse = self.refusal(readers).call(readers, &Place::root());
        w.line(format!("if ({broken}) return {refuse} as never;"));
    }
}

/// Which variants a tag names.
struct Tags<'a> {
    cases: Vec<(Vec<Value>, &'a Type)>,
    /// The one that any other text names, its own names among them.
    other: Option<&'a Type>,
}

/// Whether other texts than its own name a variant.
fn has_names(variant: &Type, tag: &str) -> bool {
    tag_of(variant, tag).is_some_and(|(_, also)| also.has_names())
}

/// What the function of a variant is named after.
fn hint(variant: &Type, tag: &str) -> String {
    let values = tag_of(variant, tag).map(|(values, _)| values).unwrap_or_default();
    values.first().and_then(Value::as_str).map_or_else(String::new, pascal)
}

/// The function of a variant.
struct Function {
    name: String,
    /// It takes the keys of the value that other types declare.
    shared: bool,
}

impl Function {
    /// Its call with what the function of the union was given.
    fn called(&self) -> String {
        format!("{}(value, path, issues{})", self.name, if self.shared { ", elsewhere" } else { "" })
    }

    /// The function as a reader.
    fn reader(&self) -> String {
        if self.shared { format!("(value, path, issues) => {}", self.called()) } else { self.name.clone() }
    }
}

/// Whether a type that has a kind takes `null` too.
pub(in crate::contract) fn takes_null(ty: &Type, types: &Types, depth: usize) -> bool {
    match ty {
        Type::Nullable { .. } => true,
        Type::Ruled { of, .. } => takes_null(of, types, depth),
        Type::Ref { to } if depth < 16 => {
            types.get(to).is_some_and(|definition| takes_null(&definition.request, types, depth + 1))
        }
        _ => false,
    }
}
