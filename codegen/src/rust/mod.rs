//! `routes.rs`: every route of an app as Rust, for those who want them all without writing a struct for each.
//!
//! The text is an enum with a variant for each route and a struct for each route with params. The structs derive
//! `RouteParams`, so that parsing and `href` are the same code as in a struct that is written by hand.

mod names;

use std::fmt::{self, Write as _};

use rutter_routes::listing::{ListedRoute, Listing, match_order};
use rutter_routes::{Param, ParamKind, Pattern};

use names::{field_name, type_names};

/// Why there is no `routes.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoutesError {
    /// `rutter.routes` has no such app; it has these.
    UnknownApp {
        /// What was asked for.
        app: String,
        /// The apps of the file, sorted.
        apps: Vec<String>,
    },
    /// `rutter.routes` has several apps, and none was asked for.
    WhichApp {
        /// The apps of the file, sorted.
        apps: Vec<String>,
    },
    /// The routes have no order, so Next does not start; `rutter routes` says why.
    NoOrder {
        /// The app.
        app: String,
    },
}

impl fmt::Display for RoutesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownApp { app, apps } => {
                write!(f, "`rutter.routes` has no app `{app}`; it has {}", listed(apps))
            }
            Self::WhichApp { apps } if apps.is_empty() => {
                f.write_str("`rutter.routes` has no app; run `rutter generate`")
            }
            Self::WhichApp { apps } => {
                write!(f, "`rutter.routes` has several apps; name one of {}", listed(apps))
            }
            Self::NoOrder { app } => write!(
                f,
                "the routes of `{app}` have no order, so Next does not start; run `rutter routes` to see why"
            ),
        }
    }
}

impl std::error::Error for RoutesError {}

fn listed(apps: &[String]) -> String {
    let quoted: Vec<String> = apps.iter().map(|app| format!("`{app}`")).collect();
    quoted.join(", ")
}

/// The text of `routes.rs` for an app of a listing. Without `app`, the listing must have just one.
///
/// # Errors
/// If there is no such app, or its routes have no order in which they could be tried.
pub fn routes(listing: &Listing, app: Option<&str>) -> Result<String, RoutesError> {
    let (app, routes) = find(listing, app)?;
    let order = match_order(routes).ok_or_else(|| RoutesError::NoOrder { app: app.to_owned() })?;
    let names = type_names(&order);
    let routes: Vec<Route<'_>> = order
        .iter()
        .zip(names)
        .map(|(pattern, name)| Route { pattern, name, params: pattern.params() })
        .collect();
    Ok(print(app, &routes))
}

struct Route<'a> {
    pattern: &'a Pattern,
    name: String,
    params: Vec<Param>,
}

fn find<'l>(listing: &'l Listing, app: Option<&str>) -> Result<(&'l str, &'l [ListedRoute]), RoutesError> {
    let apps = || listing.apps.keys().cloned().collect();
    let found = match app {
        Some(name) => listing
            .apps
            .get_key_value(name)
            .ok_or_else(|| RoutesError::UnknownApp { app: name.to_owned(), apps: apps() })?,
        None if listing.apps.len() == 1 => {
            listing.apps.iter().next().ok_or_else(|| RoutesError::WhichApp { apps: apps() })?
        }
        None => return Err(RoutesError::WhichApp { apps: apps() }),
    };
    Ok((found.0, found.1))
}

fn print(app: &str, routes: &[Route<'_>]) -> String {
    let mut text = format!("// The routes of `{}`, written from `rutter.routes`.\n\n", plain(app));
    print_enum(&mut text, routes);
    print_methods(&mut text, routes);
    for route in routes.iter().filter(|route| !route.params.is_empty()) {
        print_struct(&mut text, app, route);
    }
    text
}

fn print_enum(text: &mut String, routes: &[Route<'_>]) {
    text.push_str("/// A page or handler of the app, with the params of its path.\n");
    text.push_str("#[derive(Clone, Debug, PartialEq, Eq, Hash)]\npub enum Route {\n");
    for route in routes {
        let held = if route.params.is_empty() { String::new() } else { format!("({})", route.name) };
        let _ = writeln!(text, "    /// `{}`\n    {}{held},", plain(route.pattern.as_str()), route.name);
    }
    text.push_str("}\n\n");
}

fn print_methods(text: &mut String, routes: &[Route<'_>]) {
    text.push_str("impl Route {\n");
    text.push_str("    /// Every route in Next's notation, in the order in which Next tries them.\n");
    text.push_str("    pub const PATTERNS: &'static [&'static str] = &[\n");
    for route in routes {
        let _ = writeln!(text, "        {:?},", route.pattern.as_str());
    }
    text.push_str("    ];\n\n");

    text.push_str("    /// The route in Next's notation.\n");
    text.push_str("    pub fn pattern(&self) -> &'static str {\n        match self {\n");
    for route in routes {
        let rest = if route.params.is_empty() { "" } else { "(_)" };
        let _ = writeln!(text, "            Self::{}{rest} => {:?},", route.name, route.pattern.as_str());
    }
    text.push_str("        }\n    }\n\n");

    text.push_str("    /// The path of the route, percent-encoded.\n    ///\n    /// # Errors\n");
    text.push_str("    /// Names a param that no path can hold.\n");
    text.push_str("    pub fn href(&self) -> Result<String, ::rutter::HrefError> {\n        match self {\n");
    for route in routes {
        if route.params.is_empty() {
            let path = rutter_routes::as_sent(route.pattern.as_str());
            let _ = writeln!(text, "            Self::{} => Ok({path:?}.to_owned()),", route.name);
        } else {
            let _ = writeln!(
                text,
                "            Self::{}(params) => ::rutter::RouteParams::href(params),",
                route.name
            );
        }
    }
    text.push_str("        }\n    }\n\n");

    print_matches(text, routes);
    text.push_str("}\n");
}

/// A route without params is always tried before those that have some. Next compares its text with the path as it is sent.
fn print_matches(text: &mut String, routes: &[Route<'_>]) {
    text.push_str("    /// The route that Next answers a path with. The path is percent-encoded as it is sent, without base path;\n");
    text.push_str("    /// a query behind it is passed over.\n");
    text.push_str("    pub fn matches(path: &str) -> Option<Self> {\n");
    text.push_str("        let path = path.split(['?', '#']).next().unwrap_or_default();\n");
    text.push_str("        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();\n");
    text.push_str("        match segments.as_slice() {\n");
    for route in routes.iter().filter(|route| route.params.is_empty()) {
        let path = route.pattern.as_str();
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let _ = writeln!(text, "            {segments:?} => return Some(Self::{}),", route.name);
    }
    text.push_str("            _ => {}\n        }\n");
    for Route { name, .. } in routes.iter().filter(|route| !route.params.is_empty()) {
        let _ = writeln!(
            text,
            "        if let Ok(params) = <{name} as ::rutter::RouteParams>::parse(path) {{\n            return Some(Self::{name}(params));\n        }}",
        );
    }
    text.push_str("        None\n    }\n");
}

fn print_struct(text: &mut String, app: &str, route: &Route<'_>) {
    let _ = writeln!(text, "\n/// The params of `{}`.", plain(route.pattern.as_str()));
    text.push_str("#[derive(Clone, Debug, PartialEq, Eq, Hash, ::rutter::RouteParams)]\n");
    let _ = writeln!(text, "#[rutter(route = {:?}, app = {app:?})]", route.pattern.as_str());
    let _ = writeln!(text, "pub struct {} {{", route.name);
    for param in &route.params {
        let ty = match param.kind {
            ParamKind::Single => "String",
            ParamKind::CatchAll => "Vec<String>",
            ParamKind::OptionalCatchAll => "Option<Vec<String>>",
            ParamKind::Optional => "Option<String>",
        };
        let field = field_name(&param.name);
        let _ = writeln!(text, "    /// `{}`", plain(&param.name));
        if field.strip_prefix("r#").unwrap_or(&field) != param.name {
            let _ = writeln!(text, "    #[serde(rename = {:?})]", param.name);
        }
        let _ = writeln!(text, "    pub {field}: {ty},");
    }
    text.push_str("}\n");
}

/// A name from outside as it may stand in a comment: on one line.
fn plain(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use rutter_routes::listing::Listing;

    use super::{RoutesError, routes};

    const LISTING: &str = "[web]\npage /\npage /blog/[slug]\nhandler /api/posts/[id].json\npage /docs/[[...path]]\npage /shop/[...path]\npage /[my-slug]/type/[type]\n";

    #[test]
    fn every_route_is_a_variant_in_the_order_of_next() {
        let listing = Listing::parse(LISTING).unwrap();
        insta::assert_snapshot!(routes(&listing, None).unwrap());
    }

    #[test]
    fn what_cannot_be_written_says_why() {
        let two = Listing::parse("[a]\npage /\n[b]\npage /[x]\npage /[y]\n").unwrap();
        let apps = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(routes(&two, None), Err(RoutesError::WhichApp { apps: apps.clone() }));
        let unknown = RoutesError::UnknownApp { app: "c".to_owned(), apps };
        assert_eq!(routes(&two, Some("c")), Err(unknown));
        assert_eq!(routes(&two, Some("b")), Err(RoutesError::NoOrder { app: "b".to_owned() }));
        assert!(routes(&two, Some("a")).is_ok());
    }
}
