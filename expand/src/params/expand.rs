//! The implementation of `RouteParams`.

use proc_macro2::TokenStream;
use quote::quote;
use rutter_routes::ParamKind;

use super::fit::Place;
use crate::attributes::container::Container;
use crate::contract::check::rule_assertions;
use crate::url::{Asked, Holds, Route, check, optional_text, register, url_field};

pub(super) fn expand(container: &Container, route: &Route, places: &[Place<'_>]) -> TokenStream {
    let ident = &container.ident;
    let pattern = route.pattern.as_str();
    let segments = places.iter().map(segment);
    let (mut lets, mut inits, mut writes, mut fields) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for place in places {
        let Place::Param { kind, field, holds, codec, .. } = place else { continue };
        let (name, key, codec) = (&field.ident, &field.names.request, &codec.value);
        let optional = matches!(holds, Holds::OptionalList(_));
        let read = if kind.repeats() { quote!(many) } else { quote!(one) };
        lets.push(quote!(let #name = path.#read(#key, #codec);));
        inits.push(if optional {
            quote!(#name: ::core::option::Option::Some(#name?).filter(|list| !list.is_empty()))
        } else {
            quote!(#name: #name?)
        });
        writes.push(match (kind, optional) {
            // `Some` of an empty list has no path: `None` has it.
            (_, true) => quote! {
                match &self.#name {
                    ::core::option::Option::Some(list) => href.many(#codec, list)?,
                    ::core::option::Option::None => href.any(#codec, &[])?,
                }
            },
            (ParamKind::OptionalCatchAll, _) => quote!(href.any(#codec, &self.#name)?;),
            (ParamKind::CatchAll, _) => quote!(href.many(#codec, &self.#name)?;),
            _ => quote!(href.one(#codec, &self.#name)?;),
        });
        let presence = (*kind == ParamKind::OptionalCatchAll)
            .then(|| quote!(.presence(::rutter::contract::Presence::Optional)));
        let list = kind.repeats().then(|| quote!(.list(::rutter::contract::UrlList::Segments)));
        fields.push(url_field(
            field,
            quote!(::rutter::__private::url_field(#key, #codec) #list #presence),
            container.shape.fields(),
        ));
    }
    let app = optional_text(route.app.as_deref());
    let assertions = places.iter().filter_map(|place| match place {
        Place::Param { codec, .. } => codec.assertion.as_ref(),
        Place::Text(_) => None,
    });
    let asked = places.iter().filter_map(|place| match place {
        Place::Param { field, holds, codec, .. } => Some(Asked {
            field,
            codec: &codec.value,
            method: match holds {
                Holds::List(_) => "list",
                Holds::OptionalList(_) => "optional_list",
                Holds::One(_) | Holds::Optional(_) => "one",
            },
        }),
        Place::Text(_) => None,
    });
    let check = check(container, &quote!(::rutter::RouteParams), asked);
    let ruled = rule_assertions(container);
    let (register, tracked) = (register(container, "params"), &route.tracked);
    quote! {
        #[automatically_derived]
        impl ::rutter::RouteParams for #ident {
            const PATTERN: &'static str = #pattern;
            const SEGMENTS: &'static [::rutter::__private::PathSegment] = &[#(#segments),*];

            fn read(path: &mut ::rutter::__private::PathReader<'_>) -> ::core::option::Option<Self> {
                #(#lets)*
                ::core::option::Option::Some(Self { #(#inits),* })
            }

            fn write(
                &self,
                href: &mut ::rutter::__private::HrefWriter,
            ) -> ::core::result::Result<(), ::rutter::HrefError> {
                #(#writes)*
                ::core::result::Result::Ok(())
            }

            #check

            fn describe() -> ::rutter::contract::RouteParams {
                ::rutter::contract::RouteParams {
                    pattern: ::std::borrow::ToOwned::to_owned(#pattern),
                    app: #app,
                    fields: ::std::vec![#(#fields),*],
                }
            }
        }
        #(#assertions)*
        #ruled
        #register
        #tracked
    }
}

/// An implementation for a struct with a mistake, so that the mistake is all that is reported.
pub(super) fn stub(container: &Container) -> TokenStream {
    let ident = &container.ident;
    let (impl_generics, ty_generics, where_clause) = container.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics ::rutter::RouteParams for #ident #ty_generics #where_clause {
            const PATTERN: &'static str = "";
            const SEGMENTS: &'static [::rutter::__private::PathSegment] = &[];
            fn read(_: &mut ::rutter::__private::PathReader<'_>) -> ::core::option::Option<Self> {
                ::core::unreachable!()
            }
            fn write(
                &self,
                _: &mut ::rutter::__private::HrefWriter,
            ) -> ::core::result::Result<(), ::rutter::HrefError> {
                ::core::unreachable!()
            }
            fn describe() -> ::rutter::contract::RouteParams {
                ::core::unreachable!()
            }
        }
    }
}

fn segment(place: &Place<'_>) -> TokenStream {
    let segment = quote!(::rutter::__private::PathSegment);
    match place {
        Place::Text(text) => quote!(#segment::Text(#text)),
        Place::Param { kind, field, before, after, .. } => {
            let name = &field.names.request;
            let optional = *kind == ParamKind::OptionalCatchAll;
            if kind.repeats() {
                quote!(#segment::CatchAll { name: #name, optional: #optional })
            } else {
                quote!(#segment::Param { name: #name, before: #before, after: #after })
            }
        }
    }
}
