//! What only the compiler can check, because it is said of types by name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::visit::Visit;
use syn::{GenericArgument, Generics, PathArguments, Type};

use super::rules::ruled;
use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::validate::RuleKind;
use crate::contract::Role;
use crate::contract::held::holds_nothing;

/// Assertions on types that are known here.
pub(in crate::contract) fn assertions(container: &Container, role: Role) -> TokenStream {
    let known = || checked(container).filter(|field| !uses_parameter(&field.ty, &container.generics));
    let rules = of_rules(container);
    let nested = known().filter(|field| may_be_forgotten(container, role, field)).map(|field| {
        let assertion = not_forgotten(field);
        quote_spanned!(field.ty.span()=> const _: () = #assertion;)
    });
    quote!(#rules #(#nested)*)
}

/// Assertions on types that rules are asked of.
pub(crate) fn of_rules(container: &Container) -> TokenStream {
    let known = checked(container).filter(|field| !uses_parameter(&field.ty, &container.generics));
    known.flat_map(asked).collect()
}

/// Assertions on types that depend on type parameters: they are made where the rules of a concrete type are run.
pub(in crate::contract) fn late_assertions(container: &Container) -> TokenStream {
    checked(container)
        .filter(|field| {
            uses_parameter(&field.ty, &container.generics)
                && may_be_forgotten(container, Role::Contract, field)
        })
        .map(|field| {
            let assertion = not_forgotten(field);
            quote_spanned!(field.ty.span()=> const { #assertion };)
        })
        .collect()
}

fn checked(container: &Container) -> impl Iterator<Item = &Field> {
    container.shape.fields().iter()
}

/// Constants by which the compiler says that a rule is for something else.
fn asked(field: &Field) -> Vec<TokenStream> {
    if ruled(&field.ty).is_some() {
        return Vec::new();
    }
    let ty = without_options(&field.ty);
    let rules = field.rules.iter().filter_map(|rule| {
        let name = match rule.kind {
            RuleKind::Length { .. } => "HasLength",
            RuleKind::Email => "IsEmail",
            RuleKind::Url => "IsUrl",
            RuleKind::Ip { .. } => "IsIp",
            RuleKind::Regex(_) => "HasMatch",
            RuleKind::Contains(_) => "Has",
            RuleKind::DoesNotContain(_) => "HasNot",
            RuleKind::CreditCard => "IsCard",
            RuleKind::NonControlCharacter => "HasNoControl",
            // `validator` lets a type say which numbers are its limits.
            RuleKind::Range { .. } | RuleKind::Required => return None,
            RuleKind::MustMatch(_) | RuleKind::Nested | RuleKind::Custom(_) => return None,
        };
        let name = format_ident!("{name}");
        Some(quote_spanned!(ty.span()=> const _: () = <#ty as ::rutter::__private::asked::#name>::ASKED;))
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

/// Whether the rules of the field's type would not be run, if it has some. In a form they are always meant; in another type
/// where it has rules itself, because a type that is only written needs none.
fn may_be_forgotten(container: &Container, role: Role, field: &Field) -> bool {
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
