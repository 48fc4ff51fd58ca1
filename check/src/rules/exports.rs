//! Special files and what they export.

mod api_config_value;
mod client_exports_metadata;
mod client_page_exports;
mod deprecated_image_response;
mod dynamic_calls;
mod dynamic_ssr_false_in_server;
mod entry_file;
mod error_file_not_client;
mod metadata_and_generate_metadata;
mod next_dynamic_shape;
mod pages_config;
mod pages_data_fn_in_app;
mod re_export_all;
mod segment_config_incompatible;
mod segment_config_requires;
mod segment_config_value;
mod segment_options;

pub use segment_options::{SegmentOption, segment_options};

use crate::rule::Rule;

pub(crate) const RULES: &[&Rule] = &[
    &api_config_value::RULE,
    &client_exports_metadata::RULE,
    &client_page_exports::RULE,
    &deprecated_image_response::RULE,
    &dynamic_ssr_false_in_server::RULE,
    &error_file_not_client::RULE,
    &metadata_and_generate_metadata::RULE,
    &next_dynamic_shape::RULE,
    &pages_data_fn_in_app::RULE,
    &re_export_all::RULE,
    &segment_config_incompatible::RULE,
    &segment_config_requires::RULE,
    &segment_config_value::RULE,
];
