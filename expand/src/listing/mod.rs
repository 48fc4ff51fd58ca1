//! The routes of the workspace at compile time: `rutter.routes`, which `rutter generate` writes.
//!
//! A macro is not run again when a folder of routes changes, but a crate is compiled again when a file that it includes
//! does. So whatever a macro looked up here, its expansion includes the file ([`Routes::tracked`]).

mod nearest;
mod unknown;

pub(crate) use unknown::list;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use proc_macro2::TokenStream;
use quote::quote;
use rutter_routes::Pattern;
use rutter_routes::listing::Listing;
use syn::LitStr;

use crate::mistake::Mistake;
use crate::near::near;
use crate::surroundings::Surroundings;

/// The name of the file.
const FILE: &str = "rutter.routes";
/// The environment variable that names another file, relative to the folder of the crate.
const VARIABLE: &str = "RUTTER_ROUTES";

/// The routes of every app.
pub(crate) struct Routes {
    pub(crate) listing: Arc<Listing>,
    /// Where they are listed, absolute.
    path: PathBuf,
}

/// A route that an attribute names.
pub(crate) struct Found {
    pub(crate) pattern: Pattern,
    pub(crate) app: String,
}

impl Routes {
    /// Reads the list that holds for the crate that is being compiled.
    ///
    /// # Errors
    /// Says where none was found, or what is wrong with it, and which command to run.
    pub(crate) fn read(around: &dyn Surroundings) -> Result<Self, String> {
        let folder = around
            .variable("CARGO_MANIFEST_DIR")
            .ok_or("`CARGO_MANIFEST_DIR` is not set; build with cargo")?;
        let named = around.variable(VARIABLE);
        let (path, text) = locate(Path::new(&folder), named.as_deref(), &|path| around.read(path))?;
        let listing = parse(text).map_err(|error| {
            format!("`{FILE}` cannot be read: {error}; run `rutter generate` to write it anew")
        })?;
        Ok(Self { listing, path })
    }

    /// The route that an attribute names, in the app that it names or the only one that has the route.
    ///
    /// # Errors
    /// Names the routes that are nearest to it, or the apps among which to choose.
    pub(crate) fn find(&self, route: &LitStr, app: Option<&LitStr>) -> Result<Found, Mistake> {
        let text = route.value();
        let has = |app: &str| self.patterns(app).any(|pattern| pattern.as_str() == text);
        if let Some(app) = app {
            let name = app.value();
            if !self.listing.apps.contains_key(&name) {
                let apps = list(self.listing.apps.keys());
                let instead = near(&name, self.listing.apps.keys().map(String::as_str));
                let message = format!("`{FILE}` lists no app `{name}`; it lists {apps}");
                return Err(Mistake::new(app.span(), message).or(instead.map(quoted)));
            }
            if has(&name) {
                return Ok(Found { pattern: Pattern::new(text), app: name });
            }
            return Err(unknown::route(route, Some(&name), &self.listing));
        }
        let mut apps = self.listing.apps.keys().filter(|app| has(app));
        match (apps.next(), apps.next()) {
            (Some(app), None) => Ok(Found { pattern: Pattern::new(text), app: app.clone() }),
            (Some(first), Some(second)) => {
                let apps = list([first, second].into_iter().chain(apps));
                let message = format!(
                    "`{text}` is a route of several apps, {apps}; name the one that is meant beside it, as in `app = \"{first}\"`"
                );
                Err(Mistake::new(route.span(), message))
            }
            (None, _) => Err(unknown::route(route, None, &self.listing)),
        }
    }

    /// What makes cargo compile the crate again when the routes change.
    pub(crate) fn tracked(&self) -> TokenStream {
        let path = self.path.to_string_lossy();
        quote! {
            const _: &[u8] = ::core::include_bytes!(#path);
            const _: ::core::option::Option<&str> = ::core::option_env!(#VARIABLE);
        }
    }

    fn patterns(&self, app: &str) -> impl Iterator<Item = &Pattern> {
        self.listing.apps.get(app).into_iter().flatten().map(|route| &route.pattern)
    }
}

/// A text as a literal.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Finds the file: the one that is named, or the first one from the crate's folder upwards.
fn locate(
    folder: &Path,
    named: Option<&str>,
    read: &dyn Fn(&Path) -> std::io::Result<String>,
) -> Result<(PathBuf, String), String> {
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        let path = folder.join(named);
        return match read(&path) {
            Ok(text) => Ok((path, text)),
            Err(error) => Err(format!(
                "`{VARIABLE}` names `{named}`, which cannot be read from the crate's folder: {error}"
            )),
        };
    }
    for folder in folder.ancestors() {
        let path = folder.join(FILE);
        match read(&path) {
            Ok(text) => return Ok((path, text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("`{FILE}` cannot be read: {error}")),
        }
    }
    Err(format!(
        "there is no `{FILE}` in the folder of this crate or above it, so the routes are not known; run `rutter generate`, \
         which writes it beside `rutter.toml`, or name the file in the environment variable `{VARIABLE}`"
    ))
}

/// Reads a listing, once for all the macros of a crate.
fn parse(text: String) -> Result<Arc<Listing>, String> {
    static LAST: Mutex<Option<(String, Arc<Listing>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, listing)) = last.as_ref().filter(|(known, _)| *known == text) {
        return Ok(Arc::clone(listing));
    }
    let listing = Arc::new(Listing::parse(&text).map_err(|error| error.to_string())?);
    *last = Some((text, Arc::clone(&listing)));
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind, Result};
    use std::path::{Path, PathBuf};

    use super::locate;

    fn only(known: &'static str) -> impl Fn(&Path) -> Result<String> {
        move |path| {
            if path == Path::new(known) { Ok("found".to_owned()) } else { Err(ErrorKind::NotFound.into()) }
        }
    }

    #[test]
    fn the_nearest_file_upwards_is_taken() {
        let found = locate(Path::new("/work/shop/server"), None, &only("/work/rutter.routes"));
        assert_eq!(found.unwrap().0, PathBuf::from("/work/rutter.routes"));
        let error = locate(Path::new("/work/shop"), None, &only("/elsewhere/rutter.routes")).unwrap_err();
        assert!(error.contains("run `rutter generate`"), "{error}");
    }

    #[test]
    fn the_variable_names_a_file() {
        for (named, path) in
            [("../web/x.routes", "/work/server/../web/x.routes"), ("/abs.routes", "/abs.routes")]
        {
            let found =
                locate(Path::new("/work/server"), Some(named), &|asked| Ok(asked.display().to_string()));
            assert_eq!(found.unwrap().1, path);
        }
        let refused = |_: &Path| Err(Error::other("no luck"));
        let error = locate(Path::new("/work"), Some("x"), &refused).unwrap_err();
        assert_eq!(error, "`RUTTER_ROUTES` names `x`, which cannot be read from the crate's folder: no luck");
    }
}
