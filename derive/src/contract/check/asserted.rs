//! What only the compiler can check, because it is said of types by name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::visit::Visit;
use syn::{GenericArgument, Generics, PathArguments, Type};

use super::rules::ruled;
use crate::attributes::container::{Container, Field};
use crate::attributes::validate::RuleKind;
use crate::contract::held::holds_nothing;

/// Assertions on types that are known here.
pub(in crate::contract) fn assertions(container: &Container) -> TokenStream {
    let known = || checked(container).filter(|field| !uses_parameter(&field.ty, &container.generics));
    let rules: Vec<TokenStream> = known().flat_map(asked).collect();
    let rules = (!rules.is_empty())
        .then(|| quote!(const _: ::core::option::Option<(#(#rules,)*)> = ::core::option::Option::None;));
    let nested = known().filter(|field| may_be_forgotten(container, field)).map(|field| {
        let assertion = not_forgotten(field);
        quote_spanned!(field.ty.span()=> const _: () = #assertion;)
    });
    quote!(#rules #(#nested)*)
}

/// Assertions on types that depend on type parameters: they are made where the rules of a concrete type are run.
pub(in crate::contract) fn late_assertions(container: &Container) -> TokenStream {
    checked(container)
        .filter(|field| uses_parameter(&field.ty, &container.generics) && may_be_forgotten(container, field))
        .map(|field| {
            let assertion = not_forgotten(field);
            quote_spanned!(field.ty.span()=> const { #assertion };)
        })
        .collect()
}

fn checked(container: &Container) -> impl Iterator<Item = &Field> {
    container.shape.fields().iter()
}

/// The types by which the compiler says that a rule is for something else.
fn asked(field: &Field) -> Vec<TokenStream> {
    if ruled(&field.ty).is_some() {
        return Vec::new();
    }
    let ty = without_options(&field.ty);
    let rules = field.rules.iter().filter_map(|rule| {
        let name = match rule.kind {
            RuleKind::Length { .. } => "Length",
            RuleKind::Email => "Email",
            RuleKind::Url => "Url",
            RuleKind::Ip { .. } => "Ip",
            RuleKind::Regex(_) => "Regex",
            RuleKind::Contains(_) => "Contains",
            RuleKind::DoesNotContain(_) => "DoesNotContain",
            RuleKind::CreditCard => "CreditCard",
            RuleKind::NonControlCharacter => "NonControlCharacter",
            // `validator` lets a type say which numbers are its limits.
            RuleKind::Range { .. } | RuleKind::Required => return None,
            RuleKind::MustMatch(_) | RuleKind::Nested | RuleKind::Custom(_) => return None,
        };
        let name = format_ident!("{name}");
        Some(quote_spanned!(ty.span()=> ::rutter::__private::asked::#name<#ty>))
    });
    rules.collect()
}

/// `validator` asks its rules of what an `Option` holds.
fn without_options(ty: &Type) -> &Type {
    if let Type::Path(path) = ty
        && let Some(last) = path.path.segments.last()
        && last.ident == "Option"
        && let PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(GenericArgument::Type(inner)) = arguments.args.first()
    {
        return without_options(inner);
    }
    ty
}

/// Whether the rules of the field's type would not be run, if it has some.
fn may_be_forgotten(container: &Container, field: &Field) -> bool {
    let nested = container.validate.nest_all_fields
        || field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::Nested));
    container.runs_validator()
        && !nested
        && !field.rutter.foreign
        && field.serde.crosses()
        && !holds_nothing(&field.ty)
        && !field.serde.is_written_otherwise()
        && !field.schemars.is_given()
}

fn not_forgotten(field: &Field) -> TokenStream {
    let (ty, name) = (&field.ty, field.ident.as_ref().map_or_else(String::new, ToString::to_string));
    let message = format!(
        "the type of `{name}` has `#[validate(..)]` rules of its own, and nothing runs them: add `#[validate(nested)]` to the field"
    );
    quote_spanned!(ty.span()=> ::core::assert!(!<#ty as ::rutter::Contract>::HAS_RULES, #message))
}

/// Whether a type names a parameter of the item.
fn uses_parameter(ty: &Type, generics: &Generics) -> bool {
    struct Uses<'a> {
        generics: &'a Generics,
        found: bool,
    }
    impl<'a> Visit<'a> for Uses<'_> {
        fn visit_ident(&mut self, ident: &'a proc_macro2::Ident) {
            self.found |= self.generics.type_params().any(|parameter| parameter.ident == *ident)
                || self.generics.const_params().any(|parameter| parameter.ident == *ident)
                || self.generics.lifetimes().any(|parameter| parameter.lifetime.ident == *ident);
        }
    }
    let mut uses = Uses { generics, found: false };
    if !generics.params.is_empty() {
        uses.visit_type(ty);
    }
    uses.found
}
