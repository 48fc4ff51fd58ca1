//! npm packages: installed from a lock file, and only when it has changed.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::shell;

/// What npm installs from.
pub(crate) const LOCK_FILE: &str = "package-lock.json";

/// A copy of the lock file that was installed last. `npm ci` deletes the folder around it before it starts, so the
/// copy is there only if the installation came to its end.
const STAMP: &str = "node_modules/.installed-lock.json";

/// Installs the packages that a folder's lock file names. Returns whether there was anything to do.
pub(crate) fn install(folder: &Path) -> Result<bool> {
    let path = folder.join(LOCK_FILE);
    let lock = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(false);
    }
    shell::run(shell::npm(&["ci", "--no-audit", "--no-fund"]).current_dir(folder))
        .with_context(|| format!("the npm packages of {} cannot be installed", folder.display()))?;
    fs::write(&stamp, lock).with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(true)
}
