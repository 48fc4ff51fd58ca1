//! Endpoints that axum cannot tell apart, because it matches whole segments alone: `/[lang]/[place]` and `/[lang]/[place].json`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;

use super::fallback::{method_not_allowed, not_found};
use super::path::affixes;

/// Handlers by the text around their params. The first that fits is taken.
#[derive(Clone)]
pub(super) struct Choice<S>(Arc<[(Affixes, MethodRouter<S>)]>);

/// The places of segments, with the text before and after the param in them.
struct Affixes(Vec<(usize, &'static str, &'static str)>);

impl<S: Clone + Send + Sync + 'static> Choice<S> {
    pub(super) fn new(patterns: Vec<(&'static str, MethodRouter<S>)>) -> Self {
        let mut choices: Vec<(Affixes, MethodRouter<S>)> = patterns
            .into_iter()
            .map(|(pattern, methods)| {
                (Affixes(affixes(pattern).collect()), methods.fallback(method_not_allowed))
            })
            .collect();
        // What says more goes first, as Next has it: `[id].json` before `[id]`.
        choices.sort_by_key(|(affixes, _)| std::cmp::Reverse(affixes.length()));
        Self(choices.into())
    }
}

impl Affixes {
    fn length(&self) -> usize {
        self.0.iter().map(|(_, before, after)| before.len() + after.len()).sum()
    }

    /// The value of a param is never empty.
    fn fit(&self, path: &str) -> bool {
        self.0.iter().all(|(at, before, after)| {
            let segment = path.split('/').filter(|segment| !segment.is_empty()).nth(*at);
            let value = segment.and_then(|segment| segment.strip_prefix(before)?.strip_suffix(after));
            value.is_some_and(|value| !value.is_empty())
        })
    }
}

impl<S: Clone + Send + Sync + 'static> Handler<(), S> for Choice<S> {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        let chosen = self.0.iter().find(|(affixes, _)| affixes.fit(request.uri().path()));
        match chosen {
            Some((_, methods)) => Box::pin(methods.clone().call(request, state)),
            None => Box::pin(async { not_found().await.into_response() }),
        }
    }
}
