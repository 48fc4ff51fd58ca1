//! Berths: found by search params, named by a param, booked with JSON.

use axum::extract::State;
use chrono::NaiveDate;
use rutter::axum::{Created, Json, NoContent, Params, Search};
use rutter::{ApiError, Contract, RouteParams, SearchParams, endpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::harbour::Harbour;

/// A place for one ship.
#[derive(Clone, Debug, Serialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Berth {
    pub(crate) name: String,
    pub(crate) quay: Quay,
    /// In metres.
    pub(crate) length: f64,
    pub(crate) free: bool,
}

/// Where a berth is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Quay {
    North,
    EastMole,
}

/// A part of a list.
#[derive(Debug, Serialize, JsonSchema, Contract)]
pub(crate) struct Page<T> {
    items: Vec<T>,
    /// How many there are on all pages.
    total: u32,
}

/// Which berths are looked for: by the page `/berths`, and by what it asks of this server.
#[derive(Debug, SearchParams)]
#[rutter(route = "/berths")]
#[serde(rename_all = "camelCase")]
pub(crate) struct BerthSearch {
    /// The least length, in metres.
    min_length: Option<f64>,
    /// None: all quays.
    quay: Vec<Quay>,
    #[rutter(default = 1)]
    page: u32,
}

/// The path of a berth on this server.
#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/api/berths/[berth]")]
pub(crate) struct BerthPath {
    berth: String,
}

/// The path of a berth's booking.
#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/api/berths/[berth]/booking")]
pub(crate) struct BookingPath {
    berth: String,
}

/// What it takes to book a berth.
#[derive(Debug, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewBooking {
    #[validate(length(min = 2, max = 60))]
    ship: String,
    #[validate(range(min = 1.0, max = 400.0))]
    ship_length: f64,
    #[validate(email)]
    contact_email: String,
    arrives: NaiveDate,
    #[validate(range(min = 1, max = 28))]
    nights: u8,
}

/// A booked berth.
#[derive(Debug, Serialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Booking {
    berth: Berth,
    ship: String,
    arrives: NaiveDate,
    leaves: Option<NaiveDate>,
}

/// Why a berth cannot be had.
#[derive(Debug, thiserror::Error, ApiError)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BerthError {
    #[error("there is no such berth")]
    #[rutter(status = 404)]
    UnknownBerth,
    #[error("{ship} has booked this berth")]
    #[rutter(status = 409)]
    Taken { ship: String },
    #[error("the berth has room for {length} m")]
    #[rutter(status = 409, field = "shipLength")]
    TooShort { length: f64 },
}

/// The berths that fit.
#[endpoint(GET, "/api/berths")]
pub(crate) async fn list_berths(
    State(harbour): State<Harbour>,
    Search(search): Search<BerthSearch>,
) -> Json<Page<Berth>> {
    const PAGE: usize = 20;
    let state = harbour.state();
    let fitting = state.berths.iter().filter(|berth| {
        search.min_length.is_none_or(|least| berth.length >= least)
            && (search.quay.is_empty() || search.quay.contains(&berth.quay))
    });
    let found: Vec<Berth> = fitting.cloned().collect();
    let before = PAGE.saturating_mul(usize::try_from(search.page.saturating_sub(1)).unwrap_or(usize::MAX));
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    Json(Page { items: found.into_iter().skip(before).take(PAGE).collect(), total })
}

/// One berth.
#[endpoint(GET, "/api/berths/[berth]")]
pub(crate) async fn get_berth(
    State(harbour): State<Harbour>,
    Params(path): Params<BerthPath>,
) -> Result<Json<Berth>, BerthError> {
    let state = harbour.state();
    let berth = state.berths.iter().find(|berth| berth.name == path.berth);
    berth.cloned().map(Json).ok_or(BerthError::UnknownBerth)
}

/// Books a berth.
#[endpoint(POST, "/api/berths/[berth]/booking")]
pub(crate) async fn book_berth(
    State(harbour): State<Harbour>,
    Params(path): Params<BookingPath>,
    Json(new): Json<NewBooking>,
) -> Result<Created<Json<Booking>>, BerthError> {
    let mut state = harbour.state();
    let known = state.berths.iter_mut().find(|berth| berth.name == path.berth);
    let berth = known.ok_or(BerthError::UnknownBerth)?;
    if berth.length < new.ship_length {
        return Err(BerthError::TooShort { length: berth.length });
    }
    berth.free = false;
    let berth = berth.clone();
    if let Some(ship) = state.bookings.get(&berth.name) {
        return Err(BerthError::Taken { ship: ship.clone() });
    }
    state.bookings.insert(berth.name.clone(), new.ship.clone());
    let leaves = new.arrives.checked_add_days(chrono::Days::new(u64::from(new.nights)));
    Ok(Created(Json(Booking { berth, ship: new.ship, arrives: new.arrives, leaves })))
}

/// Gives a berth back. Doing so twice is no error.
#[endpoint(DELETE, "/api/berths/[berth]/booking")]
pub(crate) async fn cancel_booking(
    State(harbour): State<Harbour>,
    Params(path): Params<BookingPath>,
) -> Result<NoContent, BerthError> {
    let mut state = harbour.state();
    let known = state.berths.iter_mut().find(|berth| berth.name == path.berth);
    known.ok_or(BerthError::UnknownBerth)?.free = true;
    state.bookings.remove(&path.berth);
    Ok(NoContent)
}
