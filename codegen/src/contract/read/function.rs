//! The function that reads a type.

use rutter_contract::Type;

use super::plain::{Check, plain};
use super::readers::{Part, Readers};
use super::value::{Code, Place, Scope, code, or_null};
use super::{all, object, rule, union};
use crate::writer::Writer;

impl<'a> Readers<'a> {
    /// The function of a named type, and those that only it calls.
    pub(super) fn declare(&mut self, path: &'a str) -> String {
        let Some(ty) = self.shape(path) else { return String::new() };
        let (name, _) = self.names_of(path);
        let output = self.output(path);
        let shared = self.is_sharing(path);
        self.print(&Part { name, ty, shared, owner: path, in_place: true, known: None }, &output)
    }

    /// The name of a function for a type that has none, the function, and those that only it calls.
    pub(super) fn declare_unnamed(&mut self, asked: &str, ty: &'a Type) -> (String, String) {
        let name = self.function_name(asked);
        let part = Part { name: name.clone(), ty, shared: false, owner: "", in_place: true, known: None };
        (name, self.print(&part, "unknown"))
    }

    fn print(&mut self, part: &Part<'a>, output: &str) -> String {
        let mut w = Writer::default();
        function(&mut w, self, part, output, "export ");
        while !self.parts.is_empty() {
            for part in std::mem::take(&mut self.parts) {
                w.blank();
                function(&mut w, self, &part, "unknown", "");
            }
        }
        w.finish()
    }
}

pub(super) fn function<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    part: &Part<'a>,
    output: &str,
    export: &str,
) {
    let name = &part.name;
    let elsewhere = if part.shared { ", elsewhere: readonly string[] = []" } else { "" };
    let scope = Scope { owner: part.owner, name, in_place: part.in_place, shared: part.shared };
    let mut head = format!(
        "{export}function {name}(value: unknown, path: Path, issues: Issue[]{elsewhere}): {output} {{"
    );
    if head.len() > 120 {
        let elsewhere = elsewhere.strip_prefix(", ").map_or_else(String::new, |last| format!("\n  {last},"));
        head = format!(
            "{export}function {name}(\n  value: unknown,\n  path: Path,\n  issues: Issue[],{elsewhere}\n): {output} {{"
        );
    }
    w.lines(&head);
    w.indent(|w| body(w, readers, part, scope, output));
    w.line("}");
}

fn body<'a>(w: &mut Writer, readers: &mut Readers<'a>, part: &Part<'a>, scope: Scope<'a, '_>, output: &str) {
    match part.ty {
        Type::Object(object) => object::body(w, readers, object, scope, output, part.known),
        Type::Union { variants, tag, keyed } => {
            let choice = union::Choice { ty: part.ty, variants, tag: tag.as_deref(), keyed: *keyed };
            union::body(w, readers, choice, scope, output);
        }
        Type::All { of } => all::body(w, readers, of, scope, output),
        Type::Ruled { of, rules } if plain(readers, of, "value").is_none() => {
            ruled(w, readers, of, rules, scope, output);
        }
        ty => read(w, readers, ty, scope, output),
    }
}

/// Reads a value that needs no function of its own.
fn read<'a>(w: &mut Writer, readers: &mut Readers<'a>, ty: &'a Type, scope: Scope<'a, '_>, output: &str) {
    let place = Place::root();
    match code(readers, ty, &place, scope, "Inner") {
        Code::Plain(plain) => {
            super::value::guarded(w, plain.nullable.then(|| "value !== null".to_owned()), |w| {
                plain.write(w, readers, &place);
            });
            w.line(format!("return value{};", cast(output)));
        }
        Code::Call { nullable, expression } => {
            let expression = or_null("value", nullable, &expression);
            let expression =
                if nullable && output != "unknown" { format!("({expression})") } else { expression };
            w.lines(&format!("return {expression}{};", cast(output)));
        }
    }
}

/// Reads a value that keeps rules, which are asked where nothing else is wrong with it.
fn ruled<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    of: &'a Type,
    rules: &'a [rutter_contract::Rule],
    scope: Scope<'a, '_>,
    output: &str,
) {
    let place = Place::root();
    let Code::Call { nullable, expression } = code(readers, of, &place, scope, "Inner") else { return };
    let checks = rule::guarded_checks(readers, rules, of, "value");
    let whole = or_null("value", nullable, &expression);
    if checks.is_empty() {
        let whole = if nullable && output != "unknown" { format!("({whole})") } else { whole };
        return w.lines(&format!("return {whole}{};", cast(output)));
    }
    w.line("const before = issues.length;");
    w.lines(&format!("const read = {whole};"));
    after(w, readers, &checks, &place);
    w.line(format!("return read{};", cast(output)));
}

/// Asks rules of a value that was read, where nothing was wrong with it since `before`.
pub(super) fn after(w: &mut Writer, readers: &mut Readers<'_>, checks: &[Check], place: &Place) {
    w.block("if (issues.length === before) {", "}", |w| {
        checks.iter().for_each(|check| check.write(w, readers, place));
    });
}

/// `as Booking`, where that is known.
pub(super) fn cast(output: &str) -> String {
    if output == "unknown" { String::new() } else { format!(" as {output}") }
}
