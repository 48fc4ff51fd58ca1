//! Where the contract is stricter than serde and `validator` together.

use rutter_contract::judge::Types;
use rutter_contract::{Check, Field, Format, Key, Rest, Rule, Type};

/// When the judge may refuse a value that serde has read and `validator` has let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Judged {
    /// Never: it need not be asked.
    Never,
    /// Where an e-mail address is one that `validator` alone takes: at an IP address, or with letters beyond ASCII.
    OddAddresses,
    /// Always: a text has a form of which the Rust type takes more, a rule is `validator`'s with a difference, or a rule stands where
    /// `validator` does not come: it knows structs alone, and those that `nested` leads to.
    Always,
}

impl Judged {
    /// Reads it from a type.
    pub(super) fn of(types: &Types, ty: &Type) -> Self {
        Search { types, seen: Vec::new() }.value(ty, true)
    }

    /// Whether the judge may refuse what a text says.
    pub(super) fn may_refuse(self, text: &[u8]) -> bool {
        match self {
            Self::Never => false,
            // An escape may stand for any character.
            Self::OddAddresses => {
                !text.is_ascii() || text.contains(&b'\\') || text.windows(2).any(|pair| pair == b"@[")
            }
            Self::Always => true,
        }
    }
}

struct Search<'a> {
    types: &'a Types,
    /// The types that were entered, with whether `validator` runs there.
    seen: Vec<(&'a str, bool)>,
}

impl<'a> Search<'a> {
    /// `validated`: whether `validator` comes here.
    fn value(&mut self, ty: &'a Type, validated: bool) -> Judged {
        match ty {
            Type::Any | Type::Never | Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number => {
                Judged::Never
            }
            Type::Literal { .. } | Type::File => Judged::Never,
            Type::String { format: None | Some(Format::Char) } => Judged::Never,
            Type::String { .. } | Type::Ruled { .. } => Judged::Always,
            Type::Nullable { of } => self.value(of, validated),
            Type::List { of, .. } => self.value(of, validated),
            Type::Map { key, of } => match key {
                Key::Formatted(format) if *format != Format::Char => Judged::Always,
                Key::Text | Key::Integer(_) | Key::Boolean | Key::Names(_) | Key::Formatted(_) => {
                    self.value(of, validated)
                }
            },
            Type::Tuple { items } => most(items.iter().map(|item| self.value(item, false))),
            Type::Object(object) => {
                let rest = match &object.rest {
                    Rest::Typed(ty) => self.value(ty, false),
                    Rest::Ignored | Rest::Refused => Judged::Never,
                };
                rest.max(most(object.fields.iter().map(|field| self.field(field, validated))))
            }
            Type::Union { variants, .. } => most(variants.iter().map(|variant| self.value(variant, false))),
            Type::All { of } => most(of.iter().map(|of| self.value(of, false))),
            Type::Ref { to } => {
                if self.seen.contains(&(to.as_str(), validated)) {
                    return Judged::Never;
                }
                self.seen.push((to, validated));
                let definition = self.types.get(to);
                definition.map_or(Judged::Never, |definition| self.value(&definition.request, validated))
            }
        }
    }

    fn field(&mut self, field: &'a Field, validated: bool) -> Judged {
        let differs = |rule: &Rule| match rule.check {
            // The judge leaves these to the server.
            Check::Pattern { .. } | Check::Custom { .. } => Judged::Never,
            _ if !validated => Judged::Always,
            Check::Email => Judged::OddAddresses,
            Check::Url { .. } | Check::CreditCard | Check::Ip { .. } => Judged::Always,
            Check::Length { .. }
            | Check::Range { .. }
            | Check::Contains { .. }
            | Check::DoesNotContain { .. }
            | Check::MustMatch { .. }
            | Check::NonControlCharacter
            | Check::Required => Judged::Never,
        };
        most(field.rules.iter().map(differs)).max(self.value(&field.ty, validated))
    }
}

fn most(found: impl Iterator<Item = Judged>) -> Judged {
    found.max().unwrap_or(Judged::Never)
}

#[cfg(test)]
mod tests {
    use rutter_contract::judge::{Types, judge};
    use rutter_contract::{Check, Field, Format, Key, Object, Rest, Rule, Type};
    use serde_json::json;
    use validator::ValidateEmail as _;

    use super::Judged;

    /// chrono reads `2024-2-3` too: as a key as it does as a value.
    #[test]
    fn keys_have_forms() {
        let map = |key| Type::Map { key, of: Box::new(Type::Boolean) };
        let judged = |key| Judged::of(&Types::new(), &map(key));
        assert_eq!(judged(Key::Formatted(Format::Date)), Judged::Always);
        assert_eq!(judged(Key::Formatted(Format::Char)), Judged::Never);
        assert_eq!(judged(Key::Text), Judged::Never);
    }

    /// The judge is asked about every address that `validator` takes and the judge does not.
    #[test]
    fn no_address_slips_through() {
        let text = Type::String { format: None };
        let field = Field { rules: vec![Rule::new(Check::Email)], ..Field::new("email", text) };
        let ty = Type::Object(Object { fields: vec![field], rest: Rest::Ignored, positional: None });
        let judged = Judged::of(&Types::new(), &ty);
        assert_eq!(judged, Judged::OddAddresses);
        let locals = [
            "a",
            "a.b",
            "a..b",
            ".a",
            "a&b",
            "a%b",
            "ä",
            "a b",
            "\"a\"",
            "",
            &"a".repeat(64),
            &"a".repeat(65),
        ];
        let domains = [
            "x.com",
            "x",
            "x-.com",
            "-x.com",
            "x..com",
            "x.c",
            "127.0.0.1",
            "[127.0.0.1]",
            "[::1]",
            "müller.de",
            "xn--mller-kva.de",
            "x.com.",
            "x_y.com",
            "",
            &"a".repeat(63),
            &"a".repeat(64),
            &vec!["a".repeat(60); 4].join("."),
            &vec!["a".repeat(60); 5].join("."),
        ];
        let mut asked = 0;
        for (local, domain) in
            locals.iter().flat_map(|local| domains.iter().map(move |domain| (local, domain)))
        {
            let address = format!("{local}@{domain}");
            let value = json!({ "email": address });
            let is_asked = judged.may_refuse(value.to_string().as_bytes());
            asked += usize::from(is_asked);
            if address.validate_email() && !judge(&Types::new(), &ty, &value).is_empty() {
                assert!(is_asked, "{address}");
            }
        }
        assert!(asked > 0 && asked < locals.len() * domains.len() / 2);
    }
}
