//! `check` of a struct with `#[validate(..)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use crate::attributes::container::{Container, Field};

/// A field and how its rules are asked: `one`, `optional` or `list`.
pub(crate) struct Asked<'f> {
    pub(crate) field: &'f Field,
    pub(crate) codec: &'f TokenStream,
    pub(crate) method: &'static str,
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
        let validated = quote_spanned!(ident.span().resolved_at(Span::call_site())=> <Self as ::rutter::__private::RunsRules>::run(self));
        quote! {
            fn check(&self, errors: &mut ::rutter::FieldErrors) {
                static FIELDS: ::std::sync::LazyLock<::std::vec::Vec<::rutter::contract::UrlField>> =
                    ::std::sync::LazyLock::new(|| <#ident as #of>::describe().fields);
                let mut rules = ::rutter::__private::UrlRules::new(&FIELDS, errors);
                #(#asked)*
                rules.validator(#validated, &[#(#names),*]);
            }
        }
    })
}
