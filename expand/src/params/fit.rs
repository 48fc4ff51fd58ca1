//! Which field holds which param.

use quote::ToTokens as _;
use rutter_routes::{ParamKind, Segment};
use syn::{Error, Type};

use crate::attributes::container::{Container, Field};
use crate::errors::Errors;
use crate::listing::list;
use crate::mistake::Mistake;
use crate::url::{Codec, Holds, Route, codec};

/// A segment of the route, with the field that holds it if it is a param.
pub(super) enum Place<'f> {
    /// Fixed text.
    Text(String),
    /// A param.
    Param {
        /// What is around it, for a segment like `[id].json`.
        before: String,
        after: String,
        kind: ParamKind,
        field: &'f Field,
        holds: Holds<'f>,
        codec: Codec,
    },
}

/// A param that needs a field.
struct Wanted<'r> {
    segment: &'r str,
    before: &'r str,
    after: &'r str,
    name: String,
    kind: ParamKind,
}

/// Finds the field of each param; a field without a param, a param without a field and a type that does not fit are errors.
pub(super) fn fit<'f>(
    route: &Route,
    fields: &'f [Field],
    container: &Container,
    errors: &mut Errors,
) -> Vec<Place<'f>> {
    let pattern = &route.pattern;
    let dynamic = pattern.is_dynamic();
    let mut places = Vec::new();
    let mut missing: Vec<Wanted<'_>> = Vec::new();
    let mut extra: Vec<&Field> = fields.iter().collect();
    for text in pattern.as_str().split('/').filter(|segment| !segment.is_empty()) {
        let Some(wanted) = Wanted::read(text).filter(|_| dynamic) else {
            places.push(Place::Text(text.to_owned()));
            continue;
        };
        match extra.iter().position(|field| is_named(field, &wanted.name)) {
            Some(at) => {
                let field = extra.remove(at);
                let holds = Holds::of(&field.ty);
                if let Some(error) = misfit(&wanted, field, holds) {
                    errors.push(error);
                }
                places.push(Place::Param {
                    before: wanted.before.to_owned(),
                    after: wanted.after.to_owned(),
                    kind: wanted.kind,
                    field,
                    holds,
                    codec: codec(field, holds.value(), &container.rutter, errors),
                });
            }
            None => missing.push(wanted),
        }
    }
    // A field whose name differs only as names of Rust and of JavaScript do is meant for the param: one mistake, not two.
    extra.retain(|field| {
        let alike = missing.iter().position(|wanted| letters(&wanted.name) == letters(&field.names.request));
        let Some(at) = alike else { return true };
        let wanted = missing.remove(at);
        let message = format!(
            "a param of `{pattern}` is named `{}`; write `#[serde(rename = \"{}\")]` on this field",
            wanted.name, wanted.name
        );
        errors.push(Error::new(field.span, message));
        false
    });
    if let ([wanted], [field]) = (missing.as_slice(), extra.as_slice()) {
        let (segment, name, wrong) = (wanted.segment, &wanted.name, &field.names.request);
        let advice = match syn::parse_str::<syn::Ident>(name) {
            Ok(_) => format!("rename it to `{name}`"),
            Err(_) => format!("write `#[serde(rename = \"{name}\")]` on it"),
        };
        let message = format!(
            "`{pattern}` has no param `{wrong}`, and no field holds its `{segment}`; if this is the field, {advice}"
        );
        errors.push(Mistake::absence(field.span, message));
        return places;
    }
    for wanted in &missing {
        let Wanted { segment, name, .. } = wanted;
        let struct_name = &container.ident;
        let advice = field_for(wanted);
        errors.push(Mistake::absence(
            route.literal.span(),
            format!("`{struct_name}` has no field for `{segment}`; add {advice}", advice = advice(name)),
        ));
    }
    for field in extra {
        errors.push(Error::new(field.span, without_param(field, route, dynamic)));
    }
    places
}

impl<'r> Wanted<'r> {
    fn read(text: &'r str) -> Option<Self> {
        match Segment::parse(text) {
            Segment::Static(_) => None,
            Segment::Dynamic(param) => {
                Some(Self { segment: text, before: "", after: "", name: param.name, kind: param.kind })
            }
            Segment::Affixed { param, .. } => {
                let (before, rest) = text.split_once('[')?;
                let (_, after) = rest.split_once(']')?;
                Some(Self { segment: text, before, after, name: param.name, kind: ParamKind::Single })
            }
        }
    }
}

/// The declaration that a param asks for.
fn field_for(wanted: &Wanted<'_>) -> impl Fn(&str) -> String {
    let ty = if wanted.kind.repeats() { "Vec<String>" } else { "String" };
    move |name| match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => format!("`{name}: {ty}`"),
        Err(_) => {
            let plain: String = name
                .chars()
                .map(|char| if char.is_alphanumeric() { char.to_ascii_lowercase() } else { '_' })
                .collect();
            format!("`#[serde(rename = \"{name}\")] {plain}: {ty}`")
        }
    }
}

/// What is wrong with a field that no param of the route asks for.
fn without_param(field: &Field, route: &Route, dynamic: bool) -> String {
    let (name, pattern) = (&field.names.request, &route.pattern);
    let params: Vec<String> =
        if dynamic { pattern.params().into_iter().map(|param| param.name).collect() } else { Vec::new() };
    let affixed = pattern.segments().find_map(|segment| match segment {
        Segment::Affixed { text, param } if param.name == *name => Some(text.to_owned()),
        _ => None,
    });
    match (affixed, params.as_slice()) {
        (Some(text), _) if !dynamic => format!(
            "`{text}` is plain text to Next, because no segment of `{pattern}` is a param by itself; remove this field"
        ),
        (_, []) => format!("`{pattern}` has no params; remove this field"),
        (_, [only]) => format!("`{pattern}` has no param `{name}`; its only one is `{only}`"),
        (_, several) => format!("`{pattern}` has no param `{name}`; it has {}", list(several)),
    }
}

/// What is wrong with the type of a field, if it does not fit its param.
fn misfit(wanted: &Wanted<'_>, field: &Field, holds: Holds<'_>) -> Option<Error> {
    let segment = wanted.segment;
    let written = |ty: &Type| ty.to_token_stream().to_string().replace(' ', "");
    let value = written(holds.value());
    // A path of the file system is no list of segments, nor is it in one.
    let element = if value.ends_with("PathBuf") { "String" } else { &value };
    let message = match (wanted.kind, holds) {
        (ParamKind::Single | ParamKind::Optional, Holds::One(_))
        | (ParamKind::CatchAll, Holds::List(_))
        | (ParamKind::OptionalCatchAll, Holds::List(_) | Holds::OptionalList(_)) => {
            return None;
        }
        (ParamKind::Single | ParamKind::Optional, Holds::Optional(_)) => {
            format!("`{segment}` is always there; write `{value}`")
        }
        (ParamKind::Single | ParamKind::Optional, _) => {
            format!("`{segment}` is one segment of the path; write `{value}`")
        }
        (ParamKind::CatchAll, Holds::OptionalList(_)) => {
            format!("`{segment}` always has one segment or more; write `Vec<{element}>`")
        }
        (ParamKind::CatchAll, _) => {
            format!("`{segment}` is a list of segments; write `Vec<{element}>`")
        }
        (ParamKind::OptionalCatchAll, Holds::Optional(_)) => {
            format!("`{segment}` is a list of segments, or none; write `Option<Vec<{element}>>`")
        }
        (ParamKind::OptionalCatchAll, Holds::One(_)) => {
            format!("`{segment}` is a list of segments, or none; write `Vec<{element}>`")
        }
    };
    Some(Error::new_spanned(&field.ty, message))
}

/// A field whose two names differ is another mistake, which is reported as such.
fn is_named(field: &Field, name: &str) -> bool {
    field.names.request == name || field.names.response == name
}

/// A name without what sets `my-slug`, `mySlug` and `my_slug` apart.
fn letters(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).collect::<String>().to_lowercase()
}
