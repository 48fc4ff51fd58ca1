//! What only the compiler can check, because it is said of types by name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::visit::Visit;
use syn::{GenericArgument, Generics, PathArguments, Type};

use super::fields;
use super::integers::how;
use super::rules::ruled;
use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::validate::RuleKind;
use crate::contract::Role;
use crate::contract::held::holds_nothing;

/// Assertions on types that rules are asked of.
pub(crate) fn of_rules(container: &Container) -> TokenStream {
    let known = container.shape.fields().iter();
    known.filter(|field| !uses_parameter(&field.ty, &container.generics)).flat_map(asked).collect()
}

/// Assertions on the type of a field, which is known here.
pub(in crate::contract) fn of_field(container: &Container, role: Role, field: &Field) -> TokenStream {
    if !is_asked(field) || uses_parameter(&field.ty, &container.generics) {
        return TokenStream::new();
    }
    let forgotten = is_not_nested(container, role, field).then(|| not_forgotten(field));
    let wide = not_wide(container, field);
    quote!(#forgotten #wide)
}

/// Assertions on types that depend on type parameters: they are made where the rules of a concrete type are run.
pub(in crate::contract) fn late_assertions(container: &Container) -> TokenStream {
    fields(container)
        .filter(|field| uses_parameter(&field.ty, &container.generics) && is_asked(field))
        .filter(|field| is_not_nested(container, Role::Contract, field))
        .map(|field| {
            let assertion = not_forgotten(field);
            quote_spanned!(field.ty.span()=> const { #assertion };)
        })
        .collect()
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

/// Whether the contract of a field's type has something to say that the name of the type does not.
fn is_asked(field: &Field) -> bool {
    !field.rutter.foreign
        && field.serde.crosses()
        && !holds_nothing(&field.ty)
        && !field.serde.is_written_otherwise()
        && !field.schemars.is_given()
}

/// Whether rules of the field's type would not be run. In a form they are always meant; in another type where it has rules
/// itself, because a type that is only written needs none.
fn is_not_nested(container: &Container, role: Role, field: &Field) -> bool {
    let nested = container.validate.nest_all_fields
        || field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::Nested));
    let meant =
        container.runs_validator() || role == Role::Form && matches!(container.shape, Shape::Struct(_));
    meant && !nested
}

fn not_forgotten(field: &Field) -> TokenStream {
    let (ty, name) = (&field.ty, field.ident.as_ref().map_or_else(String::new, ToString::to_string));
    let message = format!(
        "the type of `{name}` has `#[validate(..)]` rules of its own, and nothing runs them: add `#[validate(nested)]` to the field"
    );
    refused_if(ty, &quote!(HAS_RULES), &message)
}

/// 64-bit integers may stand behind another name.
fn not_wide(container: &Container, field: &Field) -> TokenStream {
    let ty = &field.ty;
    let message = format!(
        "there is an integer in this type that JavaScript numbers do not all hold; {}",
        how(container, field)
    );
    refused_if(ty, &quote!(IS_WIDE), &message)
}

/// A panic while the constant is evaluated. An `assert!` would have Clippy complain about the user's type.
fn refused_if(ty: &Type, constant: &TokenStream, message: &str) -> TokenStream {
    quote_spanned!(ty.span()=> if <#ty as ::rutter::Contract>::#constant { ::core::panic!(#message) })
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
