//! `#[rutter::contract]` and `#[rutter::form]`: every derive of a type at once.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Path, Token, parse_quote};

use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::keys::{self, Macro, Place, Reader};
use crate::attributes::rutter::{Integers, WRITTEN};
use crate::attributes::validate::RuleKind;
use crate::contract::{self, Role, integers};
use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::form;
use crate::stubs;

/// Expands the attribute.
pub(crate) fn expand(role: Role, arguments: &TokenStream, item: TokenStream) -> Expansion {
    let mut item: DeriveInput = match syn::parse2(item.clone()) {
        Ok(parsed) => parsed,
        Err(_) => {
            let message = "this attribute stands on a struct or an enum";
            let error = Error::new_spanned(&item, message);
            return Expansion::new(item, error.into());
        }
    };
    let mut errors = Errors::default();
    once(&mut item, &mut errors);
    let below = Below::of(&item.attrs);
    let by = match role {
        Role::Contract => Macro::Contract,
        Role::Form => Macro::Form,
    };
    let reader = Reader { by, writes: true, alone: !below.has_any(&OURS) };
    let mut container = Container::read(&item, reader, &mut errors);
    if !arguments.is_empty() {
        errors.push(Error::new_spanned(arguments, no_arguments(arguments)));
        container.rutter.unread = true;
    }
    let unread = container.rutter.unread;
    // Otherwise those who know cases say so themselves.
    if !below.has_any(&["Serialize", "Deserialize", "JsonSchema"]) {
        container.refuse_unknown_cases(&mut errors);
    }
    write_integers(&container, &mut item);
    // The attributes that were just written are part of what is checked.
    let mut container = Container::read(&item, reader, &mut Errors::default());
    container.rutter.unread = unread;
    match role {
        Role::Contract => contract::check(&container, &mut errors),
        Role::Form => form::check(&container, &mut errors),
    }
    let tokens = match errors.is_empty() {
        true => derived(role, &container, item, &below),
        false => stubbed(role, &container, item, &below, &errors),
    };
    Expansion::new(tokens, errors)
}

/// What to do with arguments, of which there are none.
fn no_arguments(arguments: &TokenStream) -> String {
    let first = arguments.clone().into_iter().next().map_or_else(String::new, |first| first.to_string());
    match keys::find(&first, Place::Item) {
        Some(_) => format!("this attribute takes nothing; write `#[rutter({arguments})]` below it"),
        None => "this attribute takes nothing; remove it".to_owned(),
    }
}

/// Takes away what these attributes write anyway, which is an error.
fn once(item: &mut DeriveInput, errors: &mut Errors) {
    item.attrs.retain(|attribute| {
        let path = attribute.path();
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let is_ours = matches!(names.as_slice(), ["contract" | "form"] | ["rutter", "contract" | "form"]);
        if is_ours {
            let message =
                "one of `#[rutter::contract]` and `#[rutter::form]` is enough: a form is a contract besides";
            errors.push(Error::new_spanned(path, message));
        }
        !is_ours
    });
    for attribute in item.attrs.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
        let Ok(derives) = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated) else {
            continue;
        };
        let is_ours = |path: &&Path| {
            path.segments.last().is_some_and(|last| last.ident == "Contract" || last.ident == "Form")
        };
        if let Some(ours) = derives.iter().find(is_ours) {
            let message = "the attribute above derives this already; remove it here";
            errors.push(Error::new_spanned(ours, message));
            let others = derives.iter().filter(|path| !is_ours(path));
            *attribute = parse_quote!(#[derive(#(#others),*)]);
        }
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
    let written = format_ident!("{WRITTEN}");
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
        #[rutter(#written)]
        #item
    }
}

/// The item with stubs, so that its mistakes are the only messages.
fn stubbed(
    role: Role,
    container: &Container,
    mut item: DeriveInput,
    below: &Below,
    errors: &Errors,
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
