//! Flattened types that serde cannot keep apart.
//!
//! serde gives the keys of an object first to the fields of the struct itself, then to what is flattened into it, in the order
//! of declaration. A key that two of them declare is read by one alone, or by both, by kind and order; it is written twice. A
//! map takes every key that nobody took before it, and some types leave theirs where they are: those that serde reads by looking
//! at all keys first.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Definition;
use crate::judge::declared_keys;
use crate::notes::{FieldNotes, Notes};
use crate::ty::{Rest, Type};

use super::{Source, TypeSource};

/// By their full path.
type Types = BTreeMap<String, Definition>;

/// What is wrong with the types into which others are flattened, in words. `bodies`: what is sent.
pub(super) fn problems<'a>(
    source: &'a Source,
    types: &'a Types,
    bodies: impl IntoIterator<Item = &'a Type>,
) -> Vec<String> {
    let looking = Looking { source, types, sent: sent(source, types, bodies) };
    let mut problems = Vec::new();
    for (path, known) in &source.types {
        let notes = &known.notes;
        looking.add(path, &notes.flattened, own_names(notes.order, &notes.fields), &mut problems);
        for variant in notes.variants.values() {
            let mut own = own_names(variant.order, &variant.fields);
            // The tag stands among the fields, unless they stand in a content.
            if notes.content.is_none()
                && let Some(tag) = &notes.tag
            {
                own.iter_mut().for_each(|names| _ = names.insert(tag));
            }
            looking.add(path, &variant.flattened, own, &mut problems);
        }
    }
    problems
}

/// The paths of the types that requests hold.
fn sent<'a>(
    source: &'a Source,
    types: &'a Types,
    bodies: impl IntoIterator<Item = &'a Type>,
) -> BTreeSet<&'a str> {
    let ids: BTreeMap<&str, &str> =
        source.types.iter().map(|(path, known)| (known.id.as_str(), path.as_str())).collect();
    let mut sent = BTreeSet::new();
    let mut open: Vec<&Type> = bodies.into_iter().collect();
    while let Some(ty) = open.pop() {
        open.extend(ty.parts());
        let Type::Ref { to } = ty else { continue };
        let mut paths = vec![to.as_str()];
        while let Some(path) = paths.pop() {
            if !sent.insert(path) {
                continue;
            }
            open.extend(types.get(path).map(|definition| &definition.request));
            let Some(TypeSource { notes, .. }) = source.types.get(path) else { continue };
            let of_variants = notes.variants.values().flat_map(|variant| &variant.flattened);
            paths.extend(notes.flattened.iter().chain(of_variants).filter_map(|id| ids.get(id.as_str())));
        }
    }
    sent
}

struct Looking<'a> {
    source: &'a Source,
    types: &'a Types,
    /// The types that requests hold: of the others, nobody reads the keys.
    sent: BTreeSet<&'a str>,
}

/// One of the things that share an object.
struct Part<'a> {
    /// Of whom the messages speak.
    told: String,
    /// The keys that it declares: in requests, in responses.
    keys: [BTreeSet<&'a str>; 2],
    /// It takes keys that it does not declare.
    is_open: bool,
    /// It leaves its keys to what is flattened behind it, and why.
    leaves: Option<&'static str>,
}

impl<'a> Looking<'a> {
    fn add(
        &self,
        path: &'a str,
        flattened: &[String],
        own: [BTreeSet<&'a str>; 2],
        problems: &mut Vec<String>,
    ) {
        let mut parts =
            vec![Part { told: format!("`{path}` itself"), keys: own, is_open: false, leaves: None }];
        parts.extend(flattened.iter().filter_map(|id| self.part(id)));
        for (at, part) in parts.iter().enumerate() {
            for earlier in &parts[..at] {
                let shared = part.keys.iter().zip(&earlier.keys);
                if let Some(key) = shared.flat_map(|(keys, others)| keys.intersection(others)).next() {
                    problems.push(format!(
                        "{} and {}, which is flattened into `{path}`, both have the key `{key}`: serde gives it to one of \
                         them or to both, by their order, and writes it twice; rename it in one of them, or remove `flatten`",
                        earlier.told, part.told
                    ));
                }
                if !self.sent.contains(path) {
                    continue;
                }
                if earlier.is_open {
                    problems.push(format!(
                        "{}, which is flattened into `{path}`, takes the keys of {} too; flatten it last",
                        earlier.told, part.told
                    ));
                }
                if let Some(why) = earlier.leaves.filter(|_| part.is_open) {
                    problems.push(format!(
                        "{}, which is flattened into `{path}`, takes the keys of {} too, because serde {why}; remove its \
                         `flatten`, so that it is a field of its own",
                        part.told, earlier.told
                    ));
                }
            }
        }
    }

    /// What is flattened, by its `schema_id`; nothing, of types that only `schemars` knows.
    fn part(&self, id: &str) -> Option<Part<'a>> {
        if id.starts_with("Map<") || id == "AnyValue" {
            return Some(Part {
                told: "a map".to_owned(),
                keys: Default::default(),
                is_open: true,
                leaves: None,
            });
        }
        let (path, known) = self.source.types.iter().find(|(_, known)| known.id == id)?;
        let definition = self.types.get(path)?;
        let keys = [
            declared_keys(&definition.request, self.types, true),
            declared_keys(definition.response(), self.types, false),
        ];
        Some(Part {
            told: format!("`{path}`"),
            keys,
            is_open: self.is_open(&definition.request, 0),
            leaves: leaves(&known.notes, &definition.request),
        })
    }

    fn is_open(&self, ty: &Type, depth: usize) -> bool {
        /// References that lead deeper lead in a circle.
        const MAX_LOOKUPS: usize = 16;
        match ty {
            _ if depth > MAX_LOOKUPS => false,
            Type::Map { .. } | Type::Any => true,
            Type::Object(object) => matches!(object.rest, Rest::Typed(_)),
            Type::All { of } | Type::Union { variants: of, .. } => {
                of.iter().any(|ty| self.is_open(ty, depth + 1))
            }
            Type::Nullable { of } | Type::Ruled { of, .. } => self.is_open(of, depth + 1),
            Type::Ref { to } => {
                self.types.get(to).is_some_and(|definition| self.is_open(&definition.request, depth + 1))
            }
            _ => false,
        }
    }
}

/// Why serde leaves the keys of a flattened type where they are, if it does.
fn leaves(notes: &Notes, request: &Type) -> Option<&'static str> {
    if !notes.flattened.is_empty() {
        return Some("reads what is flattened into another flattened type again");
    }
    match request {
        Type::Union { tag: Some(_), .. } if notes.content.is_none() => {
            Some("looks for the tag among all keys")
        }
        Type::Union { tag: None, keyed: false, .. } => Some("tries each variant with all keys"),
        Type::Ruled { of, .. } | Type::Nullable { of } => leaves(notes, of),
        _ => None,
    }
}

/// The names of declared fields: those of requests with their aliases, and those of responses.
fn own_names<'a>(
    order: &'static [&'static str],
    fields: &'a BTreeMap<String, FieldNotes>,
) -> [BTreeSet<&'a str>; 2] {
    let mut names: [BTreeSet<&'a str>; 2] = Default::default();
    for name in order {
        let notes = fields.get(*name);
        names[0].insert(name);
        names[0].extend(notes.into_iter().flat_map(|notes| &notes.aliases).map(String::as_str));
        names[1].insert(notes.and_then(|notes| notes.response_name.as_deref()).unwrap_or(name));
    }
    names
}
