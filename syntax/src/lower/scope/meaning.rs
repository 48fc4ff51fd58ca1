//! What a name can be used as.

use std::ops::BitOr;

/// What a declared name can be used as, and what a use wants of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) struct Meaning(u8);

impl Meaning {
    /// A value: `x`.
    pub(in crate::lower) const VALUE: Self = Self(1);
    /// A type: `let a: X`.
    pub(in crate::lower) const TYPE: Self = Self(2);
    /// A value of which only the type matters: `typeof x` in a type. A type-only import is one too.
    pub(in crate::lower) const QUERIED: Self = Self(4);
    /// What stands before the dot of a name in a type: `X.Y`.
    pub(in crate::lower) const NAMESPACE: Self = Self(8);
    /// A use that writes.
    pub(in crate::lower) const WRITTEN: Self = Self(16);
    /// A name that is never written, whatever is tried.
    pub(super) const CONSTANT: Self = Self(32);
    /// The name of a function expression, which a parameter or variable of that name hides.
    pub(super) const OWN_NAME: Self = Self(64);

    /// A variable, a parameter or a function.
    pub(in crate::lower) const VARIABLE: Self = Self(Self::VALUE.0 | Self::QUERIED.0);
    /// A class or a member of an enum.
    pub(in crate::lower) const CLASS: Self = Self(Self::VARIABLE.0 | Self::TYPE.0);
    /// What is imported as a type only.
    pub(super) const TYPE_IMPORT: Self = Self(Self::TYPE.0 | Self::QUERIED.0 | Self::NAMESPACE.0);
    /// What may be anything: an import, an enum, a namespace.
    pub(super) const ALL: Self = Self(Self::VALUE.0 | Self::TYPE_IMPORT.0);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a name that was declared like this is what a use wants.
    pub(super) fn answers(self, wanted: Self) -> bool {
        let common = self.0 & wanted.0 & (Self::VALUE.0 | Self::TYPE.0 | Self::QUERIED.0);
        let is_namespace =
            wanted.has(Self::QUERIED) || !wanted.has(Self::NAMESPACE) || self.has(Self::NAMESPACE);
        common != 0 && is_namespace
    }
}

impl BitOr for Meaning {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
