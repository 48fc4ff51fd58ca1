//! Ships: registered with a form that has a file.

use axum::extract::State;
use rutter::axum::{Form, SeeOther};
use rutter::form::File;
use rutter::{ApiError, Contract, RouteParams, endpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
#[derive(Debug, Serialize, JsonSchema, ApiError)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub(crate) enum RegistrationError {
    /// A ship of this length needs papers.
    #[rutter(status = 422)]
    PapersMissing,
    /// The number of the registration cannot be shown.
    #[rutter(status = 500)]
    NoPage,
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
    let mut state = harbour.state();
    state.ships += 1;
    let thanks = ThanksPage { registration: state.ships };
    thanks.href().map(SeeOther).map_err(|_| RegistrationError::NoPage)
}
