//! `#[rutter(..)]`: what users tell Rutter.

use proc_macro2::{Span, TokenTree};
use syn::meta::ParseNestedMeta;
use syn::parse::Parse;
use syn::{Attribute, Error, Expr, Ident, LitInt, LitStr, Result, Token};

use super::keys::{self, Place, Reader};
use crate::errors::Errors;
use crate::mistake::Mistake;

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
    /// [`WRITTEN`] stands on it.
    pub(crate) written: bool,
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
    Expr(Box<Expr>),
}

/// The key by which `#[rutter::contract]` and `#[rutter::form]` tell the derives that they wrote them. These see the item as it is
/// after `#[cfg(..)]`, which an attribute does not.
pub(crate) const WRITTEN: &str = "__written";

fn is_written(attribute: &Attribute) -> bool {
    attribute.path().is_ident("rutter") && attribute.parse_args::<Ident>().is_ok_and(|key| key == WRITTEN)
}

impl RutterContainer {
    /// Reads the attributes of an item.
    pub(crate) fn parse(attributes: &[Attribute], reader: Reader, errors: &mut Errors) -> Self {
        let mut rutter = Self { written: attributes.iter().any(is_written), ..Self::default() };
        rutter.unread = each(attributes, Place::Item, reader, errors, |name, meta| {
            match name {
                "route" => rutter.route = Some(value(meta, "a text: `route = \"..\"`")?),
                "endpoint" => rutter.endpoint = Some(value(meta, "a text: `endpoint = \"..\"`")?),
                "app" => rutter.app = Some(value(meta, "a text: `app = \"..\"`")?),
                "integers" => {
                    rutter.integers = Some(value(meta, "a text: `integers = \"string\"`, or `\"number\"`")?);
                }
                "input" => rutter.input = Some(value(meta, "the name of a struct: `input = Name`")?),
                "text" => rutter.text = Some(alone(meta)?),
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
                    rutter.default = Some(if meta.input.peek(Token![=]) {
                        DefaultValue::Expr(meta.value()?.parse()?)
                    } else {
                        DefaultValue::OfType
                    });
                }
                "comma" => rutter.comma = alone(meta).map(|_| true)?,
                "secret" => rutter.secret = Some(alone(meta)?),
                "empty" => {
                    rutter.empty =
                        Some(value(meta, "a text: `empty = \"absent\"`, `\"null\"` or `\"keep\"`")?);
                }
                "max_size" => {
                    rutter.max_size = Some(value(meta, "a number of bytes: `max_size = 1_000_000`")?);
                }
                "accept" => rutter.accept = Some(value(meta, "a text: `accept = \"..\"`")?),
                "integer" => {
                    rutter.integer = Some(value(meta, "a text: `integer = \"string\"`, or `\"number\"`")?);
                }
                "foreign" => rutter.foreign = alone(meta).map(|_| true)?,
                "status" => rutter.status = Some(value(meta, "a number: `status = 404`")?),
                "message" => rutter.message = Some(value(meta, "a text: `message = \"..\"`")?),
                "field" => rutter.field = Some(value(meta, "a text: `field = \"..\"`")?),
                "transparent" => rutter.transparent = Some(alone(meta)?),
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
        if let Some(literal) = first_literal(attribute) {
            let message =
                "`#[rutter(..)]` holds keys, each with its value: `route = \"/blog/[slug]\"`, `status = 404`";
            errors.push(Error::new(literal, message));
            unread = true;
            continue;
        }
        let result = attribute.parse_nested_meta(|meta| {
            let name = name(&meta);
            if name == WRITTEN {
                return Ok(());
            }
            match keys::find(&name, place) {
                Some(key) => {
                    if let Some(error) = keys::refused(key, span(&meta), reader) {
                        errors.push(error);
                    }
                    read(key.name, &meta)
                }
                None => {
                    let error = meta.error(keys::unknown(&name, place, reader));
                    let meant = keys::meant(&name, place, reader).map(str::to_owned);
                    errors.push(Mistake::from(error).or(meant));
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

/// The place of a value that has no key in front of it.
fn first_literal(attribute: &Attribute) -> Option<Span> {
    let list = attribute.meta.require_list().ok()?;
    match list.tokens.clone().into_iter().next()? {
        TokenTree::Literal(literal) => Some(literal.span()),
        _ => None,
    }
}

/// The value of a key.
fn value<T: Parse>(meta: &ParseNestedMeta<'_>, what: &str) -> Result<T> {
    let is_alone = meta.input.is_empty() || meta.input.peek(Token![,]);
    let parsed = meta.value().and_then(|value| value.parse());
    parsed.map_err(|error| {
        let span = if is_alone { span(meta) } else { error.span() };
        Error::new(span, format!("`{}` is followed by {what}", name(meta)))
    })
}

/// A key that has no value, with its place.
fn alone(meta: &ParseNestedMeta<'_>) -> Result<Span> {
    if meta.input.is_empty() || meta.input.peek(Token![,]) {
        return Ok(span(meta));
    }
    Err(Error::new(meta.input.span(), format!("`{}` stands alone; remove what follows it", name(meta))))
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map_or_else(String::new, ToString::to_string)
}

fn span(meta: &ParseNestedMeta<'_>) -> Span {
    meta.path.get_ident().map_or_else(Span::call_site, Ident::span)
}

/// Passes over the value of a key that is none.
fn skip(meta: &ParseNestedMeta<'_>) -> Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
        meta.input.parse::<TokenTree>()?;
    }
    Ok(())
}
