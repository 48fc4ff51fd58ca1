//! The names under which other languages know the types.

use std::collections::BTreeMap;

/// Two types that ask for one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameClash {
    /// The name.
    pub name: String,
    /// The full paths of the types, sorted.
    pub types: Vec<String>,
}

/// The name of each type, given its full path and its own name.
///
/// # Errors
/// Names the types that cannot be told apart.
pub fn wire_names(types: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Vec<NameClash>> {
    let _ = types;
    Ok(BTreeMap::new())
}
