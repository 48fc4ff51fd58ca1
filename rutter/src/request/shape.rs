//! Finding one's way in a type.

use rutter_contract::judge::{Path, Step, Types};
use rutter_contract::{Field, Rest, Type};

use super::RequestSchema;

/// The types behind references, rules, options and enums: what a value is in the end. Each comes once, however many ways lead
/// to it.
pub(crate) fn plain<'a>(types: &'a Types, of: impl IntoIterator<Item = &'a Type>) -> Vec<&'a Type> {
    let (mut plain, mut seen): (Vec<&Type>, Vec<&Type>) = (Vec::new(), Vec::new());
    let mut open: Vec<&Type> = of.into_iter().collect();
    while let Some(ty) = open.pop() {
        if seen.iter().any(|seen| std::ptr::eq(*seen, ty)) {
            continue;
        }
        seen.push(ty);
        match ty {
            Type::Ruled { of, .. } | Type::Nullable { of } => open.push(of),
            Type::Ref { to } => open.extend(types.get(to).map(|definition| &definition.request)),
            Type::Union { variants, .. } => open.extend(variants.iter().rev()),
            Type::All { of } => open.extend(of.iter().rev()),
            _ => plain.push(ty),
        }
    }
    plain
}

/// What some types have one step further.
#[derive(Default)]
pub(crate) struct Held<'a> {
    /// What the value there may be.
    pub(crate) types: Vec<&'a Type>,
    /// The fields that are meant.
    pub(crate) fields: Vec<&'a Field>,
    /// Whether it is an element of a list.
    pub(crate) in_list: bool,
}

/// What some types have under a key, which may be an alias, or an index in digits.
pub(crate) fn held<'a>(types: &[&'a Type], key: &str) -> Held<'a> {
    let mut held = Held::default();
    for ty in types {
        match ty {
            Type::Object(object) => {
                let is_named =
                    |field: &&Field| field.name == key || field.aliases.iter().any(|alias| alias == key);
                match (object.fields.iter().find(is_named), &object.rest) {
                    (Some(field), _) => {
                        held.fields.push(field);
                        held.types.push(&field.ty);
                    }
                    (None, Rest::Typed(ty)) => held.types.push(ty),
                    (None, Rest::Ignored | Rest::Refused) => {}
                }
            }
            Type::Map { of, .. } => held.types.push(of),
            Type::List { of, .. } => {
                held.in_list = true;
                held.types.push(of);
            }
            Type::Tuple { items } => {
                held.in_list = true;
                held.types.extend(key.parse().ok().and_then(|index: usize| items.get(index)));
            }
            Type::Any => held.types.push(ty),
            _ => {}
        }
    }
    held
}

impl Held<'_> {
    /// Whether what stands here must not be shown.
    pub(crate) fn is_secret(&self) -> bool {
        self.fields.iter().any(|field| field.secret)
    }
}

impl RequestSchema {
    /// Whether a message about a place could show a secret: one that the place is in, or one that is in it.
    pub(super) fn is_secret(&self, path: &Path) -> bool {
        let mut types = plain(&self.types, [&self.ty]);
        for step in &path.0 {
            let held = match step {
                Step::Key(key) => held(&types, key),
                Step::Index(index) => held(&types, &index.to_string()),
            };
            if held.is_secret() {
                return true;
            }
            types = plain(&self.types, held.types);
        }
        self.holds_secret(types)
    }

    fn holds_secret<'a>(&'a self, types: Vec<&'a Type>) -> bool {
        let mut open = types;
        let mut seen: Vec<&Type> = Vec::new();
        while let Some(ty) = open.pop() {
            if seen.iter().any(|seen| std::ptr::eq(*seen, ty)) {
                continue;
            }
            seen.push(ty);
            let held: Vec<&Type> = match ty {
                Type::Object(object) if object.fields.iter().any(|field| field.secret) => return true,
                Type::Object(object) => object.fields.iter().map(|field| &field.ty).collect(),
                Type::Map { of, .. } | Type::List { of, .. } => vec![of],
                Type::Tuple { items } => items.iter().collect(),
                _ => Vec::new(),
            };
            open.extend(plain(&self.types, held));
        }
        false
    }
}
