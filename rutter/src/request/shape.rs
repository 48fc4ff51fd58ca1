//! Finding one's way in a type.

use rutter_contract::judge::{Path, Step, Types};
use rutter_contract::{Field, Type};

use super::RequestSchema;

/// The types behind references, rules, options and enums: what a value is in the end.
pub(crate) fn plain<'a>(types: &'a Types, of: impl IntoIterator<Item = &'a Type>) -> Vec<&'a Type> {
    /// A type that is nothing but itself again has no values.
    const DEEPEST: usize = 32;
    let mut plain = Vec::new();
    let mut open: Vec<(&Type, usize)> = of.into_iter().map(|ty| (ty, 0)).collect();
    while let Some((ty, depth)) = open.pop() {
        let of: &[Type] = match ty {
            _ if depth > DEEPEST => continue,
            Type::Ruled { of, .. } | Type::Nullable { of } => std::slice::from_ref(of),
            Type::Ref { to } => {
                types.get(to).map_or(&[], |definition| std::slice::from_ref(&definition.request))
            }
            Type::Union { variants, .. } => variants,
            Type::All { of } => of,
            _ => {
                plain.push(ty);
                continue;
            }
        };
        open.extend(of.iter().rev().map(|ty| (ty, depth + 1)));
    }
    plain
}

/// The types one step further, and whether a field on the way is secret.
pub(super) fn held<'a>(types: &[&'a Type], step: &Step) -> (Vec<&'a Type>, bool) {
    let (mut held, mut secret) = (Vec::new(), false);
    for ty in types {
        match (ty, step) {
            (Type::Object(object), Step::Key(key)) => {
                if let Some(field) = object.fields.iter().find(|field| is_named(field, key)) {
                    secret |= field.secret;
                    held.push(&field.ty);
                }
            }
            (Type::Map { of, .. }, Step::Key(_)) | (Type::List { of, .. }, Step::Index(_)) => held.push(of),
            (Type::Tuple { items }, Step::Index(index)) => held.extend(items.get(*index)),
            _ => {}
        }
    }
    (held, secret)
}

fn is_named(field: &Field, key: &str) -> bool {
    field.name == key || field.aliases.iter().any(|alias| alias == key)
}

impl RequestSchema {
    /// Whether a message about a place could show a secret: one that the place is in, or one that is in it.
    pub(super) fn is_secret(&self, path: &Path) -> bool {
        let mut types = plain(&self.types, [&self.ty]);
        for step in &path.0 {
            let (held, secret) = held(&types, step);
            if secret {
                return true;
            }
            types = plain(&self.types, held);
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
