//! What a request leads to.

use std::sync::{Arc, OnceLock};

use rutter_routes::EntryKind;

use super::module::ModuleId;
use super::path::RealPath;

/// Which code a module runs as. It decides what a request means: a package may have one file for React's server
/// and another for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// The App Router's server components, route handlers and actions: the condition `react-server` holds.
    Server,
    /// What `'use client'` modules reach.
    Client,
    /// What pages of the Pages Router reach.
    Pages,
    /// What API routes of the Pages Router reach: plain Node, without React.
    Api,
}

impl Environment {
    /// Every environment, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Server, Self::Client, Self::Pages, Self::Api];

    /// Where an entry of the route tree runs, unless it has a directive that says otherwise. None for a file that is
    /// none of Next's.
    #[must_use]
    pub fn of_entry(kind: EntryKind) -> Option<Self> {
        match kind {
            EntryKind::PagesPage | EntryKind::PagesSpecial => Some(Self::Pages),
            EntryKind::PagesApi => Some(Self::Api),
            EntryKind::InstrumentationClient => Some(Self::Client),
            EntryKind::Search | EntryKind::Params => None,
            _ => Some(Self::Server),
        }
    }
}

/// What a request leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'g> {
    /// A file of code.
    Module(ModuleId),
    /// A module of Node's own, by its name without `node:`.
    Builtin(&'g str),
    /// A package that is not installed, or that is never read: `next`, `react`, `react-dom`, `server-only` and
    /// `client-only`. Also a package that is installed, but has no such file.
    External {
        /// The package, without the path behind it: `@acme/ui` of `@acme/ui/button`.
        package: &'g str,
    },
    /// A file that is no code: a style sheet, an image, JSON.
    Asset,
    /// Nothing. There certainly is no such file.
    Missing,
    /// Nothing that can be said: a URL, a file of declarations, a request with a loader.
    Ignored,
}

/// The two sets of conditions under which a request is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Server,
    Browser,
}

/// What each request of a module means on each side, one request behind the other, as far as somebody has asked. A barrel
/// has thousands of requests, and most of its importers ask for one.
pub(super) type Targets = Arc<[OnceLock<Stored>]>;

/// What is known of each side, in the order of [`Side::ALL`].
pub(super) type BySide<T> = [Option<T>; 2];

impl Side {
    pub(super) const ALL: [Self; 2] = [Self::Server, Self::Browser];
}

impl Environment {
    pub(super) fn side(self) -> Side {
        match self {
            Self::Server => Side::Server,
            // Next also renders client components and pages in Node; what it sends to the browser is what counts.
            Self::Client | Self::Pages | Self::Api => Side::Browser,
        }
    }
}

/// What a resolver found, before modules have ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A file of code, without symbolic links.
    File(RealPath),
    Builtin(Arc<str>),
    External(Arc<str>),
    Asset,
    Missing,
    Ignored,
}

/// A target as a module keeps it.
#[derive(Debug, Clone)]
pub(super) enum Stored {
    Module(ModuleId),
    Builtin(Arc<str>),
    External(Arc<str>),
    Asset,
    Missing,
    Ignored,
}

impl Stored {
    pub(super) fn of(answer: &Answer, module: impl FnOnce(&RealPath) -> ModuleId) -> Self {
        match answer {
            Answer::File(path) => Self::Module(module(path)),
            Answer::Builtin(name) => Self::Builtin(Arc::clone(name)),
            Answer::External(package) => Self::External(Arc::clone(package)),
            Answer::Asset => Self::Asset,
            Answer::Missing => Self::Missing,
            Answer::Ignored => Self::Ignored,
        }
    }

    pub(super) fn target(&self) -> Target<'_> {
        match self {
            Self::Module(id) => Target::Module(*id),
            Self::Builtin(name) => Target::Builtin(name),
            Self::External(package) => Target::External { package },
            Self::Asset => Target::Asset,
            Self::Missing => Target::Missing,
            Self::Ignored => Target::Ignored,
        }
    }
}
