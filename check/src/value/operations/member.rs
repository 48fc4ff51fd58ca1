//! `value.name` and `value[index]`.

use super::super::evaluator::Evaluator;
use super::super::prelude;
use super::super::shape::{Element, Function, Known, Object, Shape, Union, Value};
use super::super::thunk::Thunk;

impl<'a> Evaluator<'_, 'a> {
    /// `value.name`.
    pub(crate) fn member(&self, value: &Value<'a>, name: &str) -> Value<'a> {
        match &value.shape {
            Shape::Object(object) => self.object_member(object, name),
            Shape::Module(module) => self.export(*module, name),
            Shape::Package(file) => self.prelude_export(*file, "", name),
            Shape::Union(union) => self.union_member(union, name),
            Shape::Array(element) => match name {
                "length" => Shape::Number(None).into(),
                _ if chooses(name) => {
                    let element = self.force(element).undecided();
                    self.member_of_global("Array", vec![element.into()], value, name)
                }
                _ => self.member_of_global("Array", vec![element.clone()], value, name),
            },
            Shape::Tuple(elements) => self.tuple_member(value, elements, name),
            Shape::String(_) => self.member_of_global("String", Vec::new(), value, name),
            Shape::Number(_) => self.member_of_global("Number", Vec::new(), value, name),
            Shape::Boolean(_) => self.member_of_global("Boolean", Vec::new(), value, name),
            Shape::BigInt => self.member_of_global("BigInt", Vec::new(), value, name),
            Shape::Symbol { .. } => self.member_of_global("Symbol", Vec::new(), value, name),
            Shape::Function(function) => match &**function {
                // Something may have been written to it: `Menu.Item = Item`.
                Function::Written { .. } | Function::Declared { .. } | Function::Opaque => {
                    self.member_of_global("Function", Vec::new(), value, name)
                }
            },
            Shape::Class(class) => self.static_member(class, name),
            Shape::Instance(instance) => self.instance_member(instance, value, name),
            Shape::Known(Known::RegExp) => self.member_of_global("RegExp", Vec::new(), value, name),
            _ => Value::unknown(),
        }
    }

    fn object_member(&self, object: &Object<'a>, name: &str) -> Value<'a> {
        match (object.member(name), &object.rest) {
            (Some(member), _) if member.optional => self.force(&member.value).or_undefined(),
            (Some(member), _) => self.force(&member.value),
            (None, Some(rest)) => self.force(rest).or_undefined(),
            // An object of a type may have more than the type says, and every object has what `Object` gives it.
            (None, None) if object.declared.is_some() || is_of_every_object(name) => Value::unknown(),
            (None, None) => Shape::Undefined.into(),
        }
    }

    /// What all parts give. One that is neither an object nor like one gives nothing, or the code would fail.
    fn union_member(&self, union: &Union<'a>, name: &str) -> Value<'a> {
        let parts = union.parts.iter().filter(|part| !part.shape.is_nullish());
        Value::one_of(parts.map(|part| self.member(part, name)), union.written)
    }

    fn tuple_member(&self, value: &Value<'a>, elements: &[Element<'a>], name: &str) -> Value<'a> {
        if name == "length" {
            return Shape::Number(None).into();
        }
        if let Ok(position) = name.parse() {
            return self.element(value, position);
        }
        let element: Thunk<'a> = match elements {
            [only] => only.value.clone(),
            _ if chooses(name) => self.iterated(value).undecided().into(),
            _ => self.iterated(value).into(),
        };
        self.member_of_global("Array", vec![element], value, name)
    }

    /// A member of the instances of a class of the language.
    fn member_of_global(
        &self,
        class: &str,
        arguments: Vec<Thunk<'a>>,
        value: &Value<'a>,
        name: &str,
    ) -> Value<'a> {
        match self.global_instance(class, arguments) {
            Some(instance) => self.instance_member(&instance, value, name),
            None => Value::unknown(),
        }
    }

    /// `value[index]`.
    pub(crate) fn index(&self, value: &Value<'a>, index: &Value<'a>) -> Value<'a> {
        match (&value.shape, &index.shape) {
            (_, Shape::String(Some(name))) => self.member(value, name),
            (Shape::Union(union), _) => {
                let parts = union.parts.iter().filter(|part| !part.shape.is_nullish());
                Value::one_of(parts.map(|part| self.index(part, index)), union.written)
            }
            (_, Shape::Union(union)) => {
                Value::one_of(union.parts.iter().map(|part| self.index(value, part)), union.written)
            }
            (Shape::Tuple(_), Shape::Number(Some(position)))
                if position.fract() == 0.0 && *position >= 0.0 =>
            {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is a whole number that is not negative; what is too large is no position"
                )]
                self.element(value, *position as usize)
            }
            (Shape::Array(_) | Shape::Tuple(_), _) => self.iterated(value).undecided(),
            (Shape::String(_), _) => Shape::String(None).into(),
            (Shape::Object(object), Shape::Number(_) | Shape::String(None) | Shape::Unknown)
                if object.declared.is_none() || object.members.is_empty() =>
            {
                let members = object.members.iter().map(|member| &member.value).chain(&object.rest);
                Value::one_of(members.map(|member| self.force(member)), false)
            }
            (Shape::Instance(instance), _) if self.is_plain_data(instance) => value.clone(),
            (Shape::Instance(_), Shape::Number(_)) => self.iterated(value),
            _ => Value::unknown(),
        }
    }

    /// An instance of a class that the prelude declares globally; `Error` of a `TypeError`.
    pub(crate) fn global_instance(
        &self,
        class: &str,
        arguments: Vec<Thunk<'a>>,
    ) -> Option<super::super::shape::Instance<'a>> {
        let class = self.class_of_binding(prelude::global(class)?)?;
        Some(self.instance_of(class, arguments))
    }
}

/// Whether a method of arrays gives some of the elements, of which it is not known which.
fn chooses(method: &str) -> bool {
    matches!(
        method,
        "at" | "filter" | "find" | "findLast" | "pop" | "shift" | "slice" | "splice" | "toSpliced"
    )
}

/// Whether every plain object has a member of that name, from `Object.prototype`.
fn is_of_every_object(name: &str) -> bool {
    matches!(
        name,
        "constructor"
            | "hasOwnProperty"
            | "isPrototypeOf"
            | "propertyIsEnumerable"
            | "toLocaleString"
            | "toString"
            | "valueOf"
    )
}
