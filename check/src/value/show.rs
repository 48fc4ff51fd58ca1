//! Shapes as short text, for tests and for whoever looks into the evaluator: `{a: string, b?: Date | null}`.

use std::fmt::Write as _;

use super::evaluator::Evaluator;
use super::shape::{Function, Instance, Known, Object, Shape, Union, Value};
use super::source::At;
use super::thunk::Thunk;

/// How deep a shape is shown.
const DEEPEST: usize = 6;

/// How many members, elements and parts of one shape are shown.
const MOST: usize = 40;

impl<'a> Evaluator<'_, 'a> {
    /// A value's shape as text. Parts that code produces are joined by `or`, those of a declared type by `|`; an
    /// instance that was seen to be made has a `new` before it.
    pub(crate) fn show(&self, value: &Value<'a>) -> String {
        let mut text = String::new();
        self.show_shape(&value.shape, DEEPEST, &mut text);
        text
    }

    fn show_shape(&self, shape: &Shape<'a>, deeper: usize, text: &mut String) {
        if deeper == 0 {
            text.push_str("...");
            return;
        }
        match shape {
            Shape::Unknown => text.push_str("unknown"),
            Shape::Never => text.push_str("never"),
            Shape::Undefined => text.push_str("undefined"),
            Shape::Null => text.push_str("null"),
            Shape::Boolean(None) => text.push_str("boolean"),
            Shape::Boolean(Some(value)) => _ = write!(text, "{value}"),
            Shape::Number(None) => text.push_str("number"),
            Shape::Number(Some(value)) => _ = write!(text, "{value}"),
            Shape::String(None) => text.push_str("string"),
            Shape::String(Some(value)) => _ = write!(text, "'{value}'"),
            Shape::BigInt => text.push_str("bigint"),
            Shape::Symbol { registered: false } => text.push_str("symbol"),
            Shape::Symbol { registered: true } => text.push_str("registered symbol"),
            Shape::Object(object) => self.show_object(object, deeper, text),
            Shape::Array(element) => {
                let element = self.force(element);
                let is_list = matches!(element.shape, Shape::Union(_));
                text.push_str(if is_list { "(" } else { "" });
                self.show_shape(&element.shape, deeper - 1, text);
                text.push_str(if is_list { ")[]" } else { "[]" });
            }
            Shape::Tuple(elements) => {
                let parts = elements.iter().map(|element| {
                    let mut part = String::from(if element.spread { "..." } else { "" });
                    self.show_shape(&self.force(&element.value).shape, deeper - 1, &mut part);
                    part
                });
                _ = write!(text, "[{}]", joined(parts, ", "));
            }
            Shape::Union(union) => self.show_union(union, deeper, text),
            Shape::Function(function) => text.push_str(match &**function {
                Function::Written { .. } => "function",
                Function::Declared { .. } => "declared function",
                Function::Opaque => "some function",
            }),
            Shape::Action(action) => {
                let bound = action.bound.iter().map(|bound| self.show_thunk(bound, deeper - 1));
                text.push_str("action");
                if !action.bound.is_empty() {
                    _ = write!(text, " bound to ({})", joined(bound, ", "));
                }
            }
            Shape::Class(class) => {
                let facts = self.facts(class.at.source);
                let name = facts[class.at.id].name.map_or("", |name| &facts[name]);
                _ = write!(text, "class {name}");
            }
            Shape::Instance(instance) => self.show_instance(instance, deeper, text),
            Shape::Client(export) => _ = write!(text, "client export {}", export.name),
            Shape::Module(_) | Shape::Package(_) => text.push_str("all exports of a module"),
            Shape::Jsx => text.push_str("element"),
            Shape::Known(known) => match known {
                Known::RegExp => text.push_str("RegExp"),
                Known::NullPrototype(how) => _ = write!(text, "null-prototype object of {how}"),
                Known::Meta => text.push_str("import.meta"),
                Known::Component(how) => _ = write!(text, "component of {how}"),
            },
        }
    }

    fn show_thunk(&self, thunk: &Thunk<'a>, deeper: usize) -> String {
        let mut text = String::new();
        self.show_shape(&self.force(thunk).shape, deeper, &mut text);
        text
    }

    fn show_object(&self, object: &Object<'a>, deeper: usize, text: &mut String) {
        let members = object.members.iter().map(|member| {
            let optional = if member.optional { "?" } else { "" };
            format!("{}{optional}: {}", member.name, self.show_thunk(&member.value, deeper - 1))
        });
        let rest = object.rest.iter().map(|rest| format!("[_]: {}", self.show_thunk(rest, deeper - 1)));
        _ = write!(text, "{{{}}}", joined(members.chain(rest), ", "));
    }

    fn show_union(&self, union: &Union<'a>, deeper: usize, text: &mut String) {
        let parts = union.parts.iter().map(|part| {
            let mut part_text = String::new();
            self.show_shape(&part.shape, deeper, &mut part_text);
            part_text
        });
        text.push_str(&joined(parts, if union.written { " or " } else { " | " }));
    }

    fn show_instance(&self, instance: &Instance<'a>, deeper: usize, text: &mut String) {
        let facts = self.facts(instance.class.source);
        let class = &facts[instance.class.id];
        text.push_str(if instance.made { "new " } else { "" });
        text.push_str(class.name.map_or("class", |name| &facts[name]));
        let parameters = facts[class.type_parameters].iter().filter_map(|parameter| parameter.binding);
        let arguments = parameters.filter_map(|id| instance.scope.get(At::new(instance.class.source, id)));
        let arguments = joined(arguments.map(|argument| self.show_thunk(argument, deeper - 1)), ", ");
        if !arguments.is_empty() {
            _ = write!(text, "<{arguments}>");
        }
    }
}

/// The parts with something between them; what is too much is left out.
fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut parts = parts;
    let mut shown: Vec<String> = parts.by_ref().take(MOST).collect();
    if parts.next().is_some() {
        shown.push("...".to_owned());
    }
    shown.join(between)
}
