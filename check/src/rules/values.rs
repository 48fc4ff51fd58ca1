//! Values that cross between the server and the client.
//!
//! What is given to an element is judged once ([`crate::crossing`]), and each part of it that cannot cross is reported
//! by one rule: [`offence`] says which.

mod action_capture;
mod action_return;
mod action_state_mismatch;
mod actions;
mod cache_argument;
mod cache_return;
mod captured;
mod class_instance_prop;
mod coerced_prop;
mod component_prop;
mod event_handler_prop;
mod function_prop;
mod lossy_prop;
mod null_prototype_prop;
mod offence;
mod opaque_action_argument;
mod page_data_not_json;
mod ref_in_server;
mod render_prop_child;
mod returned;
mod sensitive_prop;
mod symbol_prop;

use crate::rule::Rule;

pub(crate) const RULES: &[&Rule] = &[
    &action_capture::RULE,
    &action_return::RULE,
    &action_state_mismatch::RULE,
    &cache_argument::RULE,
    &cache_return::RULE,
    &class_instance_prop::RULE,
    &coerced_prop::RULE,
    &component_prop::RULE,
    &event_handler_prop::RULE,
    &function_prop::RULE,
    &lossy_prop::RULE,
    &null_prototype_prop::RULE,
    &opaque_action_argument::RULE,
    &page_data_not_json::RULE,
    &ref_in_server::RULE,
    &render_prop_child::RULE,
    &sensitive_prop::RULE,
    &symbol_prop::RULE,
];
