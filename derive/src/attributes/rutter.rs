//! `#[rutter(..)]`: what users tell Rutter.

use proc_macro2::{Span, TokenTree};
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Result};

use super::keys::{self, Place, Reader};
use crate::errors::Errors;

/// `#[rutter(..)]` on a struct or enum.
#[derive(Clone, Debug, Default)]
pub(crate) struct RutterContainer {
    /// `route = "/blog/[slug]"`: a route of the tree.
    pub(crate) route: Option<LitStr>,
    /// `endpoint = "/api/posts/[id]"`: the path of an endpoint of the Rust server, which need not be in the tree.
    pub(crate) endpoint: Option<LitStr>,
    /// `app = "web"`: the app whose tree is meant, where a workspace has several.
    pub(crate) app: Option<LitStr>,
    /// `integers = "string"`: how 64-bit integers are written.
    pub(crate) integers: Option<LitStr>,
    /// `input = Name`: the struct of this name is what the maker of a link passes.
    pub(crate) input: Option<Ident>,
    /// `text`: a type with one field is that field's text in a URL.
    pub(crate) text: Option<Span>,
    /// Whether something could not be read, so that what seems to be missing may have stood there.
    pub(crate) unread: bool,
}

/// `#[rutter(..)]` on a field.
#[derive(Clone, Debug, Default)]
pub(crate) struct RutterField {
    /// `default` or `default = expr`: what an absent value means, in search params and forms.
    pub(crate) default: Option<DefaultValue>,
    /// `comma`: several values in one, divided by commas.
    pub(crate) comma: bool,
    /// `secret`: never shown again.
    pub(crate) secret: Option<Span>,
    /// `empty = "absent" | "null" | "keep"`: what an empty text of a form means.
    pub(crate) empty: Option<LitStr>,
    /// `max_size = 1_000_000`: bytes of a file.
    pub(crate) max_size: Option<LitInt>,
    /// `accept = "image/*, .pdf"`: media types of a file.
    pub(crate) accept: Option<LitStr>,
    /// `integer = "string"`: how a 64-bit integer is written.
    pub(crate) integer: Option<LitStr>,
    /// `foreign`: a type of another crate that has a JSON Schema and no contract.
    pub(crate) foreign: bool,
    /// `status = 404` on a variant of an error.
    pub(crate) status: Option<LitInt>,
    /// `message = "the slug {slug} is taken"` on a variant of an error: what is said instead of its `Display`.
    pub(crate) message: Option<LitStr>,
    /// `field = "email"` on a variant of an error: the field of the request that is to blame.
    pub(crate) field: Option<LitStr>,
    /// `transparent` on a variant of an error: it is answered as the error in it.
    pub(crate) transparent: Option<Span>,
    /// Whether something could not be read, so that what seems to be missing may have stood there.
    pub(crate) unread: bool,
}

/// How integers are written that JavaScript numbers do not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integers {
    /// As text in digits.
    String,
    /// As numbers that are checked to be at most 2^53-1.
    Number,
}

impl Integers {
    /// The value of `integer` or `integers`; `None` where it is none.
    pub(crate) fn of(stated: &LitStr) -> Option<Self> {
        match stated.value().as_str() {
            "string" => Some(Self::String),
            "number" => Some(Self::Number),
            _ => None,
        }
    }

    /// Its name, as it is stated.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
        }
    }
}

/// The value of `default`.
#[derive(Clone, Debug)]
pub(crate) enum DefaultValue {
    /// `Default::default()`
    OfType,
    /// The expression.
    Expr(Expr),
}

impl RutterContainer {
    /// Reads the attributes of an item.
    pub(crate) fn parse(attributes: &[Attribute], reader: Reader, errors: &mut Errors) -> Self {
        let mut rutter = Self::default();
        rutter.unread = each(attributes, Place::Item, reader, errors, |name, meta| {
            match name {
                "route" => rutter.route = Some(meta.value()?.parse()?),
                "endpoint" => rutter.endpoint = Some(meta.value()?.parse()?),
                "app" => rutter.app = Some(meta.value()?.parse()?),
                "integers" => rutter.integers = Some(meta.value()?.parse()?),
                "input" => rutter.input = Some(meta.value()?.parse()?),
                "text" => rutter.text = Some(span(meta)),
                _ => {}
            }
            Ok(())
        });
        rutter
    }
}

impl RutterField {
    /// Reads the attributes of a field or variant.
    pub(crate) fn parse(attributes: &[Attribute], place: Place, reader: Reader, errors: &mut Errors) -> Self {
        let mut rutter = Self::default();
        rutter.unread = each(attributes, place, reader, errors, |name, meta| {
            match name {
                "default" => {
                    rutter.default = Some(if meta.input.peek(syn::Token![=]) {
                        DefaultValue::Expr(meta.value()?.parse()?)
                    } else {
                        DefaultValue::OfType
                    });
                }
                "comma" => rutter.comma = true,
                "secret" => rutter.secret = Some(span(meta)),
                "empty" => rutter.empty = Some(meta.value()?.parse()?),
                "max_size" => rutter.max_size = Some(meta.value()?.parse()?),
                "accept" => rutter.accept = Some(meta.value()?.parse()?),
                "integer" => rutter.integer = Some(meta.value()?.parse()?),
                "foreign" => rutter.foreign = true,
                "status" => rutter.status = Some(meta.value()?.parse()?),
                "message" => rutter.message = Some(meta.value()?.parse()?),
                "field" => rutter.field = Some(meta.value()?.parse()?),
                "transparent" => rutter.transparent = Some(span(meta)),
                _ => {}
            }
            Ok(())
        });
        rutter
    }
}

/// Calls `read` with every key that is one at this place. What is wrong goes to `errors`, and the answer is whether there was
/// something.
fn each(
    attributes: &[Attribute],
    place: Place,
    reader: Reader,
    errors: &mut Errors,
    mut read: impl FnMut(&'static str, &ParseNestedMeta<'_>) -> Result<()>,
) -> bool {
    let mut unread = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("rutter")) {
        let result = attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map_or_else(String::new, ToString::to_string);
            match keys::find(&name, place) {
                Some(key) => {
                    if let Some(error) = keys::refused(key, span(&meta), reader) {
                        errors.push(error);
                    }
                    read(key.name, &meta)
                }
                None => {
                    errors.push(meta.error(keys::unknown(&name, place, reader)));
                    unread = true;
                    skip(&meta)
                }
            }
        });
        if let Err(error) = result {
            errors.push(error);
            unread = true;
        }
    }
    unread
}

fn span(meta: &ParseNestedMeta<'_>) -> Span {
    meta.path.get_ident().map_or_else(Span::call_site, Ident::span)
}

/// Passes over the value of a key that is none.
fn skip(meta: &ParseNestedMeta<'_>) -> Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
        meta.input.parse::<TokenTree>()?;
    }
    Ok(())
}
