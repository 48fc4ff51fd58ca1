//! The code that reads one value, wherever it stands.

use rutter_contract::judge::{choice_message, except_message, key_message, range, shape_message};
use rutter_contract::{Also, Key, Type};
use serde_json::Value;

use super::super::shape::literal;
use super::plain::{Plain, Refusal, not_of_format, plain};
use super::readers::{Part, Readers};
use crate::writer::{Writer, quote};

/// A value in the code, and the path that leads to it.
#[derive(Clone)]
pub(super) struct Place {
    /// An expression that can be written twice.
    pub(super) value: String,
    /// Expressions, each a step from what the function reads.
    steps: Vec<String>,
}

impl Place {
    /// What the function itself reads.
    pub(super) fn root() -> Self {
        Self { value: "value".to_owned(), steps: Vec::new() }
    }

    pub(super) fn inside(&self, step: impl Into<String>, value: impl Into<String>) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step.into());
        Self { value: value.into(), steps }
    }

    /// The same place, where its value is known by another name.
    pub(super) fn called(&self, value: impl Into<String>) -> Self {
        Self { value: value.into(), steps: self.steps.clone() }
    }

    pub(super) fn path(&self) -> String {
        match self.steps.as_slice() {
            [] => "path".to_owned(),
            steps => format!("[...path, {}]", steps.join(", ")),
        }
    }

    /// A name for a parameter that no step has.
    fn fresh(&self, name: &str) -> String {
        let taken = self.steps.iter().filter(|step| step.trim_end_matches(char::is_numeric) == name).count();
        if taken == 0 { name.to_owned() } else { format!("{name}{}", taken + 1) }
    }
}

/// Where code stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a, 's> {
    /// The type whose function it is in.
    pub(super) owner: &'a str,
    /// The name of that function: those of parts start with it.
    pub(super) name: &'s str,
    /// The function reads the very value that its owner is asked for.
    pub(super) in_place: bool,
    /// `elsewhere` is in scope: keys of the value that other types declare.
    pub(super) shared: bool,
}

/// How a value is read.
pub(super) enum Code {
    Plain(Plain),
    /// An expression reads it, unless it is `null` where it may be.
    Call {
        nullable: bool,
        expression: String,
    },
}

/// How a value of a type is read. `hint` names a function for it, where it needs one.
pub(super) fn code<'a>(
    readers: &mut Readers<'a>,
    ty: &'a Type,
    place: &Place,
    scope: Scope<'a, '_>,
    hint: &str,
) -> Code {
    if let Some(plain) = plain(readers, ty, &place.value) {
        return Code::Plain(plain);
    }
    let (value, path) = (&place.value, place.path());
    let in_place = place.steps.is_empty();
    let call = match ty {
        Type::Any if scope.shared && in_place => {
            format!("{}({value}, {path}, issues, elsewhere)", readers.helper("jsonBut"))
        }
        Type::Any => format!("{}({value}, {path}, issues)", readers.helper("json")),
        Type::Nullable { of } => {
            return match code(readers, of, place, scope, hint) {
                Code::Call { expression, .. } => Code::Call { nullable: true, expression },
                Code::Plain(plain) => Code::Plain(Plain { nullable: true, ..plain }),
            };
        }
        Type::List { of, unique, count } => {
            let index = place.fresh("index");
            let item = place.fresh_item();
            let read = lambda(readers, of, &place.inside(&index, &item), scope, &index, hint, None);
            let count = count.map_or_else(String::new, |count| format!(", {count}"));
            let call = format!("{}({value}, {path}, issues, {read}{count})", readers.helper("list"));
            match *unique && !readers.is_request() {
                true => format!("{}({value}, {path}, issues, {call})", readers.helper("distinct")),
                false => call,
            }
        }
        Type::Tuple { items } => {
            let tuple = readers.helper("tuple");
            let item = place.fresh_item();
            let reads: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(at, ty)| {
                    let place = place.inside(at.to_string(), &item);
                    lambda(readers, ty, &place, scope, "", &format!("{hint}{at}"), None)
                })
                .collect();
            let reads: String =
                reads.iter().map(|read| format!("\n  {},", read.replace('\n', "\n  "))).collect();
            let end = if reads.is_empty() { "" } else { "\n" };
            format!("{tuple}({value}, {path}, issues, [{reads}{end}])")
        }
        Type::Map { key, of } => {
            let name = place.fresh("key");
            let item = place.fresh_item();
            let read = lambda(readers, of, &place.inside(&name, &item), scope, &name, hint, Some(key));
            let elsewhere = if scope.shared && in_place { ", elsewhere" } else { "" };
            format!("{}({value}, {path}, issues, {read}{elsewhere})", readers.helper("map"))
        }
        Type::Literal { values, also } => name(readers, ty, values, also, place),
        Type::Ref { to } if in_place && readers.is_endless(to, scope) => {
            return Code::Plain(Plain::never(Refusal::too_deep()));
        }
        Type::Ref { to } => {
            let function = readers.call(to);
            let elsewhere =
                if scope.shared && in_place && readers.is_sharing(to) { ", elsewhere" } else { "" };
            format!("{function}({value}, {path}, issues{elsewhere})")
        }
        ty => {
            let shared = scope.shared && in_place && readers.looks_around(ty, 0);
            let in_place = scope.in_place && in_place;
            let part = Part { name: String::new(), ty, shared, owner: scope.owner, in_place, known: None };
            let function = readers.part(&format!("{}{hint}", scope.name), part);
            let elsewhere = if shared { ", elsewhere" } else { "" };
            format!("{function}({value}, {path}, issues{elsewhere})")
        }
    };
    Code::Call { nullable: false, expression: call }
}

/// Reads the name of an enum that other texts may stand for.
fn name(readers: &mut Readers<'_>, ty: &Type, values: &[Value], also: &Also, place: &Place) -> String {
    let names: Vec<String> = values.iter().map(literal).collect();
    let others: Vec<String> =
        also.names.iter().map(|(text, name)| format!("[{}, {}]", quote(text), quote(name))).collect();
    let (value, path) = (&place.value, place.path());
    let (names, others) = (names.join(", "), others.join(", "));
    let otherwise = shape_message(readers.contract_types(), ty);
    if let Some(other) = &also.other {
        let except = match also.except.as_slice() {
            [] => String::new(),
            except => {
                let names: Vec<String> = except.iter().map(|name| quote(name)).collect();
                format!(", [{}], {}", names.join(", "), quote(&except_message(except)))
            }
        };
        let (read, other) = (readers.helper("nameOrOther"), quote(other));
        return format!("{read}({value}, {path}, issues, [{names}], [{others}], {other}{except})");
    }
    let message = choice_message(values);
    let otherwise = if message == otherwise { String::new() } else { format!(", {}", quote(&otherwise)) };
    let read = readers.helper("nameOf");
    format!("{read}({value}, {path}, issues, [{names}], [{others}], {}{otherwise})", quote(&message))
}

impl Place {
    fn fresh_item(&self) -> String {
        let depth = self.steps.iter().filter(|step| is_parameter(step)).count();
        if depth == 0 { "item".to_owned() } else { format!("item{}", depth + 1) }
    }
}

fn is_parameter(step: &str) -> bool {
    matches!(step.trim_end_matches(char::is_numeric), "index" | "key" | "")
}

/// A function that reads each value of a list or map: `(item, index) => ...`.
fn lambda<'a>(
    readers: &mut Readers<'a>,
    ty: &'a Type,
    place: &Place,
    scope: Scope<'a, '_>,
    parameter: &str,
    hint: &str,
    key: Option<&Key>,
) -> String {
    let item = &place.value;
    let parameters =
        if parameter.is_empty() { format!("({item})") } else { format!("({item}, {parameter})") };
    let code = code(readers, ty, place, scope, &format!("{hint}Item"));
    let wrong_key = key.and_then(|key| Some((not_key(readers, key, parameter)?, key_message(key))));
    let mut w = Writer::default();
    let result = match (&code, &wrong_key) {
        (Code::Call { nullable, expression }, None) => {
            let expression = or_null(item, *nullable, expression);
            return format!("{parameters} => {expression}");
        }
        (code, wrong_key) => {
            if let Some((broken, message)) = wrong_key {
                let refusal =
                    Refusal::Issue { code: "key".to_owned(), message: message.clone(), params: None };
                let refuse = refusal.call(readers, &place.called(parameter));
                w.line(format!("if ({broken}) return {refuse};"));
            }
            match code {
                Code::Plain(plain) => {
                    guarded(&mut w, plain.nullable.then(|| format!("{item} !== null")), |w| {
                        plain.write(w, readers, place);
                    });
                    item.clone()
                }
                Code::Call { nullable, expression } => or_null(item, *nullable, expression),
            }
        }
    };
    w.lines(&format!("return {result};"));
    let body = w.finish();
    format!("{parameters} => {{\n  {}\n}}", body.trim_end().replace('\n', "\n  "))
}

/// A function that reads the other entries of an object: `(item, key) => ...`.
pub(super) fn entries<'a>(readers: &mut Readers<'a>, of: &'a Type, scope: Scope<'a, '_>) -> String {
    let place = Place::root().inside("key", "item");
    lambda(readers, of, &place, scope, "key", "Other", None)
}

/// The expression, unless the value is `null` where it may be.
pub(super) fn or_null(value: &str, nullable: bool, expression: &str) -> String {
    if nullable { format!("{value} === null ? null : {expression}") } else { expression.to_owned() }
}

/// Statements, under a condition if there is one.
pub(super) fn guarded(w: &mut Writer, condition: Option<String>, body: impl FnOnce(&mut Writer)) {
    match condition {
        Some(condition) => w.block(format!("if ({condition}) {{"), "}", body),
        None => body(w),
    }
}

/// Where a text cannot be a key, in JavaScript. The halves of a character never can.
pub(super) fn not_key(readers: &mut Readers<'_>, key: &Key, text: &str) -> Option<String> {
    Some(match key {
        Key::Text => return None,
        Key::Integer(width) => {
            // No key is beyond 128 bits with a sign.
            let (least, greatest) = range(*width);
            let greatest = greatest.min(i128::MAX as u128);
            format!("!{}({text}, \"{least}\", \"{greatest}\")", readers.format("isDigits"))
        }
        Key::Boolean => format!("{text} !== \"true\" && {text} !== \"false\""),
        Key::Names(names) if names.is_empty() => "true".to_owned(),
        Key::Names(names) => {
            let different: Vec<String> =
                names.iter().map(|name| format!("{text} !== {}", quote(name))).collect();
            different.join(" && ")
        }
        Key::Formatted(format) => not_of_format(readers, *format, text),
    })
}
