//! The routes of the Next apps in front of the server: one at the path of an endpoint takes its requests.

use proc_macro2::TokenStream;
use rutter_routes::listing::ListedRoute;
use rutter_routes::matching::match_pattern;
use rutter_routes::{EntryKind, Pattern};
use syn::Error;

use super::attribute::Attribute;
use crate::errors::Errors;
use crate::listing::Routes;
use crate::pattern::same_paths;
use crate::surroundings::Surroundings;

/// Compares an endpoint with the routes that are listed, and gives what ties the crate to the list. A server whose apps are not
/// listed has nothing to compare with.
pub(super) fn check(attribute: &Attribute, around: &dyn Surroundings, errors: &mut Errors) -> TokenStream {
    let Ok(routes) = Routes::read(around) else { return TokenStream::new() };
    let listed = || {
        let apps = routes.listing.apps.iter();
        let all = apps.flat_map(|(app, routes)| routes.iter().map(move |route| (app.as_str(), route)));
        all.filter(|(_, route)| what(route.kind).is_some())
    };
    match attribute.proxied {
        None => {
            let same = listed().find(|(_, route)| same_paths(&route.pattern, &attribute.pattern));
            if let Some((app, route)) = same {
                errors.push(Error::new(attribute.path.span(), taken(app, route)));
            }
        }
        Some(span) if !listed().any(|(_, route)| covers(&route.pattern, &attribute.pattern)) => {
            let message = "no route handler and no API route of `rutter.routes` has this path, so that nothing passes requests on; \
                           leave `proxied` out, or run `rutter generate` if the route is new";
            errors.push(Error::new(span, message));
        }
        Some(_) => {}
    }
    routes.tracked()
}

fn taken(app: &str, route: &ListedRoute) -> String {
    let what = what(route.kind).unwrap_or_default();
    format!(
        "the {what} `{}` of the app `{app}` has this path, so that requests to the app never come here; remove its file, choose \
         another path, or, if it passes requests on to this endpoint, write `proxied` after the path",
        route.pattern
    )
}

/// The kinds of routes that answer as an endpoint does.
fn what(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Handler => Some("route handler"),
        EntryKind::PagesApi => Some("API route"),
        _ => None,
    }
}

/// Whether a route takes the paths of an endpoint: a proxy often takes more than one.
fn covers(route: &Pattern, endpoint: &Pattern) -> bool {
    // Any value will do: what a param takes depends on no text but the one around it.
    let example: Vec<&str> = endpoint
        .as_str()
        .split('/')
        .map(|segment| if segment.starts_with('[') { "x" } else { segment })
        .collect();
    same_paths(route, endpoint) || match_pattern(route, &example.join("/")).is_some()
}
