//! What the JSON Schema leaves out: the body of `Contract::notes`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{held, rules};
use crate::attributes::container::{Container, Field, Shape, Variant};
use crate::attributes::validate::RuleKind;

/// `Contract::notes`, unless there is nothing to say.
pub(super) fn function(container: &Container) -> Option<TokenStream> {
    let body = body(container);
    (!body.is_empty()).then(|| {
        quote! {
            fn notes(notes: &mut ::rutter::__private::Notes) {
                #body
            }
        }
    })
}

fn body(container: &Container) -> TokenStream {
    let whole = rules::of(&container.validate.schema, &[]);
    let whole = whole.into_iter().map(|rule| quote!(notes.rule(#rule);)).collect();
    // What is read is another type, which has notes of its own.
    let is_other = container.serde.from.is_some() || container.schemars.is_given();
    let own = match (is_other, container.runs_validator()) {
        (false, _) => [shape(container), by_hand(container)].into_iter().collect(),
        (true, true) => quote!(notes.by_hand = true;),
        (true, false) => TokenStream::new(),
    };
    [whole, tags(container), own].into_iter().collect()
}

/// Whether a nested field has rules of which there are no notes.
fn by_hand(container: &Container) -> TokenStream {
    let nested = |field: &&Field| field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::Nested));
    let fields = container.shape.fields().iter().filter(nested);
    let stated = fields.map(|field| match held::wire_type(field).filter(|_| !field.rutter.foreign) {
        Some(ty) => {
            let span = ty.span().resolved_at(Span::call_site());
            quote_spanned!(span=> notes.by_hand |= !<#ty as ::rutter::Contract>::HAS_RULES;)
        }
        None => quote!(notes.by_hand = true;),
    });
    stated.collect()
}

fn shape(container: &Container) -> TokenStream {
    match &container.shape {
        Shape::Unit => TokenStream::new(),
        Shape::Struct(all) => {
            let (order, fields) = (order(all, &quote!(notes)), fields(all, &quote!(notes)));
            let positional = positional(container, all)
                .map(|least| quote!(notes.positional = ::core::option::Option::Some(#least);));
            quote!(#order #positional #fields)
        }
        Shape::Tuple(all) => {
            let (rules, fields) = (newtype_rules(all), fields(all, &quote!(notes)));
            quote!(#rules #fields)
        }
        Shape::Enum(variants) => variants.iter().map(variant).collect(),
    }
}

/// The rules of a newtype's only field are those of the whole.
fn newtype_rules(all: &[Field]) -> TokenStream {
    match all {
        [only] => rules::of(&only.rules, &[]).into_iter().map(|rule| quote!(notes.rule(#rule);)).collect(),
        _ => TokenStream::new(),
    }
}

/// The names that requests use.
fn order(all: &[Field], holder: &TokenStream) -> TokenStream {
    let read = all.iter().filter(|field| !field.serde.skip_deserializing && field.serde.flatten.is_none());
    let names = read.map(|field| &field.names.request);
    quote!(#holder.order = &[#(#names),*];)
}

/// The least number of values with which serde reads the struct from a list.
fn positional(container: &Container, all: &[Field]) -> Option<u64> {
    if all.iter().any(|field| field.serde.flatten.is_some()) {
        return None;
    }
    let read = all.iter().filter(|field| !field.serde.skip_deserializing);
    let needed = |field: &Field| !field.serde.default && !container.serde.default;
    read.zip(1..).filter(|(field, _)| needed(field)).map(|(_, count)| count).last().or(Some(0))
}

fn tags(container: &Container) -> TokenStream {
    let serde = &container.serde;
    match (&container.shape, &serde.tag, &serde.content) {
        (Shape::Enum(_), tag, content) => {
            let tag = tag.as_ref().map(|tag| quote!(notes.tag = Some(#tag.into());));
            let content = content.as_ref().map(|content| quote!(notes.content = Some(#content.into());));
            quote!(#tag #content)
        }
        (_, Some(tag), _) => {
            let name = container.wire_name();
            quote!(notes.struct_tag = Some((#tag.into(), #name.into()));)
        }
        _ => TokenStream::new(),
    }
}

fn variant(variant: &Variant) -> TokenStream {
    if variant.serde.skip_deserializing {
        return TokenStream::new();
    }
    let aliases = variant.serde.aliases.iter().map(|alias| quote!(variant.aliases.push(#alias.into());));
    let other = variant.serde.other.then(|| quote!(variant.other = true;));
    let unit = matches!(variant.fields, Shape::Unit).then(|| quote!(variant.unit = true;));
    let order = match &variant.fields {
        Shape::Struct(all) => Some(order(all, &quote!(variant))),
        _ => None,
    };
    let fields = fields(variant.fields.fields(), &quote!(variant));
    let said: TokenStream = aliases.chain(other).chain(unit).chain(order).chain([fields]).collect();
    let name = &variant.names.request;
    if said.is_empty() { said } else { quote!({ let variant = notes.variant(#name); #said }) }
}

/// The notes of fields, in what holds them.
fn fields(all: &[Field], holder: &TokenStream) -> TokenStream {
    let newtype = matches!(all, [only] if only.ident.is_none());
    all.iter()
        .filter(|field| !field.serde.skip_deserializing)
        .map(|field| {
            if field.serde.flatten.is_some() {
                return flattened(field, holder);
            }
            let said = field_notes(field, all, newtype);
            let name = &field.names.request;
            if said.is_empty() { said } else { quote!({ let field = #holder.field(#name); #said }) }
        })
        .collect()
}

fn field_notes(field: &Field, all: &[Field], newtype: bool) -> TokenStream {
    let rules = if newtype { Vec::new() } else { rules::of(&field.rules, all) };
    let rules = rules.into_iter().map(|rule| quote!(field.rule(#rule);));
    let aliases = field.serde.aliases.iter().map(|alias| quote!(field.aliases.push(#alias.into());));
    let secret = field.rutter.secret.map(|_| quote!(field.secret = true;));
    let forms = crate::form::notes::field(field);
    let never_null = super::nulls::never(field);
    let said: TokenStream = rules.chain(aliases).chain(secret).chain([forms]).chain(never_null).collect();
    let rust = field.ident.as_ref().map(ToString::to_string).filter(|rust| *rust != field.names.request);
    let rust = rust.map(|rust| quote!(field.rust = Some(#rust.into());));
    let response = Some(&field.names.response)
        .filter(|name| **name != field.names.request)
        .map(|name| quote!(field.response_name = Some(#name.into());));
    quote!(#rust #response #said)
}

/// The fields of a flattened type stand among its holder's.
fn flattened(field: &Field, holder: &TokenStream) -> TokenStream {
    let Some(ty) = held::wire_type(field).filter(|_| !field.rutter.foreign) else {
        return TokenStream::new();
    };
    quote! {
        #holder.flattened.push(
            <#ty as ::rutter::__private::schemars::JsonSchema>::schema_id().into_owned(),
        );
    }
}
