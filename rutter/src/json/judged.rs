//! Where the contract is stricter than serde and `validator` together.

use rutter_contract::judge::Types;
use rutter_contract::{Check, Field, Format, Rest, Rule, Type};

/// Whether the judge may refuse a value of the type that serde has read and `validator` has let pass.
///
/// It may where a text has a form of which the Rust type takes more, where a rule is `validator`'s with a difference, and where a
/// rule stands that `validator` does not run: it knows structs alone, and those that `nested` leads to.
pub(super) fn is_judged(types: &Types, ty: &Type) -> bool {
    Search { types, seen: Vec::new() }.value(ty, true)
}

struct Search<'a> {
    types: &'a Types,
    /// The types that were entered, with whether `validator` runs there.
    seen: Vec<(&'a str, bool)>,
}

impl<'a> Search<'a> {
    /// `validated`: whether `validator` comes here.
    fn value(&mut self, ty: &'a Type, validated: bool) -> bool {
        match ty {
            Type::Any | Type::Never | Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number => {
                false
            }
            Type::Literal { .. } | Type::File => false,
            Type::String { format } => !matches!(format, None | Some(Format::Char)),
            Type::Nullable { of } => self.value(of, validated),
            Type::List { of, .. } | Type::Map { of, .. } => self.value(of, validated),
            Type::Tuple { items } => items.iter().any(|item| self.value(item, false)),
            Type::Object(object) => {
                let rest = match &object.rest {
                    Rest::Typed(ty) => self.value(ty, false),
                    Rest::Ignored | Rest::Refused => false,
                };
                rest || object.fields.iter().any(|field| self.field(field, validated))
            }
            Type::Union { variants, .. } => variants.iter().any(|variant| self.value(variant, false)),
            Type::All { of } => of.iter().any(|of| self.value(of, false)),
            Type::Ref { to } => {
                if self.seen.contains(&(to.as_str(), validated)) {
                    return false;
                }
                self.seen.push((to, validated));
                self.types.get(to).is_some_and(|definition| self.value(&definition.request, validated))
            }
            Type::Ruled { .. } => true,
        }
    }

    fn field(&mut self, field: &'a Field, validated: bool) -> bool {
        let differs = |rule: &Rule| match rule.check {
            Check::Email | Check::Url { .. } | Check::CreditCard | Check::Ip { .. } => true,
            Check::Length { .. }
            | Check::Range { .. }
            | Check::Contains { .. }
            | Check::DoesNotContain { .. }
            | Check::MustMatch { .. }
            | Check::NonControlCharacter
            | Check::Required => !validated,
            // The judge leaves these to the server.
            Check::Pattern { .. } | Check::Custom { .. } => false,
        };
        field.rules.iter().any(differs) || self.value(&field.ty, validated)
    }
}
