//! Values that are written down.
//!
//! There are two questions about the value of `export const revalidate = 60 * 10`. What it is when the file runs is
//! asked with [`constant`]. Whether Next can tell without running the file is asked with [`beyond_literals`]: Next reads
//! such values from the syntax tree alone, and refuses what is not a plain literal even where any reader sees the value.

use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, Keyword, PatternKind, Property, PropertyKey, PropertyKind,
    UnaryOperator,
};

/// No value is followed deeper than this. It ends circles (`const a = b, b = a`) and bounds the recursion.
const MAX_DEPTH: u32 = 32;

/// A value that the file states.
#[derive(Debug, Clone)]
pub(crate) enum Constant<'f> {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    BigInt,
    String(&'f str),
    Array(Vec<Constant<'f>>),
    /// Its properties as written; those of a spread and those with a computed key are missing.
    Object(Vec<Entry<'f>>),
    Function,
    /// Anything else: what the value is, the file does not say.
    Unknown,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'f> {
    pub(crate) key: &'f str,
    pub(crate) value: Constant<'f>,
    pub(crate) property: Property,
}

impl<'f> Constant<'f> {
    /// The last property of a name, which is the one that counts.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'f>> {
        let Constant::Object(entries) = self else { return None };
        entries.iter().rev().find(|entry| entry.key == key)
    }
}

/// What the value of an expression is, as far as the file itself says.
pub(crate) fn constant(facts: &Facts, expr: ExprId) -> Constant<'_> {
    evaluate(facts, expr, 0)
}

fn evaluate(facts: &Facts, expr: ExprId, depth: u32) -> Constant<'_> {
    if depth > MAX_DEPTH {
        return Constant::Unknown;
    }
    let inner = |expr| evaluate(facts, expr, depth + 1);
    match facts[facts.without_types(expr)].kind {
        ExprKind::Null => Constant::Null,
        ExprKind::Boolean(value) => Constant::Boolean(value),
        ExprKind::Number(number) => Constant::Number(number.value()),
        ExprKind::BigInt => Constant::BigInt,
        ExprKind::String(text) | ExprKind::Text(text) => Constant::String(&facts[text]),
        ExprKind::Function(_) | ExprKind::Class(_) => Constant::Function,
        ExprKind::Array(elements) => {
            Constant::Array(facts[elements].iter().map(|element| inner(*element)).collect())
        }
        ExprKind::Object(properties) => Constant::Object(entries(facts, &facts[properties], depth)),
        ExprKind::Unary { operator, operand } => match (operator, inner(operand)) {
            (UnaryOperator::Minus, Constant::Number(value)) => Constant::Number(-value),
            (UnaryOperator::Plus, Constant::Number(value)) => Constant::Number(value),
            (UnaryOperator::Not, Constant::Boolean(value)) => Constant::Boolean(!value),
            (UnaryOperator::Not, Constant::Number(value)) => {
                Constant::Boolean(value == 0.0 || value.is_nan())
            }
            _ => Constant::Unknown,
        },
        ExprKind::Name { name, binding: None } => match &facts[name] {
            "undefined" => Constant::Undefined,
            "Infinity" => Constant::Number(f64::INFINITY),
            "NaN" => Constant::Number(f64::NAN),
            _ => Constant::Unknown,
        },
        ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
            BindingKind::Function(_) | BindingKind::Class(_) => Constant::Function,
            BindingKind::Variable { declarator, pattern } => {
                let declarator = facts[declarator];
                let whole =
                    matches!(facts[pattern].kind, PatternKind::Binding(_)) && declarator.pattern == pattern;
                match declarator.value {
                    Some(value) if whole && declarator.keyword == Keyword::Const => inner(value),
                    _ => Constant::Unknown,
                }
            }
            _ => Constant::Unknown,
        },
        _ => Constant::Unknown,
    }
}

fn entries<'f>(facts: &'f Facts, properties: &[Property], depth: u32) -> Vec<Entry<'f>> {
    let entry = |property: &Property| {
        let PropertyKey::Name(key) = property.key() else { return None };
        let value = match property.kind() {
            PropertyKind::Value | PropertyKind::Shorthand => evaluate(facts, property.value, depth + 1),
            PropertyKind::Method => Constant::Function,
            PropertyKind::Getter | PropertyKind::Setter | PropertyKind::Spread => Constant::Unknown,
        };
        Some(Entry { key: &facts[key], value, property: *property })
    };
    properties.iter().filter_map(entry).collect()
}

/// The first part of an expression that is more than a literal, if there is one: what keeps Next from telling the value
/// (`extractExportedConstValue` of Next 15 and 16). `assertions` says whether `x as T` is read, which it is since 16.3;
/// `x satisfies T` always was.
pub(crate) fn beyond_literals(facts: &Facts, expr: ExprId, assertions: bool) -> Option<ExprId> {
    beyond(facts, expr, assertions, 0)
}

fn beyond(facts: &Facts, expr: ExprId, assertions: bool, depth: u32) -> Option<ExprId> {
    let inner = |expr| beyond(facts, expr, assertions, depth + 1);
    match facts[expr].kind {
        _ if depth > MAX_DEPTH => None,
        ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::RegExp
        | ExprKind::Text(_) => None,
        ExprKind::Name { name, .. } if &facts[name] == "undefined" => None,
        ExprKind::Array(elements) => facts[elements].iter().find_map(|element| inner(*element)),
        ExprKind::Object(properties) => facts[properties].iter().find_map(|property| {
            let in_parentheses = property.span.end > facts[property.value].span.end;
            let is_plain = property.kind() == PropertyKind::Value
                && matches!(property.key(), PropertyKey::Name(_))
                && !in_parentheses;
            if is_plain { inner(property.value) } else { Some(property.value) }
        }),
        ExprKind::As { value, .. } if assertions => inner(value),
        ExprKind::Satisfies { value, .. } => inner(value),
        _ => Some(expr),
    }
}
