//! `redirects` and `rewrites`.
//!
//! Each entry is read for itself: one that cannot be read is noted and does not lose the others.

use super::read::Reader;
use super::value::one;
use super::{ConfigKey, Setting};
use crate::position::Position;
use crate::static_value::{Item, Lookup, Static, Unknown, Value};

/// A list of redirects or rewrites.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CustomRoutes {
    /// The entries that could be read, in order.
    pub routes: Vec<CustomRoute>,
    /// Whether these are all entries. Each that is missing has a [`super::Note`].
    pub is_complete: bool,
}

/// What the `rewrites` function returns. A plain list is `after_files`, as it is for Next.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rewrites {
    /// `beforeFiles`: tried before pages.
    pub before_files: Vec<CustomRoute>,
    /// `afterFiles`: tried after static pages and before dynamic ones.
    pub after_files: Vec<CustomRoute>,
    /// `fallback`: tried last.
    pub fallback: Vec<CustomRoute>,
    /// Whether these are all entries. What is missing has a [`super::Note`].
    pub is_complete: bool,
}

/// One redirect or rewrite.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomRoute {
    /// The path pattern, in the syntax of path-to-regexp: `/old/:slug*`.
    pub source: String,
    /// Where it leads: a path pattern or a URL.
    pub destination: Setting<String>,
    /// `permanent`, of redirects. A redirect may have a `statusCode` instead.
    pub permanent: Setting<bool>,
    /// `basePath`: `false` if the source does not begin with the base path.
    pub base_path: Setting<bool>,
    /// `locale`: `false` if the source carries its own locale.
    pub locale: Setting<bool>,
    /// Whether it has `has` or `missing`, and so applies to some requests only.
    pub is_conditional: bool,
    /// The place of the entry.
    pub position: Position,
}

pub(super) fn redirects<'a>(reader: &mut Reader<'a>, value: &Static<'a>) -> Result<CustomRoutes, Unknown> {
    let Some(returned) = reader.returned(value)? else {
        return Ok(CustomRoutes { is_complete: true, ..CustomRoutes::default() });
    };
    let items = reader.items(&returned)?;
    let (routes, is_complete) = entries(reader, &items, ConfigKey::Redirects);
    Ok(CustomRoutes { routes, is_complete })
}

pub(super) fn rewrites<'a>(reader: &mut Reader<'a>, value: &Static<'a>) -> Result<Rewrites, Unknown> {
    let Some(returned) = reader.returned(value)? else {
        return Ok(Rewrites { is_complete: true, ..Rewrites::default() });
    };
    if may_be_list(&returned) {
        let items = reader.items(&returned)?;
        let (after_files, is_complete) = entries(reader, &items, ConfigKey::Rewrites);
        return Ok(Rewrites { after_files, is_complete, ..Rewrites::default() });
    }
    let object = reader.object(&returned)?;
    let mut rewrites = Rewrites { is_complete: true, ..Rewrites::default() };
    for (name, list) in [
        ("beforeFiles", &mut rewrites.before_files),
        ("afterFiles", &mut rewrites.after_files),
        ("fallback", &mut rewrites.fallback),
    ] {
        let unknown = match object.get(name) {
            Lookup::Absent => continue,
            Lookup::Uncertain(unknown) => unknown.clone(),
            Lookup::Set(value) if value.truthiness() == Some(false) => continue,
            Lookup::Set(value) => match reader.items(value) {
                Ok(items) => {
                    let (routes, is_complete) = entries(reader, &items, ConfigKey::Rewrites);
                    *list = routes;
                    rewrites.is_complete &= is_complete;
                    continue;
                }
                Err(unknown) => unknown,
            },
        };
        rewrites.is_complete = false;
        reader.note_entry(ConfigKey::Rewrites, unknown);
    }
    Ok(rewrites)
}

/// A plain list of rewrites, or one of several values among which is such a list.
fn may_be_list(value: &Static<'_>) -> bool {
    match &value.value {
        Value::Array(_) => true,
        Value::OneOf(alternatives, _) => alternatives.iter().any(may_be_list),
        _ => false,
    }
}

fn entries<'a>(reader: &mut Reader<'a>, items: &[Item<'a>], key: ConfigKey) -> (Vec<CustomRoute>, bool) {
    let mut routes = Vec::with_capacity(items.len());
    let mut is_complete = true;
    for item in items {
        match one(item).and_then(|value| entry(reader, value)) {
            Ok(route) => routes.push(route),
            Err(unknown) => {
                is_complete = false;
                reader.note_entry(key, unknown);
            }
        }
    }
    (routes, is_complete)
}

fn entry<'a>(reader: &mut Reader<'a>, value: &Static<'a>) -> Result<CustomRoute, Unknown> {
    // An entry that may be missing (`isDev && {...}`) is not an entry.
    if value.truthiness() != Some(true) {
        return Err(reader.unknown(value));
    }
    let object = reader.object(value)?;
    let source = match object.get("source") {
        Lookup::Set(source) => reader.string(source)?,
        Lookup::Uncertain(unknown) => return Err(unknown.clone()),
        Lookup::Absent => return Err(Unknown::new("it has no `source`", value.span)),
    };
    let is_set = |name| !matches!(object.get(name), Lookup::Absent);
    Ok(CustomRoute {
        source,
        is_conditional: is_set("has") || is_set("missing"),
        destination: reader.silent(&object, "destination", Reader::string),
        permanent: reader.silent(&object, "permanent", Reader::boolean),
        base_path: reader.silent(&object, "basePath", Reader::boolean),
        locale: reader.silent(&object, "locale", Reader::boolean),
        position: reader.position(value.span),
    })
}
