//! `check` of a struct with `#[validate(..)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use crate::attributes::container::{Container, Field};
use crate::attributes::validate::RuleKind;

/// A field and how its rules are asked: `one`, `optional` or `list`.
pub(crate) struct Asked<'f> {
    pub(crate) field: &'f Field,
    pub(crate) codec: &'f TokenStream,
    pub(crate) method: &'static str,
}

/// Whether there is a rule that the contract alone does not ask.
fn needs_validator(container: &Container) -> bool {
    let rules = || container.shape.fields().iter().flat_map(|field| &field.rules);
    let left = |kind: &RuleKind| {
        matches!(kind, RuleKind::Regex(_) | RuleKind::MustMatch(_) | RuleKind::Nested | RuleKind::Custom(_))
    };
    !container.validate.schema.is_empty() || rules().any(|rule| left(&rule.kind))
}

/// The method that runs the rules, if there are any. `of` is the trait that describes the fields.
pub(crate) fn check<'f>(
    container: &Container,
    of: &TokenStream,
    fields: impl Iterator<Item = Asked<'f>> + Clone,
) -> Option<TokenStream> {
    container.has_rules.then(|| {
        let ident = &container.ident;
        let asked = fields.clone().filter(|asked| !asked.field.rules.is_empty()).map(|asked| {
            let Asked { field, codec, method } = asked;
            let (name, key) = (&field.ident, &field.names.request);
            let method = syn::Ident::new(method, field.span);
            quote!(rules.#method(#key, #codec, &self.#name);)
        });
        let names = fields.filter_map(|asked| {
            let rust = asked.field.ident.to_token_stream().to_string();
            let (rust, key) = (rust.trim_start_matches("r#"), &asked.field.names.request);
            (rust != key).then(|| quote!((#rust, #key)))
        });
        let span = ident.span().resolved_at(Span::call_site());
        let run = quote_spanned!(span=> <Self as ::rutter::__private::RunsUrlRules>::run);
        // `Validate` is derived in any case: it finds rules that are misspelt.
        let rest = match needs_validator(container) {
            true => quote!(rules.validator(#run(self), &[#(#names),*]);),
            false => quote!(let _ = #run;),
        };
        quote! {
            fn check(&self, errors: &mut ::rutter::FieldErrors) {
                static FIELDS: ::std::sync::LazyLock<::std::vec::Vec<::rutter::contract::UrlField>> =
                    ::std::sync::LazyLock::new(|| <#ident as #of>::describe().fields);
                let mut rules = ::rutter::__private::UrlRules::new(&FIELDS, errors);
                #(#asked)*
                #rest
            }
        }
    })
}
