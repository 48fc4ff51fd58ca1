//! The derive macros of `rutter`. Use them through that crate.
//!
//! What they do stands in `rutter-expand`.

use std::io;
use std::path::Path;

use proc_macro::TokenStream;
use rutter_expand::{Macro, Surroundings};

/// The params of a route.
#[proc_macro_derive(RouteParams, attributes(rutter, serde, validate))]
pub fn route_params(item: TokenStream) -> TokenStream {
    derive(Macro::RouteParams, item)
}

/// The search params of a page or endpoint.
#[proc_macro_derive(SearchParams, attributes(rutter, serde, validate))]
pub fn search_params(item: TokenStream) -> TokenStream {
    derive(Macro::SearchParams, item)
}

/// A value that is one piece of text in a URL: an enum without data, or a type with one field.
#[proc_macro_derive(TextValue, attributes(rutter, serde, validate))]
pub fn text_value(item: TokenStream) -> TokenStream {
    derive(Macro::TextValue, item)
}

/// What a form sends.
#[proc_macro_derive(Form, attributes(rutter, serde, validate))]
pub fn derive_form(item: TokenStream) -> TokenStream {
    derive(Macro::Form, item)
}

/// Anything else that crosses between the server and its callers.
#[proc_macro_derive(Contract, attributes(rutter, serde, validate))]
pub fn derive_contract(item: TokenStream) -> TokenStream {
    derive(Macro::Contract, item)
}

/// An error that a handler gives back: an enum whose variants each have a status.
///
/// ```ignore
/// #[derive(thiserror::Error, rutter::ApiError)]
/// #[serde(rename_all = "snake_case")]
/// enum PostError {
///     #[error("there is no such post")]
///     #[rutter(status = 404)]
///     NotFound,
///     #[error("the slug {slug} is taken")]
///     #[rutter(status = 409, field = "slug")]
///     SlugTaken { slug: String, free: Vec<String> },
///     #[error(transparent)]
///     #[rutter(transparent)]
///     Login(#[from] LoginError),
///     #[error("the database failed")]
///     #[rutter(status = 500)]
///     Database(#[from] DatabaseError),
/// }
/// ```
///
/// The body is a `rutter::Problem` with `code`, the name that serde gives the variant, and the named fields of the variant.
/// Fields that are the cause of the error (`#[from]`, `#[source]`) or say `#[serde(skip)]` are left out.
///
/// - `status`: from 400 to 599.
/// - `message`: what is wrong, in the syntax of `format!` with the fields that stand in the body; otherwise what `Display` says.
///   From 500 on nothing is said without it, because what the server's own faults say is not for its callers.
/// - `field`: the wire path of the field of the request that is to blame. The message then stands among the `fieldErrors`.
/// - `transparent`: the variant holds another error, and is answered as that.
#[proc_macro_derive(ApiError, attributes(rutter, serde, schemars))]
pub fn api_error(item: TokenStream) -> TokenStream {
    derive(Macro::ApiError, item)
}

/// A type that crosses between the server and its callers, with all of its derives. It writes above the type:
///
/// ```ignore
/// #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema, rutter::Contract)]
/// #[derive(validator::Validate)] // where a struct has `#[validate(..)]`
/// ```
///
/// A trait that is derived below the attribute is left to that derive. The crates are those that `rutter` itself uses, so that
/// an app needs none of them among its dependencies. For `#[validate(nested)]` it also writes
/// `use validator::Validate as _;`, which `validator` needs.
///
/// 64-bit integers need to say how they are written, because JavaScript numbers do not hold them all:
/// `#[rutter(integers = "string")]` on the type or `#[rutter(integer = "number")]` on a field makes this macro write
/// `#[serde(with = "rutter::AsString::<T>")]` or `rutter::AsNumber::<T>` on the field, with `default` beside it for an `Option`.
/// There is no such setting for a whole workspace: what a type is on the wire must be read off the type, wherever the crate
/// is built.
#[proc_macro_attribute]
pub fn contract(attribute: TokenStream, item: TokenStream) -> TokenStream {
    rutter_expand::contract(&attribute.into(), item.into()).into_items().into()
}

/// What a form sends, with all of its derives: as [`macro@contract`], with `rutter::Form` in place of `rutter::Contract`.
#[proc_macro_attribute]
pub fn form(attribute: TokenStream, item: TokenStream) -> TokenStream {
    rutter_expand::form(&attribute.into(), item.into()).into_items().into()
}

/// A handler of the server: its method, its path in Next's notation, and all that it takes and gives.
///
/// ```ignore
/// #[endpoint(GET, "/api/posts/[id]")]
/// async fn get_post(Params(params): Params<PostParams>) -> Result<Json<Post>, PostError> { .. }
/// ```
///
/// The function stays as it is. Beside it comes a struct of the same name, by which `rutter::axum::router![get_post]` knows the
/// method and the path. Where a route of the Next app has the same path, that is an error, because a request would never
/// come here; `#[endpoint(GET, "/api/posts/[id]", proxied)]` says that the route passes requests on.
#[proc_macro_attribute]
pub fn endpoint(attribute: TokenStream, item: TokenStream) -> TokenStream {
    rutter_expand::endpoint(attribute.into(), item.into(), &Compiler).into_items().into()
}

/// A `Router` of axum with these handlers, each at the method and path that its `#[endpoint(..)]` states.
///
/// ```ignore
/// let app: axum::Router<AppState> = rutter::axum::router![get_post, posts::create];
/// ```
///
/// Two endpoints that answer the same requests, or whose paths axum cannot tell apart, are an error while compiling.
/// `HEAD` and `OPTIONS` are as axum has them: a `GET` also answers `HEAD`, and another method gets 405 with `Allow`. An app that
/// wants 404 and 405 to have a problem as their body too says so once, where its router is whole:
/// `.fallback(not_found).method_not_allowed_fallback(method_not_allowed)`.
#[proc_macro]
pub fn router(handlers: TokenStream) -> TokenStream {
    rutter_expand::router(handlers.into()).into_expression().into()
}

/// An item with others beside it. Where the item may not stand, they are not made either.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __beside(others: TokenStream, item: TokenStream) -> TokenStream {
    [item, others].into_iter().collect()
}

fn derive(by: Macro, item: TokenStream) -> TokenStream {
    rutter_expand::derive(by, item.into(), &Compiler).into_items().into()
}

/// Where the compiler runs a macro.
struct Compiler;

impl Surroundings for Compiler {
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo tells a macro through the environment alone where it runs"
    )]
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a macro has no `System`: it reads this one file of the crate's author"
    )]
    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }
}
