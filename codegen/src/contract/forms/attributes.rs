//! The HTML attributes of an input, from the type and rules of its field.
//!
//! A browser must never stop what the server takes. So an attribute is given where it says at most what the server says,
//! and it says less where the two count differently: HTML counts UTF-16 code units and the server Unicode scalar values,
//! and a browser knows no limit that is itself refused, except for whole numbers.

use rutter_contract::judge::{Types, judge_field, range};
use rutter_contract::{Bound, Check, Empty, Field, FileRules, Format, IntegerWidth, Rule, Type};
use serde_json::{Number, Value};

use crate::regex::html_pattern;
use crate::writer::quote;

/// The attributes but the name, as React writes them, with the text of each value: which is also its type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

/// The most that JavaScript tells from the next whole number, 2^53 - 1.
const SAFE: i128 = (1 << 53) - 1;

impl Attributes {
    /// Those of a value of its own. `asked`: the groups that it stands in are always there.
    pub(super) fn of(types: &Types, field: &Field, leaf: &Leaf<'_>, asked: bool) -> Self {
        let mut attributes = Self::default();
        if field.secret && !matches!(leaf.ty, Type::File) {
            attributes.add("type", quote("password"));
        } else {
            attributes.add_type(leaf);
        }
        if asked && leaf.ty != &Type::Boolean && refuses_empty(types, field, leaf) {
            attributes.add("required", "true");
        }
        match leaf.ty {
            Type::Integer { width, non_zero } if !field.secret => {
                attributes.add_whole_range(leaf, *width, *non_zero);
            }
            Type::Number if !field.secret => attributes.add_range(leaf),
            Type::String { format } => attributes.add_text_rules(leaf, *format),
            Type::File => attributes.add_file_rules(field.file.as_ref()),
            _ => {}
        }
        attributes
    }

    /// Of a list: the name is repeated. That one is asked for is nothing that each box of a group could say.
    pub(super) fn repeated(mut self, leaf: &Leaf<'_>, asks_one: bool) -> Self {
        if matches!(leaf.ty, Type::Literal { .. } | Type::File) {
            self.add("multiple", "true");
        }
        if asks_one && leaf.ty == &Type::File {
            self.add("required", "true");
        }
        self
    }

    /// What two fields of one name have in common.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.retain(|attribute| other.0.contains(attribute));
    }

    /// Takes out what stops a form, of an input that the server may not look at. What helps to fill it in stays.
    pub(super) fn loosen(&mut self) {
        let binding = ["required", "min", "max", "minLength", "maxLength", "pattern"];
        self.0.retain(|(name, _)| !binding.contains(name));
        let mut mode = None;
        for (name, value) in &mut self.0 {
            match *name {
                "type" if *value == quote("email") || *value == quote("url") => {
                    mode = Some(std::mem::replace(value, quote("text")));
                }
                // Without a step, only whole numbers and minutes are taken.
                "step" => *value = quote("any"),
                _ => {}
            }
        }
        if let Some(mode) = mode {
            self.add("inputMode", mode);
        }
    }

    /// Each with its value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    fn add(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    fn add_type(&mut self, leaf: &Leaf<'_>) {
        let of_text = |format: Option<Format>| match format {
            Some(Format::Date) => "date",
            Some(Format::LocalDateTime) => "datetime-local",
            Some(Format::Time) => "time",
            Some(Format::Url) => "url",
            // Browsers take every address and URL that the server takes.
            None if leaf.has(|check| matches!(check, Check::Email)) => "email",
            None if leaf.has(|check| matches!(check, Check::Url { .. })) => "url",
            _ => "text",
        };
        let ty = match leaf.ty {
            Type::Boolean if !leaf.nullable => "checkbox",
            Type::Number => "number",
            Type::Integer { width, .. } if is_safe(*width) => "number",
            Type::Integer { .. } => "text",
            Type::String { format } => of_text(*format),
            Type::File => "file",
            // A choice is no input, and a box cannot say that it is neither checked nor not.
            _ => return,
        };
        self.add("type", quote(ty));
        if matches!(ty, "datetime-local" | "time") {
            // Seconds and their parts.
            self.add("step", quote("any"));
        }
    }

    fn add_whole_range(&mut self, leaf: &Leaf<'_>, width: IntegerWidth, non_zero: bool) {
        if !is_safe(width) {
            return;
        }
        let (least, greatest) = range(width);
        let (mut least, mut greatest) = (least, i128::try_from(greatest).unwrap_or(i128::MAX));
        for check in leaf.checks() {
            let Check::Range { min, max, exclusive_min, exclusive_max } = check else { continue };
            if let Some(min) = min.and_then(|bound| whole(bound, *exclusive_min, Side::Least)) {
                least = least.max(min);
            }
            if let Some(max) = max.and_then(|bound| whole(bound, *exclusive_max, Side::Greatest)) {
                greatest = greatest.min(max);
            }
        }
        if non_zero && least == 0 {
            least = 1;
        }
        self.add("min", least.to_string());
        self.add("max", greatest.to_string());
        self.add("step", "1");
    }

    fn add_range(&mut self, leaf: &Leaf<'_>) {
        let bound = |bound: &Bound| match bound {
            Bound::Integer(bound) => is_exact(*bound).then(|| bound.to_string()),
            Bound::Unsigned(bound) => is_exact(*bound).then(|| bound.to_string()),
            Bound::Number(bound) if bound.fract() == 0.0 && bound.abs() <= SAFE as f64 => {
                Some((*bound as i64).to_string())
            }
            Bound::Number(bound) => Number::from_f64(*bound).map(|bound| bound.to_string()),
        };
        for check in leaf.checks() {
            let Check::Range { min, max, .. } = check else { continue };
            for (name, limit) in [("min", min), ("max", max)] {
                if let Some(limit) = limit.as_ref().and_then(bound)
                    && !self.has(name)
                {
                    self.add(name, limit);
                }
            }
        }
        self.add("step", quote("any"));
    }

    fn add_text_rules(&mut self, leaf: &Leaf<'_>, format: Option<Format>) {
        if format == Some(Format::Char) {
            // A scalar value has at most two code units.
            self.add("maxLength", "2");
        }
        let is_ascii = leaf.has(|check| matches!(check, Check::Email)) || format.is_some_and(is_ascii);
        let lengths = leaf.checks().filter_map(|check| match check {
            Check::Length { min, max } => Some((min.unwrap_or(0), *max)),
            _ => None,
        });
        let lengths: Vec<(u64, Option<u64>)> = lengths.collect();
        // An empty text has no least length in HTML.
        if let Some(least) = lengths.iter().map(|(min, _)| *min).max().filter(|least| *least > 1) {
            self.add("minLength", least.to_string());
        }
        if let Some(most) = lengths.iter().filter_map(|(_, max)| *max).min()
            && let Some(units) = most.checked_mul(if is_ascii { 1 } else { 2 })
            && units <= u64::from(i32::MAX.unsigned_abs())
        {
            self.add("maxLength", units.to_string());
        }
        let patterns = leaf.checks().filter_map(|check| match check {
            Check::Pattern { regex } => html_pattern(regex),
            _ => None,
        });
        if let Some(pattern) = patterns.into_iter().next() {
            self.add("pattern", quote(&pattern));
        }
    }

    fn add_file_rules(&mut self, rules: Option<&FileRules>) {
        let accept = rules.map(|rules| rules.accept.join(",")).unwrap_or_default();
        if !accept.is_empty() && !accept.contains("*/*") {
            self.add("accept", quote(&accept));
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }
}

/// A type that is one input.
pub(super) struct Leaf<'a> {
    pub(super) ty: &'a Type,
    nullable: bool,
    rules: Vec<&'a Rule>,
}

/// How many names of types are followed.
const MOST_LOOKUPS: usize = 16;

impl<'a> Leaf<'a> {
    /// The input of a field; `None` where its value is a group or list.
    pub(super) fn of(types: &'a Types, field: &'a Field) -> Option<Self> {
        let mut leaf = Self::of_type(types, &field.ty)?;
        leaf.rules.extend(&field.rules);
        Some(leaf)
    }

    fn of_type(types: &'a Types, ty: &'a Type) -> Option<Self> {
        let (mut ty, mut nullable, mut rules) = (ty, false, Vec::new());
        for _ in 0..MOST_LOOKUPS {
            ty = match ty {
                Type::Ruled { of, rules: own } => {
                    rules.extend(own);
                    of
                }
                Type::Nullable { of } => {
                    nullable = true;
                    of
                }
                Type::Ref { to } => &types.get(to)?.request,
                Type::Union { variants, tag: None, .. }
                    if variants.iter().all(|variant| Self::of_type(types, variant).is_some()) =>
                {
                    return Some(Self { ty: &Type::Any, nullable, rules: Vec::new() });
                }
                Type::Object(_)
                | Type::Map { .. }
                | Type::List { .. }
                | Type::Tuple { .. }
                | Type::Union { .. }
                | Type::All { .. }
                | Type::Never => return None,
                ty => return Some(Self { ty, nullable, rules }),
            }
        }
        None
    }

    fn checks(&self) -> impl Iterator<Item = &'a Check> {
        self.rules.iter().map(|rule| &rule.check)
    }

    fn has(&self, is: impl Fn(&Check) -> bool) -> bool {
        self.checks().any(is)
    }
}

/// Whether the server refuses an input that was left empty.
fn refuses_empty(types: &Types, field: &Field, leaf: &Leaf<'_>) -> bool {
    let reads_empty = match leaf.ty {
        // What an empty text is depends on what else was sent, or it is the value itself.
        Type::Any | Type::Null => return false,
        Type::String { format: None } => true,
        Type::Literal { values, .. } if values.iter().any(Value::is_null) => return false,
        Type::Literal { values, .. } => values.iter().any(|value| value == ""),
        _ => false,
    };
    let value = match field.empty.or((reads_empty && !leaf.nullable).then_some(Empty::Keep)) {
        Some(Empty::Keep) => Some(Value::String(String::new())),
        Some(Empty::Null) => Some(Value::Null),
        Some(Empty::Absent) | None => None,
    };
    !judge_field(types, field, value.as_ref()).is_empty()
}

/// Which side of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Least,
    Greatest,
}

/// The whole number at the edge of a range that still is in it, where JavaScript knows it.
fn whole(bound: Bound, exclusive: bool, side: Side) -> Option<i128> {
    let number = match bound {
        Bound::Integer(bound) => i128::from(bound),
        Bound::Unsigned(bound) => i128::from(bound),
        Bound::Number(bound) => {
            let edge = if side == Side::Least { bound.ceil() } else { bound.floor() };
            #[expect(clippy::float_cmp, reason = "a bound is whole, or it is not")]
            let is_whole = edge == bound;
            let edge = (edge.abs() <= SAFE as f64).then_some(edge as i128)?;
            return Some(if is_whole { inside(edge, exclusive, side) } else { edge });
        }
    };
    Some(inside(number, exclusive, side)).filter(|number| number.abs() <= SAFE)
}

fn inside(number: i128, exclusive: bool, side: Side) -> i128 {
    match (exclusive, side) {
        (false, _) => number,
        (true, Side::Least) => number + 1,
        (true, Side::Greatest) => number - 1,
    }
}

/// Whether JavaScript numbers hold every value of a type.
fn is_safe(width: IntegerWidth) -> bool {
    let (least, greatest) = range(width);
    least >= -SAFE && i128::try_from(greatest).is_ok_and(|greatest| greatest <= SAFE)
}

fn is_exact(bound: impl Into<i128>) -> bool {
    bound.into().abs() <= SAFE
}

/// Whether texts of a format are ASCII.
fn is_ascii(format: Format) -> bool {
    !matches!(format, Format::Char | Format::Url)
}
