//! The contract of a binary as a file: what `rutter generate` asks a binary for.

#![expect(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    reason = "it runs in the process of an app, in place of the app: it writes one file, says what is wrong and ends"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io, process};

use rutter_contract::Export;

use crate::describe::DescribeError;
use crate::registry;

/// The environment variable that asks for the contract: the path of the file to write.
pub const VARIABLE: &str = "RUTTER_EXPORT";

/// Writes the contract of this binary and ends it, if `RUTTER_EXPORT` names a file; otherwise it does nothing.
///
/// ```ignore
/// #[tokio::main]
/// async fn main() {
///     rutter::export!();
///     // the app
/// }
/// ```
///
/// It stands first in `main`, so that an export neither reads configuration nor opens a port. A crate that holds contracts
/// and that nothing else names is left out by the linker; `rutter::export!(shop, accounts)` names it.
///
/// The process ends with status 0 when the file is written, 1 when the declarations contradict each other and 2 when the
/// file cannot be written; the last two say why on standard error.
#[macro_export]
macro_rules! export {
    ($($krate:ident),* $(,)?) => {{
        $(use ::$krate as _;)*
        $crate::export::run();
    }};
}

/// What [`export!`](crate::export!) does.
#[doc(hidden)]
pub fn run() {
    let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) else { return };
    let status = match write(Path::new(&path)) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("error: {error}");
            error.status()
        }
    };
    process::exit(status);
}

/// Why there is no file.
#[derive(Debug)]
enum ExportError {
    Contract(DescribeError),
    Write { path: PathBuf, error: io::Error },
}

impl ExportError {
    fn status(&self) -> i32 {
        match self {
            Self::Contract(_) => 1,
            Self::Write { .. } => 2,
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contract(error) => error.fmt(f),
            Self::Write { path, error } => {
                write!(f, "the contract cannot be written to {}: {error}", path.display())
            }
        }
    }
}

fn write(path: &Path) -> Result<(), ExportError> {
    let contract = registry::contract().map_err(ExportError::Contract)?;
    let text = Export { contract, crates: registry::crates() }.to_text();
    replace(path, &text).map_err(|error| ExportError::Write { path: path.to_owned(), error })
}

/// Writes a file beside its place and renames it, so that nobody ever reads half of one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_owned();
    name.push(format!(".{}.tmp", process::id()));
    let beside = path.with_file_name(name);
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What stopped the writing is the error to report, not that nothing was there to remove.
        let _ = fs::remove_file(&beside);
    }
    written
}
