//! `#[validate(..)]` as the rules of a contract. What `validator` itself refuses is left to `validator`.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Ident, Path, Result, Token};

/// `#[validate(..)]` on a struct.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValidateContainer {
    /// `schema(function = ..)`: functions that check the whole.
    pub(crate) schema: Vec<ValidateRule>,
    /// `context = Type`: what must be given to run the rules.
    pub(crate) context: Option<Span>,
    /// `nest_all_fields`
    pub(crate) nest_all_fields: bool,
}

/// One rule of a field, with the place to blame.
#[derive(Clone, Debug)]
pub(crate) struct ValidateRule {
    /// The name of the rule.
    pub(crate) span: Span,
    pub(crate) kind: RuleKind,
    pub(crate) message: Option<Expr>,
    pub(crate) code: Option<Expr>,
}

/// What a rule checks. Limits are expressions: `validator` takes constants too.
#[derive(Clone, Debug)]
pub(crate) enum RuleKind {
    Length {
        min: Option<Expr>,
        max: Option<Expr>,
        equal: Option<Box<Expr>>,
    },
    Range {
        min: Option<Expr>,
        max: Option<Expr>,
        exclusive_min: Option<Box<Expr>>,
        exclusive_max: Option<Box<Expr>>,
    },
    Email,
    Url,
    Ip {
        v4: bool,
        v6: bool,
    },
    /// `*RE`, or the text of a path.
    Regex(Option<Expr>),
    Contains(Option<Expr>),
    DoesNotContain(Option<Expr>),
    /// A field of the same struct, by its Rust name.
    MustMatch(Option<Ident>),
    CreditCard,
    NonControlCharacter,
    Required,
    Nested,
    Custom(Option<Path>),
}

impl ValidateContainer {
    /// Reads the attributes of an item.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut validate = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("validate")) {
            attribute.parse_nested_meta(|meta| {
                let Some(name) = meta.path.get_ident() else { return Ok(()) };
                let mut options = Options::parse(&meta)?;
                match name.to_string().as_str() {
                    "schema" => {
                        let function = options.take("function").and_then(|function| path(&function));
                        validate.schema.push(options.rule(name.span(), RuleKind::Custom(function)));
                    }
                    "context" => validate.context = Some(name.span()),
                    "nest_all_fields" => validate.nest_all_fields = options.is_on(),
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(validate)
    }
}

/// Reads the rules of a field, in the order in which they are written.
pub(crate) fn rules(attributes: &[Attribute]) -> Result<Vec<ValidateRule>> {
    let (mut rules, mut skipped) = (Vec::new(), false);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("validate")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("skip") {
                skipped = Options::parse(&meta)?.is_on();
            } else {
                rules.extend(rule(&meta)?);
            }
            Ok(())
        })?;
    }
    Ok(if skipped { Vec::new() } else { rules })
}

fn rule(meta: &ParseNestedMeta<'_>) -> Result<Option<ValidateRule>> {
    let Some(name) = meta.path.get_ident() else { return Ok(None) };
    let mut options = Options::parse(meta)?;
    let kind = match name.to_string().as_str() {
        "length" => RuleKind::Length {
            min: options.take("min"),
            max: options.take("max"),
            equal: options.take("equal").map(Box::new),
        },
        "range" => RuleKind::Range {
            min: options.take("min"),
            max: options.take("max"),
            exclusive_min: options.take("exclusive_min").map(Box::new),
            exclusive_max: options.take("exclusive_max").map(Box::new),
        },
        "email" => RuleKind::Email,
        "url" => RuleKind::Url,
        "ip" => RuleKind::Ip { v4: options.flag("v4"), v6: options.flag("v6") },
        "regex" => RuleKind::Regex(options.take("path").or(options.value.take()).map(unquoted)),
        "contains" => RuleKind::Contains(options.take("pattern").or(options.value.take())),
        "does_not_contain" => RuleKind::DoesNotContain(options.take("pattern").or(options.value.take())),
        "must_match" => RuleKind::MustMatch(
            options.take("other").or(options.value.take()).and_then(|other| ident(&other)),
        ),
        "credit_card" => RuleKind::CreditCard,
        "non_control_character" => RuleKind::NonControlCharacter,
        "required" => RuleKind::Required,
        "nested" if options.is_on() => RuleKind::Nested,
        "custom" => RuleKind::Custom(
            options.take("function").or(options.value.take()).and_then(|function| path(&function)),
        ),
        _ => return Ok(None),
    };
    Ok(Some(options.rule(name.span(), kind)))
}

/// What stands after the name of a rule: `= value`, or `(name = value, ..)`.
struct Options {
    value: Option<Expr>,
    named: Vec<(String, Option<Expr>)>,
}

impl Options {
    fn parse(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let mut options = Self { value: None, named: Vec::new() };
        if meta.input.peek(Token![=]) {
            options.value = Some(meta.value()?.parse()?);
        } else if meta.input.peek(syn::token::Paren) {
            meta.parse_nested_meta(|inner| {
                let name = inner.path.get_ident().map_or_else(String::new, ToString::to_string);
                let value = if inner.input.peek(Token![=]) {
                    Some(inner.value()?.parse()?)
                } else if inner.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in inner.input);
                    content.parse::<proc_macro2::TokenStream>()?;
                    None
                } else {
                    None
                };
                options.named.push((name, value));
                Ok(())
            })?;
        }
        Ok(options)
    }

    fn take(&mut self, name: &str) -> Option<Expr> {
        self.named.iter_mut().find(|(known, _)| known == name).and_then(|(_, value)| value.take())
    }

    /// Whether a name stands alone or with `= true`.
    fn flag(&self, name: &str) -> bool {
        self.named.iter().find(|(known, _)| known == name).is_some_and(|(_, value)| is_on(value.as_ref()))
    }

    /// Whether the rule itself stands alone or with `= true`.
    fn is_on(&self) -> bool {
        is_on(self.value.as_ref())
    }

    fn rule(&mut self, span: Span, kind: RuleKind) -> ValidateRule {
        ValidateRule { span, kind, message: self.take("message"), code: self.take("code") }
    }
}

fn is_on(value: Option<&Expr>) -> bool {
    match value {
        None => true,
        Some(Expr::Lit(literal)) => matches!(&literal.lit, syn::Lit::Bool(flag) if flag.value),
        Some(_) => false,
    }
}

/// An expression that may be written as text.
fn unquoted(expr: Expr) -> Expr {
    match &expr {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => text.parse().unwrap_or(expr),
            _ => expr,
        },
        _ => expr,
    }
}

/// A name, written plainly or as text.
fn ident(expr: &Expr) -> Option<Ident> {
    path(expr)?.get_ident().cloned()
}

/// A path, written plainly or as text.
fn path(expr: &Expr) -> Option<Path> {
    match expr {
        Expr::Path(path) => Some(path.path.clone()),
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => text.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}
