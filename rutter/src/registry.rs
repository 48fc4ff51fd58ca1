//! Everything that a binary declares.
//!
//! The macros register each type and endpoint through `inventory`, so that no list is kept by hand. A crate is part of the
//! binary, and its declarations with it, as soon as anything names it: `use shop as _;` is enough.

use std::collections::BTreeSet;

use rutter_contract as contract;

use crate::describe::{Describe, DescribeError};

/// One declaration, made by a macro.
pub struct Registration {
    /// The module that it stands in, from the name of its crate on: `shop::orders`.
    pub module: &'static str,
    /// Adds it.
    pub add: fn(&mut Describe),
}

inventory::collect!(Registration);

/// The contract of this binary: every declaration of every crate that is linked into it.
///
/// # Errors
/// Says which declarations contradict each other.
pub fn contract() -> Result<contract::Contract, DescribeError> {
    let mut describe = Describe::default();
    // The order of registration is that of the linker; what is collected is sorted.
    for registration in inventory::iter::<Registration> {
        (registration.add)(&mut describe);
    }
    describe.finish()
}

/// The names of the crates that declare something in this binary, sorted.
pub fn crates() -> Vec<String> {
    let modules = inventory::iter::<Registration>.into_iter().map(|registration| registration.module);
    let names: BTreeSet<&str> = modules.map(|module| module.split("::").next().unwrap_or(module)).collect();
    names.into_iter().map(str::to_owned).collect()
}
