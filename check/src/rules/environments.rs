//! What runs on which side of the boundary.

mod apis;
mod async_client_component;
mod browser_global_in_server;
mod called;
mod client_export_call;
mod client_export_member;
mod client_export_read;
mod client_exports;
mod client_imports_server_api;
mod client_sort;
mod config;
mod env_absence;
mod metadata_value;
mod missing_client_export;
mod package_export;
mod package_top_level;
mod packages;
mod pages_imports_server_api;
mod private_env_in_client;
mod redundant_use_client;
mod server_imports_client_api;
mod server_module_in_client;

use crate::rule::Rule;

pub(crate) use client_exports::ClientUse;
pub(crate) use config::config_mentions;

pub(crate) const RULES: &[&Rule] = &[
    &async_client_component::RULE,
    &browser_global_in_server::RULE,
    &client_export_call::RULE,
    &client_export_member::RULE,
    &client_export_read::RULE,
    &client_imports_server_api::RULE,
    &missing_client_export::RULE,
    &pages_imports_server_api::RULE,
    &private_env_in_client::RULE,
    &redundant_use_client::RULE,
    &server_imports_client_api::RULE,
    &server_module_in_client::RULE,
];
