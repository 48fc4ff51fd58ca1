//! Paths as keys.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

/// An absolute path without symbolic links, `.` and `..`. There is one spelling of it, so it is compared by its text,
/// which is far cheaper than by its components. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct RealPath(pub(super) Arc<Utf8Path>);

impl PartialEq for RealPath {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.as_str() == other.0.as_str()
    }
}

impl Eq for RealPath {}

impl PartialOrd for RealPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RealPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_str().cmp(other.0.as_str())
    }
}

impl Hash for RealPath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

impl Borrow<str> for RealPath {
    fn borrow(&self) -> &str {
        self.0.as_str()
    }
}

impl Deref for RealPath {
    type Target = Utf8Path;
    fn deref(&self) -> &Utf8Path {
        &self.0
    }
}

impl From<Utf8PathBuf> for RealPath {
    fn from(path: Utf8PathBuf) -> Self {
        Self(path.into())
    }
}
