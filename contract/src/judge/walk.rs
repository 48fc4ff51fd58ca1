//! The walk over a type and a value at once.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::rule::{Check, Rule};
use crate::ty::{Also, Key, Type};

use super::choice::Choice;
use super::issue::Issue;
use super::path::At;
use super::{MAX_DEPTH, MAX_ISSUES, Types, check, is_format, message, number};

/// Who wrote the value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    /// A request whose files are numbers.
    Form,
    Response,
}

/// The keys of an object that belong to other types than the one that is asked: the parts of [`Type::All`].
pub(super) type Elsewhere<'a> = Option<&'a BTreeSet<&'a str>>;

/// How many types may be asked of one place and the places that hold it: a type that refers to itself and asks for nothing
/// on the way has no end.
const MAX_LEVEL: usize = 6 * MAX_DEPTH;

pub(super) struct Walk<'a> {
    pub(super) types: &'a Types,
    pub(super) direction: Direction,
    /// While variants are tried: nothing is reported, and the first thing that is wrong ends the walk.
    pub(super) silent: bool,
    pub(super) issues: Vec<Issue>,
    /// Whether something is reported that is no broken rule.
    pub(super) misshapen: bool,
    level: usize,
    /// Which values were found to be, or not to be, of which union, among which keys of other types, while variants were
    /// tried. Without it, unions in unions would be tried again and again.
    pub(super) tried: HashMap<(*const Type, *const Value, u64), bool>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(types: &'a Types, direction: Direction) -> Self {
        Self {
            types,
            direction,
            silent: false,
            issues: Vec::new(),
            misshapen: false,
            level: 0,
            tried: HashMap::new(),
        }
    }

    /// What was found, as far as it is named.
    pub(super) fn issues(self) -> Vec<Issue> {
        self.issues
    }

    pub(super) fn is_request(&self) -> bool {
        self.direction != Direction::Response
    }

    /// Reports, and says that the value is wrong.
    pub(super) fn wrong(&mut self, at: &At<'_>, code: &str, message: impl FnOnce() -> String) -> bool {
        self.misshapen |= !self.silent;
        self.report(at, code, message)
    }

    fn report(&mut self, at: &At<'_>, code: &str, message: impl FnOnce() -> String) -> bool {
        if !self.silent && self.issues.len() < MAX_ISSUES {
            self.issues.push(Issue { path: at.path(), code: code.to_owned(), message: message() });
        }
        false
    }

    /// Whether the walk goes on after a value that was wrong, to find what else is.
    pub(super) fn goes_on(&self) -> bool {
        !self.silent && self.issues.len() < MAX_ISSUES
    }

    fn misshapen(&mut self, ty: &Type, at: &At<'_>) -> bool {
        let types = self.types;
        self.wrong(at, "type", || message::shape_message(types, ty))
    }

    /// Whether the value is of the type, reporting where it is not.
    pub(super) fn value(&mut self, ty: &Type, value: &Value, at: &At<'_>) -> bool {
        self.part(ty, value, at, None)
    }

    /// [`value`](Self::value), of a type that shares an object with others.
    pub(super) fn part(&mut self, ty: &Type, value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        if at.depth > MAX_DEPTH || self.level >= MAX_LEVEL {
            return self.wrong(at, "depth", message::depth_message);
        }
        self.level += 1;
        let right = self.shape(ty, value, at, elsewhere);
        self.level -= 1;
        right
    }

    fn shape(&mut self, ty: &Type, value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        let right = match ty {
            Type::Any => true,
            Type::Never => false,
            Type::File => self.direction == Direction::Form && value.is_u64(),
            Type::Null => value.is_null(),
            Type::Boolean => value.is_boolean(),
            Type::Integer { width, non_zero } => {
                number::integer(value).is_some_and(|n| number::fits(n, *width) && !(*non_zero && n == 0))
            }
            Type::Number => value.is_number(),
            Type::String { format } => {
                value.as_str().is_some_and(|text| format.is_none_or(|format| is_format(format, text)))
            }
            Type::Literal { values, also } => return self.literal(ty, values, also, value, at),
            Type::Nullable { of } => return value.is_null() || self.part(of, value, at, elsewhere),
            Type::List { of, unique, count } => match value {
                Value::Array(items) if count.is_none_or(|count| count == items.len() as u64) => {
                    return self.list(of, *unique, items, at);
                }
                _ => false,
            },
            Type::Tuple { items: types } => match value {
                Value::Array(items) if items.len() == types.len() => {
                    return self.each(types.iter().zip(items), at);
                }
                _ => false,
            },
            Type::Map { key, of } => match value {
                Value::Object(map) => return self.map(key, of, map, at, elsewhere),
                _ => false,
            },
            Type::Object(object) => return self.object(ty, object, value, at, elsewhere),
            Type::Union { variants, tag, keyed } => {
                let choice = Choice { ty, variants, tag: tag.as_deref(), keyed: *keyed };
                return self.union(choice, value, at, elsewhere);
            }
            Type::All { of } => return self.all(of, value, at, elsewhere),
            Type::Ref { to } => match self.types.get(to) {
                Some(definition) => {
                    let target = if self.is_request() { &definition.request } else { definition.response() };
                    return self.part(target, value, at, elsewhere);
                }
                None => false,
            },
            Type::Ruled { of, rules } => {
                return self.part(of, value, at, elsewhere) && self.rules(rules, value, at);
            }
        };
        right || self.misshapen(ty, at)
    }

    fn literal(&mut self, ty: &Type, values: &[Value], also: &Also, value: &Value, at: &At<'_>) -> bool {
        let named = |name: &str| also.literal(values, name).is_some();
        let right = values.contains(value)
            || self.is_request()
                && match value {
                    Value::String(name) => named(name),
                    Value::Object(map) if also.keyed && map.len() == 1 => {
                        map.iter().all(|(name, value)| value.is_null() && named(name))
                    }
                    _ => false,
                };
        right
            || if value.is_string() {
                let also = Some(also).filter(|also| self.is_request() && also.other.is_some());
                self.wrong(at, "choice", || match also {
                    Some(also) => message::except_message(&also.except),
                    None => message::choice_message(values),
                })
            } else {
                self.misshapen(ty, at)
            }
    }

    fn list(&mut self, of: &Type, unique: bool, items: &[Value], at: &At<'_>) -> bool {
        let mut right = self.each(std::iter::repeat(of).zip(items), at);
        if unique && !self.is_request() {
            let mut seen = HashSet::new();
            for (index, item) in items.iter().enumerate() {
                if !seen.insert(item) {
                    right = self.wrong(&at.index(index), "unique", message::repeated_message);
                }
            }
        }
        right
    }

    /// Whether each value of a list is of its type.
    pub(super) fn each<'t>(
        &mut self,
        items: impl Iterator<Item = (&'t Type, &'t Value)>,
        at: &At<'_>,
    ) -> bool {
        let mut right = true;
        for (index, (ty, item)) in items.enumerate() {
            right &= self.value(ty, item, &at.index(index));
            if !right && !self.goes_on() {
                break;
            }
        }
        right
    }

    fn map(
        &mut self,
        key: &Key,
        of: &Type,
        map: &serde_json::Map<String, Value>,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let mut right = true;
        for (name, value) in map {
            if elsewhere.is_some_and(|names| names.contains(name.as_str())) {
                continue;
            }
            let place = at.key(name);
            right &= match is_key(key, name) {
                true => self.value(of, value, &place),
                false => self.wrong(&place, "key", || message::key_message(key)),
            };
            if !right && !self.goes_on() {
                break;
            }
        }
        right
    }

    /// Whether a value keeps rules that stand on it. They are asked of a value that is there.
    pub(super) fn rules(&mut self, rules: &[Rule], value: &Value, at: &At<'_>) -> bool {
        if !self.is_request() {
            return true;
        }
        let mut right = true;
        for rule in rules {
            // `must_match` needs the other field, and is asked of the object.
            if !matches!(rule.check, Check::MustMatch { .. }) && !check(&rule.check, value) {
                right = self.broken(rule, value, at);
            }
        }
        right
    }

    pub(super) fn broken(&mut self, rule: &Rule, value: &Value, at: &At<'_>) -> bool {
        self.report(at, message::rule_code(rule), || message::rule_message(rule, value))
    }
}

/// Whether a text may be a key.
fn is_key(key: &Key, name: &str) -> bool {
    match key {
        Key::Text => true,
        Key::Integer(width) => number::json_integer(name).is_some_and(|n| number::fits(n, *width)),
        Key::Boolean => matches!(name, "true" | "false"),
        Key::Names(names) => names.iter().any(|known| known == name),
        Key::Formatted(format) => is_format(*format, name),
    }
}
