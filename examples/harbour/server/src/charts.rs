//! Charts: a path of any length below one endpoint.

use rutter::axum::{Json, Params};
use rutter::{Contract, RouteParams, endpoint};
use schemars::JsonSchema;
use serde::Serialize;

/// The path of a sheet: `/api/charts/baltic/kiel/1`.
#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/api/charts/[...sheet]")]
pub(crate) struct ChartPath {
    sheet: Vec<String>,
}

/// A sheet of the chart.
#[derive(Debug, Serialize, JsonSchema, Contract)]
pub(crate) struct Chart {
    /// The names from the sea down to the sheet.
    path: Vec<String>,
}

/// One sheet. The Next app has a route handler at the same path that keeps charts for an hour and asks here for others, which
/// `proxied` says.
#[endpoint(GET, "/api/charts/[...sheet]", proxied)]
pub(crate) async fn get_chart(Params(path): Params<ChartPath>) -> Json<Chart> {
    Json(Chart { path: path.sheet })
}
