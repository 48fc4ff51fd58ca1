//! The function below the attribute: which of its arguments and what of its type belong to the contract.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::visit::Visit;
use syn::{Error, FnArg, GenericArgument, Ident, ItemFn, PathArguments, ReturnType, Type, TypePath};

use super::attribute::Attribute;
use crate::contract::holds_nothing;
use crate::errors::Errors;
use crate::mistake::Mistake;
use crate::url::plain;

/// What a handler takes and gives.
#[derive(Default)]
pub(super) struct Handler {
    pub(super) params: Option<Type>,
    pub(super) search: Option<Type>,
    pub(super) body: Option<(Body, Type)>,
    /// The types of the arguments that are named like extractors of Rutter.
    pub(super) extractors: Vec<Type>,
    /// A body that another argument comes after. Where that is a second body, the one mistake is that there are two.
    misplaced: Option<Error>,
    /// Whether an extractor lacks what it holds, so that what the path asks for is not known to be missing.
    is_incomplete: bool,
    /// What it gives back; `None` for nothing.
    pub(super) response: Option<Type>,
}

/// How the body of a request is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Json,
    Form,
}

/// An argument that belongs to the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Params,
    Search,
    Body(Body),
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Params" => Self::Params,
            "Search" => Self::Search,
            "Json" => Self::Body(Body::Json),
            "Form" => Self::Body(Body::Form),
            _ => return None,
        })
    }
}

impl Handler {
    /// Reads a handler; what cannot be an endpoint goes to `errors`.
    pub(super) fn read(function: &ItemFn, attribute: &Attribute, errors: &mut Errors) -> Self {
        signature(function, errors);
        let mut handler = Self::default();
        let last = function.sig.inputs.len().saturating_sub(1);
        for (at, argument) in function.sig.inputs.iter().enumerate() {
            match argument {
                // Told before; see `of_impl`.
                FnArg::Receiver(_) => {}
                FnArg::Typed(argument) => handler.argument(&argument.ty, at == last, attribute, errors),
            }
        }
        if let Some(misplaced) = handler.misplaced.take() {
            errors.push(misplaced);
        }
        handler.missing_params(attribute, errors);
        if let ReturnType::Type(_, response) = &function.sig.output {
            if let Type::ImplTrait(opaque) = plain(response) {
                errors.push(Error::new_spanned(
                    opaque,
                    "`impl` hides which responses there are; name the type: `Json<T>`, `Created<Json<T>>`, `NoContent`, or \
                     `Result<Json<T>, E>` with an error that derives `ApiError`",
                ));
            } else {
                handler.response = Some((**response).clone());
            }
        }
        handler
    }

    fn argument(&mut self, ty: &Type, is_last: bool, attribute: &Attribute, errors: &mut Errors) {
        let Some((name, ty, argument)) = extractor(ty) else { return };
        let Some(part) = Part::named(&name) else {
            if let Some(ours) = in_place_of(&name) {
                let message = format!(
                    "`{name}` is no part of the contract, so that callers cannot know what it takes; {ours}"
                );
                errors.push(Error::new_spanned(ty, message));
            } else if is_value(ty) {
                let message = format!(
                    "nothing says where a request has this `{}`; take it from the path with `Params<T>`, from the query with \
                     `Search<T>`, or from the body with `Json<T>` or `Form<T>`",
                    written(ty)
                );
                errors.push(Error::new_spanned(ty, message));
            }
            return;
        };
        // The compiler says that there is a type missing.
        let Some(of) = argument else {
            self.is_incomplete = true;
            return;
        };
        self.extractors.push(ty.clone());
        match part {
            Part::Params if !attribute.pattern.is_dynamic() => {
                let path = attribute.pattern.as_str();
                let message = format!(
                    "`{path}` has no params; write them into the path (`[id]`), or leave `Params` out"
                );
                errors.push(Error::new_spanned(ty, message));
            }
            Part::Params => once(&mut self.params, of, ty, "its path", errors),
            Part::Search => once(&mut self.search, of, ty, "its query", errors),
            Part::Body(body) => self.body(body, &name, (ty, of), is_last, attribute, errors),
        }
    }

    fn body(
        &mut self,
        body: Body,
        name: &str,
        (ty, of): (&Type, &Type),
        is_last: bool,
        attribute: &Attribute,
        errors: &mut Errors,
    ) {
        let method = &attribute.method;
        if method.is_bodiless() {
            let method = method.name;
            let message = match body {
                Body::Form => format!(
                    "a {method} request has no body, and a form with this method sends its fields in the query; take \
                     `Search<T>`"
                ),
                Body::Json => {
                    format!("a {method} request has no body; take `Search<T>`, or make it a `POST`")
                }
            };
            errors.push(Error::new_spanned(ty, message));
        } else if self.body.is_some() {
            self.misplaced = None;
            errors.push(Error::new(
                ty.span(),
                "a request has one body, and it is taken already; put both into one struct",
            ));
        } else {
            if !is_last {
                let message = format!("the body is read last; make `{name}<..>` the last argument");
                self.misplaced = Some(Error::new_spanned(ty, message));
            }
            self.body = Some((body, of.clone()));
        }
    }

    fn missing_params(&self, attribute: &Attribute, errors: &mut Errors) {
        let params = attribute.pattern.params();
        if params.is_empty() || self.params.is_some() || self.is_incomplete || !errors.is_empty() {
            return;
        }
        let path = attribute.pattern.as_str();
        let names: Vec<String> = params.iter().map(|param| format!("`{}`", param.name)).collect();
        let message = format!(
            "the path has {} and the handler does not take it: add `Params(params): Params<T>` with a struct that derives \
             `RouteParams` and has `#[rutter(endpoint = \"{path}\")]`",
            names.join(", ")
        );
        errors.push(Mistake::absence(attribute.path.span(), message));
    }
}

/// What shows that a function stands in an `impl` or a trait.
pub(super) fn of_impl(function: &ItemFn) -> Option<Error> {
    struct FindSelf(Option<Span>);
    impl<'a> Visit<'a> for FindSelf {
        fn visit_ident(&mut self, ident: &'a Ident) {
            if ident == "Self" {
                self.0.get_or_insert(ident.span());
            }
        }
    }
    if let Some(receiver) = function.sig.receiver() {
        let message = "an endpoint is a function by itself; move it out of the `impl`, and take what `self` would hold as \
                       `State<..>`";
        return Some(Error::new_spanned(receiver, message));
    }
    let mut found = FindSelf(None);
    found.visit_signature(&function.sig);
    let message =
        "an endpoint is a function by itself; move it out of the `impl`, and write the name of the type";
    found.0.map(|span| Error::new(span, message))
}

/// What no handler of an endpoint can be.
fn signature(function: &ItemFn, errors: &mut Errors) {
    let signature = &function.sig;
    if signature.asyncness.is_none() {
        errors.push(Error::new(signature.fn_token.span(), "a handler is asynchronous; write `async fn`"));
    }
    let in_arguments = signature.inputs.iter().find_map(|argument| match argument {
        FnArg::Typed(argument) => match &*argument.ty {
            Type::ImplTrait(opaque) => Some(opaque.span()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let generic = signature.generics.params.first().map(|param| param.span());
    if let Some(span) = generic.or(in_arguments) {
        let message = "an endpoint has one contract, and a generic function has many; write a function for each type that calls \
                       this one";
        errors.push(Error::new(span, message));
    }
}

fn once(slot: &mut Option<Type>, of: &Type, ty: &Type, what: &str, errors: &mut Errors) {
    if slot.is_some() {
        errors.push(Error::new(
            ty.span(),
            format!("a request has one such argument for {what}; put both into one struct"),
        ));
    } else {
        *slot = Some(of.clone());
    }
}

/// The name of an extractor, its type and what it holds: also of one in a `Result`, with which a handler answers for what is wrong.
fn extractor(ty: &Type) -> Option<(String, &Type, Option<&Type>)> {
    let Type::Path(TypePath { path, .. }) = plain(ty) else { return None };
    let last = path.segments.last()?;
    let name = last.ident.to_string();
    let argument = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    };
    match argument {
        Some(inner) if name == "Result" => extractor(inner),
        argument => Some((name, ty, argument)),
    }
}

/// Whether a type is plainly a value, and no extractor. Text is one: of a whole body.
fn is_value(ty: &Type) -> bool {
    let is_text = matches!(plain(ty), Type::Path(path) if path.path.is_ident("String"));
    holds_nothing(plain(ty)) && !is_text
}

/// What to take in place of an extractor of axum that the contract does not see.
fn in_place_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "Path" => "take `rutter::axum::Params<T>`",
        "Query" | "RawQuery" => "take `rutter::axum::Search<T>`",
        "RawForm" | "Multipart" => "take `rutter::axum::Form<T>`",
        _ => return None,
    })
}

/// A type as its user wrote it, in one line.
pub(super) fn written(ty: &Type) -> String {
    ty.to_token_stream()
        .to_string()
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}
