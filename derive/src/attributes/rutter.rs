//! `#[rutter(..)]`: what users tell Rutter. An unknown key is an error that lists the known ones.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Result};

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
}

/// The value of `default`.
#[derive(Clone, Debug)]
pub(crate) enum DefaultValue {
    /// `Default::default()`
    OfType,
    /// The expression.
    Expr(Expr),
}

const CONTAINER_KEYS: &str = "`route`, `endpoint`, `app`, `integers`, `input`, `text`";
const FIELD_KEYS: &str =
    "`default`, `comma`, `secret`, `empty`, `max_size`, `accept`, `integer`, `foreign`, `status`";

impl RutterContainer {
    /// Reads the attributes of an item.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut rutter = Self::default();
        each(attributes, |meta| {
            match name(&meta).as_str() {
                "route" => rutter.route = Some(meta.value()?.parse()?),
                "endpoint" => rutter.endpoint = Some(meta.value()?.parse()?),
                "app" => rutter.app = Some(meta.value()?.parse()?),
                "integers" => rutter.integers = Some(meta.value()?.parse()?),
                "input" => rutter.input = Some(meta.value()?.parse()?),
                "text" => rutter.text = meta.path.get_ident().map(Ident::span),
                _ => return Err(unknown(&meta, CONTAINER_KEYS)),
            }
            Ok(())
        })?;
        Ok(rutter)
    }
}

impl RutterField {
    /// Reads the attributes of a field or variant.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut rutter = Self::default();
        each(attributes, |meta| {
            match name(&meta).as_str() {
                "default" => {
                    rutter.default = Some(if meta.input.peek(syn::Token![=]) {
                        DefaultValue::Expr(meta.value()?.parse()?)
                    } else {
                        DefaultValue::OfType
                    });
                }
                "comma" => rutter.comma = true,
                "secret" => rutter.secret = meta.path.get_ident().map(Ident::span),
                "empty" => rutter.empty = Some(meta.value()?.parse()?),
                "max_size" => rutter.max_size = Some(meta.value()?.parse()?),
                "accept" => rutter.accept = Some(meta.value()?.parse()?),
                "integer" => rutter.integer = Some(meta.value()?.parse()?),
                "foreign" => rutter.foreign = true,
                "status" => rutter.status = Some(meta.value()?.parse()?),
                "message" => rutter.message = Some(meta.value()?.parse()?),
                "field" => rutter.field = Some(meta.value()?.parse()?),
                "transparent" => rutter.transparent = meta.path.get_ident().map(Ident::span),
                _ => return Err(unknown(&meta, FIELD_KEYS)),
            }
            Ok(())
        })?;
        Ok(rutter)
    }
}

fn each(attributes: &[Attribute], mut read: impl FnMut(ParseNestedMeta<'_>) -> Result<()>) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("rutter"))
        .try_for_each(|attribute| attribute.parse_nested_meta(&mut read))
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map_or_else(String::new, ToString::to_string)
}

fn unknown(meta: &ParseNestedMeta<'_>, keys: &str) -> syn::Error {
    if name(meta).starts_with("rename") {
        let name = name(meta);
        return meta.error(format!(
            "names are those of serde, also where serde is not derived; write `#[serde({name} = \"..\")]`"
        ));
    }
    meta.error(format!("`{}` is no key of `#[rutter(..)]` here; the keys are {keys}", name(meta)))
}
