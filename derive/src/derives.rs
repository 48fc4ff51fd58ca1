//! `#[rutter::contract]` and `#[rutter::form]`: every derive of a type at once.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Path, Token, parse_quote};

use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::keys::{Macro, Reader};
use crate::attributes::rutter::Integers;
use crate::attributes::validate::RuleKind;
use crate::contract::{self, Role, integers};
use crate::errors::Errors;
use crate::form;
use crate::stubs;

/// Expands the attribute.
pub(crate) fn expand(role: Role, arguments: &TokenStream, mut item: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    if !arguments.is_empty() {
        let message = "this attribute takes nothing; what it should know stands in `#[rutter(..)]` on the type or its fields";
        errors.push(Error::new_spanned(arguments, message));
    }
    let below = Below::of(&item.attrs);
    let by = match role {
        Role::Contract => Macro::Contract,
        Role::Form => Macro::Form,
    };
    let reader = Reader { by, writes: true, alone: !below.has_any(&OURS) };
    let container = Container::read(&item, reader, &mut errors);
    // Otherwise those who know cases say so themselves.
    if !below.has_any(&["Serialize", "Deserialize", "JsonSchema"]) {
        container.refuse_unknown_cases(&mut errors);
    }
    write_integers(&container, &mut item);
    // The attributes that were just written are part of what is checked.
    let container = Container::read(&item, reader, &mut Errors::default());
    match role {
        Role::Contract => contract::check(&container, &mut errors),
        Role::Form => form::check(&container, &mut errors),
    }
    if errors.is_empty() {
        derived(role, &container, item, &below)
    } else {
        stubbed(role, &container, item, &below, errors)
    }
}

/// The item with its derives.
fn derived(role: Role, container: &Container, item: DeriveInput, below: &Below) -> TokenStream {
    // Rutter's comes first: of a type that is held and derives nothing, what Rutter says is then said first, with what to write.
    let mut derives: Vec<TokenStream> = vec![match role {
        Role::Contract => quote!(::rutter::Contract),
        Role::Form => quote!(::rutter::Form),
    }];
    for (name, path) in [
        ("Serialize", quote!(::rutter::__private::serde::Serialize)),
        ("Deserialize", quote!(::rutter::__private::serde::Deserialize)),
        ("JsonSchema", quote!(::rutter::__private::schemars::JsonSchema)),
    ] {
        derives.extend((!below.has(name)).then_some(path));
    }
    let validates = container.runs_validator() && !below.has("Validate");
    derives.extend(validates.then(|| quote!(::rutter::__private::validator::Validate)));
    let validator = validates.then(|| quote!(#[validate(crate = "::rutter::__private::validator")]));
    let import = nests(container).then(|| {
        quote! {
            #[allow(unused_imports)]
            use ::rutter::__private::validator::Validate as _;
        }
    });
    quote! {
        #import
        #[derive(#(#derives),*)]
        #[serde(crate = "::rutter::__private::serde")]
        #[schemars(crate = "::rutter::__private::schemars")]
        #validator
        #item
    }
}

/// The item with stubs, so that its mistakes are the only messages.
fn stubbed(
    role: Role,
    container: &Container,
    mut item: DeriveInput,
    below: &Below,
    errors: Errors,
) -> TokenStream {
    // An attribute that no derive knows would be another message.
    each_attributes(&mut item, &mut |attributes| {
        attributes.retain(|attribute| {
            let known_to: &[&str] = match attribute.path().get_ident().map(ToString::to_string).as_deref() {
                Some("rutter") => &OURS,
                Some("serde") => &["Serialize", "Deserialize", "JsonSchema"],
                Some("schemars") => &["JsonSchema"],
                Some("validate") => &["Validate", "JsonSchema"],
                _ => return true,
            };
            below.has_any(known_to)
        });
    });
    let stub = match role {
        Role::Contract => contract::implementation(container, role, errors),
        Role::Form => form::implementation(container, errors),
    };
    let lacked = stubs::TRAITS.into_iter().filter(|name| !below.has(name));
    let stubs = lacked.map(|name| stubs::of(container, name));
    quote!(#item #(#stubs)* #stub)
}

/// The macros of Rutter that read `#[rutter(..)]`.
const OURS: [&str; 6] = ["RouteParams", "SearchParams", "TextValue", "Contract", "Form", "ApiError"];

/// The traits that are derived below the attribute, by their names.
struct Below(Vec<String>);

impl Below {
    fn of(attributes: &[Attribute]) -> Self {
        let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
        let paths = derives.filter_map(|attribute| {
            attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()
        });
        let last = |path: Path| path.segments.last().map(|last| last.ident.to_string());
        Self(paths.flatten().filter_map(last).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|below| below == name)
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }
}

/// Whether `validator` looks into a field, for which it needs its trait in scope.
fn nests(container: &Container) -> bool {
    let nested = |field: &Field| field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::Nested));
    container.runs_validator()
        && (container.validate.nest_all_fields || container.shape.fields().iter().any(nested))
}

/// Writes the attribute of serde on each field whose policy for 64-bit integers is stated.
pub(crate) fn write_integers(container: &Container, item: &mut DeriveInput) {
    let own = container.rutter.integers.as_ref().and_then(Integers::of);
    let policies: Vec<Option<Attribute>> = match &container.shape {
        Shape::Enum(variants) => variants.iter().flat_map(|variant| variant.fields.fields()).collect(),
        shape => shape.fields().iter().collect::<Vec<_>>(),
    }
    .into_iter()
    .map(|field| written(field, own))
    .collect();
    let mut policies = policies.into_iter();
    each_fields(item, &mut |fields| {
        for (field, policy) in fields.iter_mut().zip(policies.by_ref()) {
            field.attrs.extend(policy);
        }
    });
}

/// The attribute of a field, if it has a policy and does not say yet how it is written.
fn written(field: &Field, own: Option<Integers>) -> Option<Attribute> {
    let stated = field.rutter.integer.as_ref().and_then(Integers::of);
    if field.serde.is_written_otherwise() || field.schemars.is_given() || !field.serde.crosses() {
        return None;
    }
    let policy = match stated {
        // Another name of an integer type is not seen through, so that what is stated counts.
        Some(policy) => policy,
        None => own.filter(|_| integers::wide(&field.ty).is_some() && integers::is_written(&field.ty))?,
    };
    let with = format!("::{}", policy.with(&field.ty));
    let default = integers::wants_default(field).then(|| quote!(default,));
    Some(parse_quote!(#[serde(#default with = #with)]))
}

fn each_fields(item: &mut DeriveInput, change: &mut impl FnMut(&mut Fields)) {
    match &mut item.data {
        Data::Struct(data) => change(&mut data.fields),
        Data::Enum(data) => data.variants.iter_mut().for_each(|variant| change(&mut variant.fields)),
        Data::Union(_) => {}
    }
}

fn each_attributes(item: &mut DeriveInput, change: &mut impl FnMut(&mut Vec<Attribute>)) {
    change(&mut item.attrs);
    if let Data::Enum(data) = &mut item.data {
        data.variants.iter_mut().for_each(|variant| change(&mut variant.attrs));
    }
    each_fields(item, &mut |fields| fields.iter_mut().for_each(|field| change(&mut field.attrs)));
}
