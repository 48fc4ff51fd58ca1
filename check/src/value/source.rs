//! Where something is written: in a module of the app, or in the prelude.

use rutter_syntax::facts::Span;
use rutter_syntax::graph::ModuleId;

use super::prelude::{self, PreludeFile};

/// A file whose facts the evaluator reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Source {
    /// A module of the graph.
    Module(ModuleId),
    /// A file of declarations that Rutter brings along.
    Prelude(PreludeFile),
}

/// Something of a file's facts, and the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At<I> {
    pub(crate) source: Source,
    pub(crate) id: I,
}

impl<I> At<I> {
    pub(crate) fn new(source: Source, id: I) -> Self {
        Self { source, id }
    }

    /// Something else of the same file.
    pub(crate) fn with<J>(self, id: J) -> At<J> {
        At { source: self.source, id }
    }
}

/// Bytes of a file.
pub(crate) type Place = At<Span>;

impl Source {
    /// The module, if it is one.
    pub(crate) fn module(self) -> Option<ModuleId> {
        match self {
            Self::Module(module) => Some(module),
            Self::Prelude(_) => None,
        }
    }
    /// Whether what it declares is there without an import.
    pub(crate) fn is_global(self) -> bool {
        prelude::is_global(self)
    }
}
