//! Who links to a route.

use std::ops::Range;

use rutter_routes::Entry;
use rutter_syntax::graph::ModuleId;

use super::destination::{Destination, destination, may_lead_to};
use super::route_string::route_strings;
use super::site::Site;
use crate::analysis::Analysis;
use crate::snapshot::{Cancel, Failure};

/// A place that leads to a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkTo {
    pub(crate) module: ModuleId,
    /// The bytes that name the route.
    pub(crate) span: Range<usize>,
}

/// Every place of the app's own code that names one of some routes, in the order of the files.
///
/// # Errors
/// If the request was cancelled.
pub(crate) fn links_to(
    analysis: &Analysis,
    entries: &[&Entry],
    cancel: &Cancel,
) -> Result<Vec<LinkTo>, Failure> {
    let mut links = Vec::new();
    for (module, _) in analysis.graph.modules() {
        cancel.check()?;
        let site = Site::of_module(analysis, module);
        for string in route_strings(&site) {
            if !entries.iter().any(|entry| may_lead_to(&string, entry)) {
                continue;
            }
            let Destination::Entries(found) = destination(&analysis.loaded, &string) else { continue };
            if found.iter().any(|found| entries.contains(found)) {
                links.push(LinkTo { module, span: string.span });
            }
        }
    }
    Ok(links)
}
