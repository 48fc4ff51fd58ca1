//! Ships: registered with a form that has a file.

use axum::extract::State;
use rutter::axum::{Form, SeeOther};
use rutter::form::File;
use rutter::{ApiError, Contract, HrefError, RouteParams, endpoint};
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

use crate::harbour::Harbour;

/// The form of the page `/papers`.
#[derive(Debug, Deserialize, JsonSchema, Validate, rutter::Form)]
pub(crate) struct Registration {
    #[validate(length(min = 2, max = 60))]
    name: String,
    /// In metres.
    #[validate(range(min = 1.0, max = 400.0))]
    length: f64,
    #[validate(nested)]
    owner: Owner,
    /// A checkbox.
    insured: bool,
    #[rutter(max_size = 1_000_000, accept = "application/pdf")]
    papers: Option<File>,
}

/// Who answers for a ship.
#[derive(Debug, Deserialize, JsonSchema, Validate, Contract)]
pub(crate) struct Owner {
    #[validate(email)]
    email: String,
    /// Asked for whenever the ship leaves.
    #[validate(length(min = 4, max = 8))]
    #[rutter(secret)]
    pin: String,
}

/// The page that is shown afterwards: a route of the Next app, looked up in `rutter.routes`.
#[derive(Debug, RouteParams)]
#[rutter(route = "/thanks/[registration]")]
struct ThanksPage {
    registration: u32,
}

/// Why a ship is not registered.
#[derive(Debug, thiserror::Error, ApiError)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RegistrationError {
    #[error("a ship of more than 20 m needs papers")]
    #[rutter(status = 422, field = "papers")]
    PapersMissing,
    #[error("a ship of more than 20 m must be insured")]
    #[rutter(status = 422, field = "insured")]
    NotInsured,
    #[error("the page of the registration has no path")]
    #[rutter(status = 500)]
    NoPage(#[from] HrefError),
}

/// Registers a ship, and shows the page that says so.
#[endpoint(POST, "/api/ships")]
pub(crate) async fn register_ship(
    State(harbour): State<Harbour>,
    Form(form): Form<Registration>,
) -> Result<SeeOther, RegistrationError> {
    if form.length > 20.0 && form.papers.is_none() {
        return Err(RegistrationError::PapersMissing);
    }
    if form.length > 20.0 && !form.insured {
        return Err(RegistrationError::NotInsured);
    }
    let mut state = harbour.state();
    state.ships += 1;
    let thanks = ThanksPage { registration: state.ships };
    Ok(SeeOther(thanks.href()?))
}
