//! What a macro reads besides its item.

use std::io;
use std::path::Path;

/// Where a macro runs: for the compiler, the environment of its process and the disk.
pub trait Surroundings {
    /// A variable of the environment, as cargo sets it: `CARGO_MANIFEST_DIR` is the folder of the crate.
    fn variable(&self, name: &str) -> Option<String>;

    /// The text of a file.
    ///
    /// # Errors
    /// If it cannot be read, of the kind `NotFound` if there is none.
    fn read(&self, path: &Path) -> io::Result<String>;
}
