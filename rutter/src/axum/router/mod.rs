//! A router made of endpoints, so that no path is written twice.

mod choice;
mod conflict;
mod path;

use std::collections::BTreeMap;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, any};
use rutter_contract::Method;

use crate::endpoint::Endpoint;

pub use conflict::{Conflict, conflict};

use choice::Choice;
use path::Path;

/// A `Router` with these handlers, each at the method and path that its `#[endpoint(..)]` states.
///
/// ```ignore
/// let app: axum::Router<AppState> = rutter::axum::router![get_post, posts::create];
/// ```
///
/// Two endpoints that answer the same requests, or whose paths axum cannot tell apart, are an error while compiling.
/// `HEAD` and `OPTIONS` are as axum has them: a `GET` also answers `HEAD`, and another method gets 405 with `Allow`.
#[doc(hidden)]
#[macro_export]
macro_rules! __router {
    ($($handler:path),* $(,)?) => {{
        const _: () = {
            const ENDPOINTS: &[$crate::Endpoint] = &[$(<$handler>::ENDPOINT),*];
            const CONFLICT: ::core::option::Option<$crate::axum::router::Conflict> =
                $crate::axum::router::conflict(ENDPOINTS);
            if let ::core::option::Option::Some(conflict) = CONFLICT {
                const PARTS: &[&str] = &$crate::axum::router::Conflict::parts(CONFLICT, ENDPOINTS);
                const MESSAGE: [u8; $crate::__private::text::length(PARTS)] =
                    $crate::__private::text::concat(PARTS);
                let _ = conflict;
                panic!("{}", $crate::__private::text::utf8(&MESSAGE));
            }
        };
        $crate::axum::router::Routes::default()$(.add(<$handler>::ENDPOINT, $handler))*.into_router()
    }};
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
