//! From the types of a contract to nodes. What a library cannot ask as the server does is left to the reader of
//! `schemas.gen.ts`: fields with several names, other keys that are values, and what is of several types at once.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::judge::{judge_field, key_message, rule_code, rule_message, shape_message};
use rutter_contract::{Check, Field, Key, Object, Presence, Rest, Rule, Type};
use serde_json::Value;

use super::super::agreement::{Agreement, Form};
use super::super::names::pascal;
use super::super::read::{AskedRule, Local, OF_EVERY_OBJECT};
use super::holds::{holds, lambda};
use super::node::{Kind, MapKey, Match, Node, RuleValue, Shape, Simple, Types};

/// The most elements of a list of fixed length that is a tuple in TypeScript.
const LONGEST_TUPLE: u64 = 16;

/// Makes nodes of types.
pub(super) struct Build<'a> {
    pub(super) agreement: &'a Agreement<'a>,
    pub(super) local: Local<'a>,
    /// The types whose schemas are declared.
    declared: BTreeSet<&'a str>,
    /// Those of them that are objects with fields alone.
    plain_objects: BTreeMap<&'a str, &'a Object>,
}

/// Where a type stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'h> {
    /// The type that holds it.
    pub(super) owner: &'a str,
    /// What a function for it is called.
    pub(super) hint: &'h str,
}

impl<'a> Build<'a> {
    pub(super) fn new(agreement: &'a Agreement<'a>) -> Self {
        Self {
            agreement,
            local: Local::new(agreement),
            declared: BTreeSet::new(),
            plain_objects: BTreeMap::new(),
        }
    }

    /// A named type, which counts as declared from then on.
    pub(super) fn named(&mut self, path: &'a str, ty: &'a Type) -> Node {
        let [input, output] =
            [Form::Input, Form::Parsed].map(|form| self.agreement.name(path, form).to_owned());
        let types = Types { names: BTreeSet::from([input.clone(), output.clone()]), input, output };
        let hint = format!("read{}", self.agreement.name(path, Form::Response));
        let kind = self.kind_or_nothing(ty, Place { owner: path, hint: &hint });
        self.declared.insert(path);
        if let (Type::Object(object), Some(Kind::Object(shape))) = (ty, &kind)
            && !shape.strict
            && shape.matches.is_empty()
        {
            self.plain_objects.insert(path, object);
        }
        Node { kind: kind.unwrap_or_else(|| Kind::Reads(self.local.call(path))), types }
    }

    pub(super) fn node(&mut self, ty: &'a Type, place: Place<'a, '_>) -> Node {
        let kind = self.kind_or_nothing(ty, place);
        let kind = kind.unwrap_or_else(|| Kind::Reads(self.local.function(place.hint, ty, place.owner)));
        Node { kind, types: self.types(ty) }
    }

    pub(super) fn types(&self, ty: &Type) -> Types {
        let text = |form| self.agreement.text(ty, form);
        let names = |form| self.agreement.imports(ty, form).into_iter().map(str::to_owned);
        Types {
            input: text(Form::Input),
            output: text(Form::Parsed),
            names: names(Form::Input).chain(names(Form::Parsed)).collect(),
        }
    }

    pub(super) fn message(&self, ty: &Type) -> String {
        shape_message(&self.agreement.contract.types, ty)
    }

    /// The same as [`kind`](Self::kind), where nothing leaves no functions and imports behind.
    fn kind_or_nothing(&mut self, ty: &'a Type, place: Place<'a, '_>) -> Option<Kind> {
        let before = self.local.noted();
        let kind = self.kind(ty, place);
        if kind.is_none() {
            self.local.forget(before);
        }
        kind
    }

    /// How a type is asked; nothing, if only a reader can.
    fn kind(&mut self, ty: &'a Type, place: Place<'a, '_>) -> Option<Kind> {
        let message = self.message(ty);
        Some(match ty {
            Type::Any => Kind::Reads(self.local.helper("json").to_owned()),
            Type::Never => Kind::Simple { what: Simple::Never, message },
            Type::Null => Kind::Simple { what: Simple::Null, message },
            Type::Boolean => Kind::Simple { what: Simple::Boolean, message },
            Type::File => Kind::Simple { what: Simple::File, message },
            Type::Integer { .. } | Type::Number => {
                Kind::Number { holds: lambda(&self.local.asks(ty)?.broken), message }
            }
            Type::String { .. } => Kind::Text { holds: lambda(&self.local.asks(ty)?.broken), message },
            Type::Literal { values, also } => {
                let is_scalar = |value: &Value| match value {
                    Value::Array(_) | Value::Object(_) => false,
                    Value::Number(number) => !number.is_f64(),
                    _ => true,
                };
                if values.is_empty() || !also.is_nothing() || !values.iter().all(is_scalar) {
                    return None;
                }
                let asks = self.local.asks(ty)?;
                Kind::Literals { values: values.clone(), message: asks.message, otherwise: asks.otherwise }
            }
            Type::Nullable { of } => Kind::Nullable(Box::new(self.node(of, place))),
            Type::List { of, count: None, .. } => {
                Kind::List { of: Box::new(self.part(of, place, "Item")), message }
            }
            Type::List { of, count: Some(count), .. } if *count <= LONGEST_TUPLE => {
                let items = (0..*count).map(|_| self.part(of, place, "Item")).collect();
                Kind::Tuple { items, message }
            }
            Type::List { .. } => return None,
            Type::Tuple { items } => {
                let parts = items.iter().enumerate();
                Kind::Tuple {
                    items: parts.map(|(at, of)| self.part(of, place, &at.to_string())).collect(),
                    message,
                }
            }
            Type::Map { key, of } => Kind::Map {
                key: MapKey {
                    holds: lambda(&self.local.not_key(key)),
                    message: key_message(key),
                    is_named: matches!(key, Key::Names(_) | Key::Boolean),
                },
                of: Box::new(self.part(of, place, "Item")),
                message,
            },
            Type::Object(object) => Kind::Object(self.object(object, place)?),
            Type::Union { variants, tag, keyed } => {
                self.union(super::union::choice(ty, variants, tag.as_deref(), *keyed), place)?
            }
            Type::All { .. } => return None,
            Type::Ref { to } if self.declared.contains(to.as_str()) => Kind::Ref(self.local.schema(to)),
            Type::Ref { to } => Kind::Lazy(self.local.schema(to)),
            Type::Ruled { of, rules } => self.ruled(of, &[rules], place).kind,
        })
    }

    fn part(&mut self, ty: &'a Type, place: Place<'a, '_>, name: &str) -> Node {
        self.node(ty, Place { hint: &format!("{}{name}", place.hint), ..place })
    }

    /// A type with rules, which come one list after the other.
    fn ruled(&mut self, ty: &'a Type, rules: &[&'a [Rule]], place: Place<'a, '_>) -> Node {
        let types = self.types(ty);
        match ty {
            Type::Nullable { of } => {
                return Node { kind: Kind::Nullable(Box::new(self.ruled(of, rules, place))), types };
            }
            Type::Ruled { of, rules: first } => {
                let rules: Vec<&[Rule]> =
                    std::iter::once(first.as_slice()).chain(rules.iter().copied()).collect();
                return Node { types, ..self.ruled(of, &rules, place) };
            }
            _ => {}
        }
        let mut node = self.node(ty, place);
        for rules in rules {
            let (rules, value) = self.asked(rules, ty);
            if !rules.is_empty() {
                node = Node { kind: Kind::Ruled { of: Box::new(node), rules, value }, types: types.clone() };
            }
        }
        node
    }

    fn asked(&mut self, rules: &[Rule], ty: &Type) -> (Vec<AskedRule>, RuleValue) {
        match ty {
            Type::String { .. }
            | Type::Integer { .. }
            | Type::Number
            | Type::List { count: None, .. }
            | Type::Map { .. } => (self.local.rules(rules, ty), RuleValue::Typed),
            _ => (self.local.guarded_rules(rules, ty), RuleValue::Unknown),
        }
    }

    fn object(&mut self, object: &'a Object, place: Place<'a, '_>) -> Option<Shape> {
        let strict = match object.rest {
            Rest::Ignored => false,
            Rest::Refused => true,
            Rest::Typed(_) => return None,
        };
        let fields: Vec<&Field> = object.fields.iter().collect();
        self.shape(&fields, strict, place)
    }

    fn shape(&mut self, fields: &[&'a Field], strict: bool, place: Place<'a, '_>) -> Option<Shape> {
        let is_odd =
            |field: &&Field| !field.aliases.is_empty() || OF_EVERY_OBJECT.contains(&field.name.as_str());
        if fields.iter().any(is_odd) {
            return None;
        }
        let matches =
            fields.iter().flat_map(|field| field.rules.iter().filter_map(|rule| matched(field, rule)));
        let matches = matches.collect();
        let fields = fields.iter().map(|field| (field.name.clone(), self.field(field, place))).collect();
        let message = self.message(&Type::Object(Object::new(Vec::new())));
        Some(Shape { fields, spread: Vec::new(), strict, matches, message })
    }

    fn field(&mut self, field: &'a Field, place: Place<'a, '_>) -> Node {
        let hint = format!("{}{}", place.hint, pascal(&field.name));
        let node = self.ruled(&field.ty, &[&field.rules], Place { hint: &hint, ..place });
        let types = node.types.clone();
        let of = |kind: fn(Box<Node>) -> Kind, node: Node| Node {
            kind: kind(Box::new(node)),
            types: types.clone(),
        };
        let required = field.rules.iter().find(|rule| rule.check == Check::Required);
        let node = match &field.presence {
            Presence::Required => node,
            Presence::Optional => of(Kind::Optional, node),
            Presence::Default(value) => {
                let (fits, value) = (self.fits(field, value), value.clone());
                Node { kind: Kind::Default { of: Box::new(node), value, fits }, types: types.clone() }
            }
        };
        match required.and_then(|rule| self.local.required(rule)) {
            Some(rule) => Node { kind: Kind::Required { of: Box::new(node), rule }, types },
            None => node,
        }
    }

    /// Whether a default is what could be sent, and the compiler sees it. Where it is an object, what it lacks may have
    /// defaults of its own.
    fn fits(&self, field: &Field, value: &Value) -> bool {
        let is_plain = match value {
            Value::Array(items) => items.is_empty() && matches!(field.ty, Type::List { count: None, .. }),
            Value::Object(map) => map.is_empty() && matches!(field.ty, Type::Map { .. }),
            _ => true,
        };
        is_plain && judge_field(&self.agreement.contract.types, field, Some(value)).is_empty()
    }

    /// Objects that are one, where none looks at the keys of the others. Each of them would say of a value that it is no
    /// object.
    pub(super) fn merged(&mut self, of: &'a [Type], place: Place<'a, '_>) -> Option<Shape> {
        let mut fields: Vec<&'a Field> = Vec::new();
        let mut spread = Vec::new();
        let mut keys = BTreeSet::new();
        for ty in of {
            let object = match ty {
                Type::Object(object) => {
                    fields.extend(&object.fields);
                    object
                }
                Type::Ref { to } => {
                    spread.push(self.local.schema(to));
                    *self.plain_objects.get(to.as_str())?
                }
                _ => return None,
            };
            if !object.rest.is_ignored() || !object.fields.iter().all(|field| keys.insert(&field.name)) {
                return None;
            }
        }
        Some(Shape { spread, ..self.shape(&fields, false, place)? })
    }
}

fn matched(field: &Field, rule: &Rule) -> Option<Match> {
    let Check::MustMatch { other } = &rule.check else { return None };
    Some(Match {
        field: field.name.clone(),
        other: other.clone(),
        code: rule_code(rule).to_owned(),
        message: rule_message(rule, &Value::Null),
    })
}

impl AskedRule {
    /// A function that tells whether the rule is kept.
    pub(super) fn keeps(&self, value: RuleValue) -> String {
        match value {
            RuleValue::Typed => format!("(value) => {}", holds(&self.broken)),
            RuleValue::Unknown => format!("(value: unknown) => {}", holds(&self.broken)),
        }
    }
}
