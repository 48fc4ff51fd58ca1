//! Rules: whether what kept the old ones keeps the new ones.

use std::cmp::Ordering;
use std::mem::{Discriminant, discriminant};

use crate::judge::{range, rule_code};
use crate::rule::{Bound, Check, IpVersion, Rule};
use crate::ty::{Format, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Said, Walk};
use super::words;

impl<'c> Walk<'c> {
    /// Compares the rules of a value of a type, kind by kind. Responses keep no rules.
    pub(super) fn rules(&mut self, before: &[Rule], after: &[Rule], ty: &'c Type, at: &At<'_>) {
        if self.is_response() || before == after {
            return;
        }
        let shape = self.resolved(self.before, ty);
        let mut kinds: Vec<Discriminant<Check>> = Vec::new();
        for rule in before.iter().chain(after) {
            // What is asked for is part of whether the field must be there.
            if rule.check != Check::Required && !kinds.contains(&discriminant(&rule.check)) {
                kinds.push(discriminant(&rule.check));
            }
        }
        for kind in kinds {
            let of = |rules: &'_ [Rule]| -> Vec<Rule> {
                rules.iter().filter(|rule| discriminant(&rule.check) == kind).cloned().collect()
            };
            self.rules_of_kind(&of(before), &of(after), (before, shape), after, at);
        }
    }

    fn rules_of_kind(
        &mut self,
        before: &[Rule],
        after: &[Rule],
        (all_before, shape): (&[Rule], &Type),
        all_after: &[Rule],
        at: &At<'_>,
    ) {
        let strict = after.iter().any(|rule| !is_implied(&rule.check, all_before, Some(shape)));
        let loose = before.iter().any(|rule| !is_implied(&rule.check, all_after, None));
        if strict || loose {
            return self.rule_changed(before, after, strict, at);
        }
        for (old, new) in before.iter().zip(after) {
            let (old, new) = (rule_code(old), rule_code(new));
            if old != new {
                self.report(at, Effect::Safe, Code::RuleCodeChanged, || Said {
                    before: Some(old.to_owned()),
                    after: Some(new.to_owned()),
                    message: format!("a rule of {} has the key `{new}`, had `{old}`", at.named()),
                    why: "the rule is the same; a translation of its message is looked up under the new key",
                });
            }
        }
    }

    fn rule_changed(&mut self, before: &[Rule], after: &[Rule], strict: bool, at: &At<'_>) {
        let all = |rules: &[Rule]| {
            let words: Vec<String> = rules.iter().map(|rule| words::check(&rule.check)).collect();
            (!words.is_empty()).then(|| words.join(" and "))
        };
        let (was, is) = (all(before), all(after));
        let name = at.named();
        let is_custom = after.iter().any(|rule| matches!(rule.check, Check::Custom { .. }));
        let message = match (&was, &is) {
            (None, Some(is)) => format!("{name} has a new rule: {is}"),
            (Some(was), None) => format!("{name} has no longer the rule: {was}"),
            (was, is) => {
                let side = if strict { "a stricter" } else { "a looser" };
                let (was, is) = (was.as_deref().unwrap_or_default(), is.as_deref().unwrap_or_default());
                // Of some rules it cannot be told which takes more.
                let side = match after.first().map(|rule| &rule.check) {
                    Some(
                        Check::Length { .. } | Check::Range { .. } | Check::Url { .. } | Check::Ip { .. },
                    ) => side,
                    _ => "another",
                };
                format!("{name} has {side} rule: {is}, was {was}")
            }
        };
        let why = match strict {
            true if is_custom => "only the server knows what it refuses",
            true => "some requests that were taken are refused",
            false => "every request that was taken still is",
        };
        let code = if strict { Code::RuleStricter } else { Code::RuleLooser };
        self.report(at, Effect::breaking(strict), code, || Said { before: was, after: is, message, why });
    }
}

/// Whether every value that keeps some rules, and is of a shape, keeps a check.
fn is_implied(check: &Check, rules: &[Rule], shape: Option<&Type>) -> bool {
    let any = |is: &dyn Fn(&Check) -> bool| rules.iter().any(|rule| is(&rule.check));
    match check {
        Check::Length { min, max } => {
            let count = match shape {
                Some(Type::List { count, .. }) => *count,
                Some(Type::String { format: Some(Format::Char) }) => Some(1),
                _ => None,
            };
            let least = |least: u64| {
                least == 0
                    || count.is_some_and(|count| count >= least)
                    || any(&|rule| matches!(rule, Check::Length { min: Some(min), .. } if *min >= least))
            };
            let most = |most: u64| {
                count.is_some_and(|count| count <= most)
                    || any(&|rule| matches!(rule, Check::Length { max: Some(max), .. } if *max <= most))
            };
            min.is_none_or(least) && max.is_none_or(most)
        }
        Check::Range { min, max, exclusive_min, exclusive_max } => {
            let keeps = |bound: Bound, exclusive: bool, side: Side| {
                type_keeps(shape, bound, exclusive, side)
                    || any(&|rule| {
                        side.limit(rule).is_some_and(|(limit, without)| {
                            side.is_within(limit, bound)
                                || compare(limit, bound) == Some(Ordering::Equal) && (without || !exclusive)
                        })
                    })
            };
            min.is_none_or(|min| keeps(min, *exclusive_min, Side::Least))
                && max.is_none_or(|max| keeps(max, *exclusive_max, Side::Most))
        }
        Check::Url { schemes } => {
            let is_url = matches!(shape, Some(Type::String { format: Some(Format::Url) }));
            schemes.is_empty() && is_url
                || any(&|rule| match rule {
                    Check::Url { schemes: old } => {
                        schemes.is_empty()
                            || !old.is_empty() && old.iter().all(|scheme| schemes.contains(scheme))
                    }
                    _ => false,
                })
        }
        Check::Ip { version } => {
            let of_shape = match shape {
                Some(Type::String { format: Some(Format::Ip) }) => version.is_none(),
                Some(Type::String { format: Some(Format::Ipv4) }) => *version != Some(IpVersion::V6),
                Some(Type::String { format: Some(Format::Ipv6) }) => *version != Some(IpVersion::V4),
                _ => false,
            };
            of_shape
                || any(
                    &|rule| matches!(rule, Check::Ip { version: old } if version.is_none() || old == version),
                )
        }
        check => any(&|rule| rule == check),
    }
}

#[derive(Clone, Copy)]
enum Side {
    Least,
    Most,
}

impl Side {
    /// The limit that a range sets on this side, and whether it is outside of the range itself.
    fn limit(self, check: &Check) -> Option<(Bound, bool)> {
        let Check::Range { min, max, exclusive_min, exclusive_max } = check else { return None };
        match self {
            Self::Least => Some(((*min)?, *exclusive_min)),
            Self::Most => Some(((*max)?, *exclusive_max)),
        }
    }

    /// Whether a limit leaves room to another on this side.
    fn is_within(self, limit: Bound, other: Bound) -> bool {
        let order = compare(limit, other);
        match self {
            Self::Least => order == Some(Ordering::Greater),
            Self::Most => order == Some(Ordering::Less),
        }
    }
}

/// Whether the type of an integer alone keeps to a limit.
fn type_keeps(shape: Option<&Type>, bound: Bound, exclusive: bool, side: Side) -> bool {
    let Some(Type::Integer { width, .. }) = shape else { return false };
    let Some(bound) = whole(bound) else { return false };
    let (least, most) = range(*width);
    let most = i128::try_from(most).unwrap_or(i128::MAX);
    match side {
        Side::Least => least > bound || least == bound && !exclusive,
        Side::Most => most < bound || most == bound && !exclusive && most != i128::MAX,
    }
}

fn whole(bound: Bound) -> Option<i128> {
    match bound {
        Bound::Integer(bound) => Some(bound.into()),
        Bound::Unsigned(bound) => Some(bound.into()),
        Bound::Number(_) => None,
    }
}

/// How two bounds stand to each other; `None` where they cannot be told apart for sure.
fn compare(one: Bound, other: Bound) -> Option<Ordering> {
    let float = |bound: Bound| match bound {
        Bound::Integer(bound) => bound as f64,
        Bound::Unsigned(bound) => bound as f64,
        Bound::Number(bound) => bound,
    };
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        (None, None) => float(one).partial_cmp(&float(other)),
        // An integer past 2^53 is rounded.
        (Some(whole), None) | (None, Some(whole)) if whole.unsigned_abs() > 1 << 53 => {
            float(one).partial_cmp(&float(other)).filter(|order| *order != Ordering::Equal)
        }
        _ => float(one).partial_cmp(&float(other)),
    }
}
