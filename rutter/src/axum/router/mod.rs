//! A router made of endpoints, so that no path is written twice.

mod choice;
mod conflict;
mod fallback;
mod path;

use std::collections::BTreeMap;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, any};
use rutter_contract::Method;

use crate::endpoint::Endpoint;

pub use conflict::{Conflict, conflict};
pub use fallback::{method_not_allowed, not_found};

use choice::Choice;
use path::Path;

/// What `router!` finds in place of the endpoint of a function without `#[endpoint(..)]`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct NoEndpoint {}

impl NoEndpoint {
    /// No endpoint.
    pub const ENDPOINT: Endpoint =
        Endpoint { method: Method::Get, pattern: "", name: "", doc: None, describe: |_, _| {} };
}

/// Endpoints by the paths that axum is to match.
pub struct Routes<S> {
    paths: BTreeMap<Path, Vec<(&'static str, MethodRouter<S>)>>,
}

impl<S> Default for Routes<S> {
    fn default() -> Self {
        Self { paths: BTreeMap::new() }
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// Adds an endpoint. `router!` has seen to it that no two answer the same requests.
    #[must_use]
    pub fn add<H, T>(mut self, endpoint: Endpoint, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let patterns = self.paths.entry(Path::of(endpoint.pattern)).or_default();
        let same = |known: &&mut (&'static str, _)| path::same_affixes(known.0, endpoint.pattern);
        match patterns.iter_mut().find(same) {
            Some((_, methods)) => *methods = std::mem::take(methods).on(filter(endpoint.method), handler),
            None => {
                patterns.push((endpoint.pattern, MethodRouter::new().on(filter(endpoint.method), handler)));
            }
        }
        self
    }

    /// The router.
    pub fn into_router(self) -> Router<S> {
        // A segment may well begin with `:` or `*`, which older versions of axum took for params.
        let router = Router::new().without_v07_checks();
        self.paths.into_iter().fold(router, |router, (path, patterns)| {
            let methods = match <[_; 1]>::try_from(patterns) {
                Ok([(pattern, methods)]) if !path::has_affixes(pattern) => methods,
                Ok(one) => any(Choice::new(one.into())),
                Err(several) => any(Choice::new(several)),
            };
            let texts = path.for_axum();
            texts.into_iter().fold(router, |router, text| router.route(&text, methods.clone()))
        })
    }
}

fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Head => MethodFilter::HEAD,
        Method::Options => MethodFilter::OPTIONS,
        Method::Post => MethodFilter::POST,
        Method::Put => MethodFilter::PUT,
        Method::Delete => MethodFilter::DELETE,
        Method::Patch => MethodFilter::PATCH,
    }
}
