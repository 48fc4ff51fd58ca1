//! Endpoints: one method at one path of the server each.

use rutter_contract::Method;
use rutter_contract::schema::{BodySource, EndpointSource};

use crate::describe::{Contract, Describe};
use crate::problem::Problem;

/// What `#[endpoint(..)]` knows of a handler. A router is made of them, so that no path is written twice.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The method.
    pub method: Method,
    /// The path in Next's notation: `/api/posts/[id]`.
    pub pattern: &'static str,
    /// The name of the handler.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Option<&'static str>,
    /// Adds what it takes and gives.
    pub describe: fn(&mut EndpointSource, &mut Describe),
}

impl Endpoint {
    /// Whether it stands for a handler without `#[endpoint(..)]`.
    #[doc(hidden)]
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        self.pattern.is_empty()
    }

    /// Adds the endpoint to what is collected.
    pub fn register(self, to: &mut Describe) {
        let mut source = EndpointSource {
            method: self.method,
            pattern: self.pattern.to_owned(),
            name: self.name.to_owned(),
            doc: self.doc.map(str::to_owned),
            params: None,
            search: None,
            body: None,
            responses: std::collections::BTreeMap::new(),
        };
        (self.describe)(&mut source, to);
        to.endpoint(source);
    }
}

/// What a handler gives back, as far as its type says: which statuses, with which bodies.
#[diagnostic::on_unimplemented(
    message = "the type `{Self}` does not say which responses it becomes",
    note = "return `Json<T>`, `Created<Json<T>>`, `NoContent`, another response of `rutter::axum`, or a `Result` of one and an error",
    note = "a `StatusCode` is known only when it is sent; `Created`, `Accepted`, `NoContent` and `SeeOther` have theirs in the type",
    note = "an error derives `rutter::ApiError`, which gives each variant its status and body"
)]
pub trait Responds {
    /// Adds its responses.
    fn responses(to: &mut Responses<'_>);
}

/// Collects the responses of an endpoint.
pub struct Responses<'a> {
    endpoint: &'a mut EndpointSource,
    describe: &'a mut Describe,
}

impl<'a> Responses<'a> {
    /// The responses of this endpoint.
    pub fn of(endpoint: &'a mut EndpointSource, describe: &'a mut Describe) -> Self {
        Self { endpoint, describe }
    }

    /// A response with a body in JSON.
    pub fn json<T: Contract>(&mut self, status: u16) {
        let body = self.describe.response::<T>();
        let bodies = self.endpoint.responses.entry(status).or_default();
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }

    /// A response without a body.
    pub fn empty(&mut self, status: u16) {
        self.endpoint.responses.entry(status).or_default();
    }

    /// An error response that blames a field of the request. `E` is the error, and `variant` the name of its variant.
    pub fn blames<E>(&mut self, variant: &str, field: &'static str) {
        let variant = format!("{}::{variant}", std::any::type_name::<E>());
        self.describe.blames.add(variant, field, (&self.endpoint.pattern, self.endpoint.method));
    }

    /// An error response with a [`Problem`] as its body.
    pub fn problem(&mut self, status: u16) {
        self.json::<Problem>(status);
    }
}

/// A handler that gives nothing back says so with status 200.
impl Responds for () {
    fn responses(to: &mut Responses<'_>) {
        to.empty(200);
    }
}

impl<T: Responds, E: Responds> Responds for Result<T, E> {
    fn responses(to: &mut Responses<'_>) {
        T::responses(to);
        E::responses(to);
    }
}

impl Responds for std::convert::Infallible {
    fn responses(_: &mut Responses<'_>) {}
}

/// An argument that reads what the contract says, with the rules. Those of other crates with the same names do not.
#[cfg(feature = "axum")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no extractor of `rutter::axum`",
    label = "knows nothing of the contract, and asks no rules",
    note = "write `rutter::axum::Params`, `Search`, `Json` or `Form`; they are called like those of axum, so look at the `use`"
)]
pub trait OfRutter {}

/// What generated code says of an endpoint's arguments.
#[doc(hidden)]
pub mod arguments {
    use rutter_contract::BodyKind;

    #[cfg(feature = "axum")]
    use super::OfRutter;
    use super::{BodySource, Contract, Describe, EndpointSource, Responses};
    use crate::form::Form;
    use crate::params::RouteParams;
    use crate::search::SearchParams;

    /// Asserts that an argument is what its name says.
    #[cfg(feature = "axum")]
    pub const fn of_rutter<A: OfRutter>() {}

    /// Without axum there are no extractors.
    #[cfg(not(feature = "axum"))]
    pub const fn of_rutter<A>() {}

    /// `Params<T>`: a path whose params are no values of their types is no path of this server.
    #[derive(Clone, Copy, Debug)]
    pub struct Params {
        /// The path that they are of.
        pub pattern: &'static str,
        /// Adds them.
        pub add: fn(&mut EndpointSource, &mut Describe),
    }

    impl Params {
        /// The params that a type is.
        #[must_use]
        pub const fn of<T: RouteParams>() -> Self {
            let add = |endpoint: &mut EndpointSource, to: &mut Describe| {
                endpoint.params = Some(to.params::<T>());
                refusals(endpoint, to, &[400, 404]);
            };
            Self { pattern: T::PATTERN, add }
        }
    }

    /// `Search<T>`
    pub fn search<T: SearchParams>(endpoint: &mut EndpointSource, to: &mut Describe) {
        endpoint.search = Some(to.search::<T>());
        refusals(endpoint, to, &[400]);
    }

    /// `Json<T>`
    pub fn json<T: Contract>(endpoint: &mut EndpointSource, to: &mut Describe) {
        endpoint.body = Some(BodySource { kind: BodyKind::Json, schema: to.request::<T>() });
        refusals(endpoint, to, &[400, 413, 415, 422]);
    }

    /// `Form<T>`
    pub fn form<T: Form>(endpoint: &mut EndpointSource, to: &mut Describe) {
        to.form::<T>();
        endpoint.body = Some(BodySource { kind: BodyKind::Form, schema: to.request::<T>() });
        refusals(endpoint, to, &[400, 413, 415, 422]);
    }

    fn refusals(endpoint: &mut EndpointSource, to: &mut Describe, statuses: &[u16]) {
        let mut responses = Responses::of(endpoint, to);
        for status in statuses {
            responses.problem(*status);
        }
    }
}
