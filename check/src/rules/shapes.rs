//! Props, params and handlers against the route tree.

mod error_props_mismatch;
mod generate_static_params_mismatch;
mod page_props_mismatch;
mod route_handler_shape;
mod route_params;

use crate::rule::Rule;

pub(crate) const RULES: &[&Rule] = &[
    &error_props_mismatch::RULE,
    &generate_static_params_mismatch::RULE,
    &page_props_mismatch::RULE,
    &route_handler_shape::RULE,
];
