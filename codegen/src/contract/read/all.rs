//! Values that are of several types at once: each reads its part of the object.

use std::collections::BTreeSet;

use rutter_contract::Type;
use rutter_contract::judge::{declared_keys, shape_message};

use super::function::cast;
use super::plain::Refusal;
use super::readers::{Part, Readers};
use super::value::{Place, Scope};
use crate::writer::{Writer, quote};

pub(super) fn body<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    of: &'a [Type],
    scope: Scope<'a, '_>,
    output: &str,
) {
    // What is not there is said once; of what is of another type, each part says so.
    let refuse = Refusal::shape(shape_message(readers.contract_types(), &Type::All { of: Vec::new() }))
        .call(readers, &Place::root());
    w.line(format!("if (value === undefined) return {refuse} as never;"));
    let mut read = Vec::new();
    for (at, ty) in of.iter().enumerate() {
        let call = call(readers, of, at, ty, scope);
        w.line(format!("const part{at} = {call};"));
        // The compiler has to be told twice of a type without objects, of which nothing is ever taken.
        let known = if holds_objects(readers, ty, 0) { "" } else { "unknown as " };
        read.push(format!("...(part{at} as {known}object)"));
    }
    w.line(format!("return {{ {} }}{};", read.join(", "), cast(output)));
}

/// Whether values of a type can be objects, of those that its function names to the compiler.
fn holds_objects(readers: &Readers<'_>, ty: &Type, depth: usize) -> bool {
    /// References that lead deeper are taken not to.
    const MAX_DEPTH: usize = 16;
    match ty {
        Type::Ref { to } if depth < MAX_DEPTH => {
            readers.shape(to).is_some_and(|ty| holds_objects(readers, ty, depth + 1))
        }
        Type::Nullable { of } | Type::Ruled { of, .. } => holds_objects(readers, of, depth),
        Type::Union { variants: of, .. } | Type::All { of } => {
            of.iter().any(|ty| holds_objects(readers, ty, depth + 1))
        }
        Type::Ref { .. }
        | Type::Null
        | Type::Boolean
        | Type::Integer { .. }
        | Type::Number
        | Type::String { .. }
        | Type::Literal { .. } => false,
        _ => true,
    }
}

fn call<'a>(
    readers: &mut Readers<'a>,
    of: &'a [Type],
    at: usize,
    ty: &'a Type,
    scope: Scope<'a, '_>,
) -> String {
    let shared = readers.looks_around(ty, 0);
    let function = match ty {
        Type::Ref { to } if readers.is_endless(to, scope) => {
            return format!("{} as never", Refusal::too_deep().call(readers, &Place::root()));
        }
        Type::Ref { to } => readers.call(to),
        ty => {
            let part = Part {
                name: String::new(),
                ty,
                shared,
                owner: scope.owner,
                in_place: scope.in_place,
                known: None,
            };
            readers.part(&format!("{}Part", scope.name), part)
        }
    };
    if !shared {
        return format!("{function}(value, path, issues)");
    }
    let others = of.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, ty)| ty);
    let (types, request) = (readers.contract_types(), readers.is_request());
    let keys: BTreeSet<&str> = others.flat_map(|ty| declared_keys(ty, types, request)).collect();
    let inherited = scope.shared.then(|| "...elsewhere".to_owned());
    let keys: Vec<String> = inherited.into_iter().chain(keys.into_iter().map(quote)).collect();
    format!("{function}(value, path, issues, [{}])", keys.join(", "))
}
