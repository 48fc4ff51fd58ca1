//! For build scripts: `routes.rs` in Cargo's output folder.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), rutter_codegen::build_script::BuildError> {
//!     rutter_codegen::build_script::write_routes(None)
//! }
//! ```
//!
//! ```ignore
//! // src/routes.rs
//! include!(concat!(env!("OUT_DIR"), "/routes.rs"));
//! ```
//!
//! It is the one place of this crate that reads and writes: a build script has no other edge.

use std::fmt;
use std::path::{Path, PathBuf};

use rutter_routes::listing::{FILE_NAME, Listing, ListingError};

use crate::rust::{self, RoutesError};

/// Why a build script could not write `routes.rs`.
///
/// Its `Debug` is its message, because that is what Cargo shows of a build script's error.
pub enum BuildError {
    /// There is no `rutter.routes` in the crate's folder nor above it.
    NotFound {
        /// The crate's folder.
        from: PathBuf,
    },
    /// A file could not be read or written.
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        error: std::io::Error,
    },
    /// `rutter.routes` is not as `rutter generate` writes it.
    Listing {
        /// The file.
        path: PathBuf,
        /// The line, and what is wrong with it.
        error: ListingError,
    },
    /// The routes cannot be written.
    Routes(RoutesError),
    /// Cargo sets this variable for build scripts, and it is not set.
    NotCargo(&'static str),
}

/// Writes `routes.rs` for an app of the nearest `rutter.routes`, which is looked for from the crate's folder upwards, or
/// named by the variable `RUTTER_ROUTES`. Cargo is told to run the script again when that file changes, and only then.
///
/// # Errors
/// If there is no such file or app, or the file cannot be read; the message says what to do.
pub fn write_routes(app: Option<&str>) -> Result<(), BuildError> {
    let folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(variable("OUT_DIR")?).join("routes.rs");
    tell_cargo("rerun-if-env-changed=RUTTER_ROUTES");
    let stated = variable("RUTTER_ROUTES").ok().map(|path| folder.join(path));
    let path = match stated {
        Some(path) => path,
        None => nearest(&folder).ok_or(BuildError::NotFound { from: folder })?,
    };
    tell_cargo(&format!("rerun-if-changed={}", path.display()));
    let text = read(&path).map_err(|error| BuildError::Io { path: path.clone(), error })?;
    let listing = Listing::parse(&text).map_err(|error| BuildError::Listing { path, error })?;
    let text = rust::routes(&listing, app).map_err(BuildError::Routes)?;
    write(&out, &text).map_err(|error| BuildError::Io { path: out, error })
}

#[expect(clippy::disallowed_methods, reason = "Cargo talks to build scripts through the environment")]
fn variable(name: &'static str) -> Result<String, BuildError> {
    std::env::var(name).map_err(|_| BuildError::NotCargo(name))
}

#[expect(clippy::disallowed_methods, reason = "a build script reads the disk it runs on")]
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

#[expect(clippy::disallowed_methods, reason = "a build script reads the disk it runs on")]
fn read(path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

#[expect(clippy::disallowed_methods, reason = "the output folder of Cargo belongs to the build script")]
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}

#[expect(clippy::print_stdout, reason = "Cargo reads what a build script prints")]
fn tell_cargo(what: &str) {
    println!("cargo::{what}");
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { from } => write!(
                f,
                "there is no `{FILE_NAME}` in {} nor above it; run `rutter generate`, or set RUTTER_ROUTES to the file",
                from.display()
            ),
            Self::Io { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Listing { path, error } => {
                write!(f, "{}, {error}; run `rutter generate` to write it anew", path.display())
            }
            Self::Routes(error) => error.fmt(f),
            Self::NotCargo(name) => write!(f, "{name} is not set; call this from a build script"),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
