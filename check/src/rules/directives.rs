//! `'use client'`, `'use server'`, `'use cache'`.

mod compiled;
mod directive_ignored;
mod directive_misplaced;
mod directive_misspelled;
mod directive_wrapped;
mod edits;
mod forbidden_expression;
mod globals;
mod inline_directive_fn_not_async;
mod inline_use_cache_class_method;
mod inline_use_cache_in_client;
mod inline_use_server_class_method;
mod inline_use_server_in_client;
mod made;
mod sites;
mod text;
mod unknown_cache_kind;
mod use_cache_export_not_async;
mod use_cache_without_flag;
mod use_client_and_use_cache;
mod use_client_and_use_server;
mod use_client_not_first;
mod use_server_and_use_cache;
mod use_server_export_not_async;
mod value;
mod zod;

use crate::rule::Rule;

pub(crate) const RULES: &[&Rule] = &[
    &directive_ignored::RULE,
    &directive_misplaced::RULE,
    &directive_misspelled::RULE,
    &directive_wrapped::RULE,
    &forbidden_expression::RULE,
    &inline_directive_fn_not_async::RULE,
    &inline_use_cache_class_method::RULE,
    &inline_use_cache_in_client::RULE,
    &inline_use_server_class_method::RULE,
    &inline_use_server_in_client::RULE,
    &unknown_cache_kind::RULE,
    &use_cache_export_not_async::RULE,
    &use_cache_without_flag::RULE,
    &use_client_and_use_cache::RULE,
    &use_client_and_use_server::RULE,
    &use_client_not_first::RULE,
    &use_server_and_use_cache::RULE,
    &use_server_export_not_async::RULE,
];
