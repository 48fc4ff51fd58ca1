//! Making the disk agree with the plan.

use camino::Utf8Path;

use super::Changes;
use crate::system::{System, SystemError};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// How many files were created or overwritten.
    pub written: usize,
    /// How many files were deleted.
    pub deleted: usize,
}

/// Why the disk does not agree with the plan.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Something of the user's is in the way. Nothing was written.
    #[error("nothing was written, because {} cannot be put in place", files(*count))]
    Refused {
        /// How many planned files cannot be written: the length of [`Changes::refused`].
        count: usize,
    },
    /// The file system refused something on the way. The files before it are done and whole.
    #[error("{error} ({})", progress(*done, *of))]
    Stopped {
        /// How many files were written or deleted.
        done: usize,
        /// How many files were to be written or deleted.
        of: usize,
        /// What was refused.
        error: SystemError,
    },
}

impl Changes {
    /// Writes and deletes what is needed, in the order that the module describes. If anything was refused, nothing
    /// is written: half of the generated files would not fit the other half.
    ///
    /// Worth calling even if [`Changes::is_empty`]: it removes temporary files that a killed run left.
    pub fn apply(&self, system: &dyn System) -> Result<Applied, OutputError> {
        if !self.refused.is_empty() {
            return Err(OutputError::Refused { count: self.refused.len() });
        }
        for path in &self.temporary {
            // Where deleting is not allowed, writing is not either, and says why.
            let _ = system.remove_file(&self.base.join(path));
        }
        let of = self.create.len() + self.update.len() + self.orphaned.len();
        let mut done = 0;
        let mut step = |result: Result<(), SystemError>| {
            result.map_err(|error| OutputError::Stopped { done, of, error })?;
            done += 1;
            Ok(())
        };
        for file in &self.create {
            step(self.create_file(system, &file.path, &file.contents))?;
        }
        for file in &self.update {
            step(system.write(&self.base.join(&file.path), &file.after))?;
        }
        for file in &self.orphaned {
            step(system.remove_file(&self.base.join(&file.path)))?;
            self.remove_emptied(system, &file.path);
        }
        Ok(Applied { written: self.create.len() + self.update.len(), deleted: self.orphaned.len() })
    }

    fn create_file(&self, system: &dyn System, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        let full = self.base.join(path);
        if let Some(folder) = full.parent() {
            system.create_dir_all(folder)?;
        }
        system.write(&full, contents)
    }

    /// Removes the folders of a deleted file that are empty now, up to and including the output folder. Those that
    /// are not empty, or cannot be removed, stay: an empty folder is no harm.
    fn remove_emptied(&self, system: &dyn System, path: &Utf8Path) {
        for folder in path.ancestors().skip(1) {
            let is_ours = self.folders.iter().any(|output| folder.starts_with(output));
            if !is_ours || system.remove_dir(&self.base.join(folder)).is_err() {
                return;
            }
        }
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn progress(done: usize, of: usize) -> String {
    match done {
        0 => "nothing was written".to_owned(),
        _ => {
            format!("{done} of {} were done before; each is whole, and the next run does the rest", files(of))
        }
    }
}
