//! Everything that a binary declares.

use crate::describe::Describe;

/// One declaration, made by a macro.
pub struct Registration {
    /// Adds it.
    pub add: fn(&mut Describe),
}

inventory::collect!(Registration);
