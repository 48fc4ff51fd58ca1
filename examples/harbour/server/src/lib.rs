//! A harbour: berths with room for a ship each, and the ships that are registered here.
//!
//! `berths` has params, search params and JSON, `ships` a form with a file, `charts` a catch-all.

mod berths;
mod charts;
mod harbour;
mod ships;

use axum::Router;

pub use harbour::Harbour;

/// Every endpoint, each at the method and path that its attribute states.
pub fn app(harbour: Harbour) -> Router {
    rutter::axum::router![
        berths::list_berths,
        berths::get_berth,
        berths::book_berth,
        berths::cancel_booking,
        ships::register_ship,
        charts::get_chart,
    ]
    .with_state(harbour)
    .fallback(rutter::axum::not_found)
    .method_not_allowed_fallback(rutter::axum::method_not_allowed)
}
