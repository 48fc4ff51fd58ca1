//! What happens while a request is answered.

mod mutation_in_render;
mod prerender;
mod redirect_in_try;
mod search_params_in_cache;
mod search_params_without_suspense;
mod statement_start;
mod unawaited_request_api;
mod unknown_href;

use crate::rule::Rule;

pub(crate) const RULES: &[&Rule] = &[
    &mutation_in_render::RULE,
    &redirect_in_try::RULE,
    &search_params_in_cache::RULE,
    &search_params_without_suspense::RULE,
    &unawaited_request_api::RULE,
    &unknown_href::RULE,
];
