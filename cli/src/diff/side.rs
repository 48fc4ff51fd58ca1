//! One side of a comparison: the files of a revision, or those on the disk.

use std::borrow::Cow;

use anyhow::bail;
use camino::Utf8Path;
use rutter_contract::{Contract, FILE_NAME as CONTRACT_FILE, ParseError};
use rutter_project::{FileKind, System};
use rutter_routes::listing::{FILE_NAME as ROUTES_FILE, Listing};

use super::revision::{Repository, Revision};

/// The files of a revision, or those on the disk.
pub(crate) struct Side {
    /// The revision; none: the disk.
    pub(crate) revision: Option<Revision>,
    contract: Option<Contract>,
    routes: Option<Listing>,
}

impl Side {
    /// What a revision has in the folder of a repository.
    pub(crate) fn of_revision(repository: &Repository, revision: Revision) -> anyhow::Result<Self> {
        let contract = repository.file(&revision, CONTRACT_FILE)?;
        let routes = repository.file(&revision, ROUTES_FILE)?;
        Self::new(Some(revision), contract.as_deref(), routes.as_deref())
    }

    /// What is on the disk in a folder.
    pub(crate) fn on_disk(system: &dyn System, folder: &Utf8Path) -> anyhow::Result<Self> {
        let read = |name: &str| -> anyhow::Result<Option<String>> {
            let path = folder.join(name);
            match system.kind(&path) {
                Ok(FileKind::File) => Ok(Some(system.read_to_string(&path)?)),
                _ => Ok(None),
            }
        };
        Self::new(None, read(CONTRACT_FILE)?.as_deref(), read(ROUTES_FILE)?.as_deref())
    }

    fn new(revision: Option<Revision>, contract: Option<&str>, routes: Option<&str>) -> anyhow::Result<Self> {
        let mut side = Self { revision, contract: None, routes: None };
        let contract = contract.map(Contract::parse).transpose().map_err(|error| {
            let is_newer = matches!(error, ParseError::Newer(_));
            side.unusable(CONTRACT_FILE, is_newer, error.into())
        })?;
        let routes = routes.map(Listing::parse).transpose();
        let routes = routes.map_err(|error| side.unusable(ROUTES_FILE, false, error.into()))?;
        (side.contract, side.routes) = (contract, routes);
        Ok(side)
    }

    /// Why a file cannot be compared, and what to do.
    fn unusable(&self, file: &str, is_newer: bool, error: anyhow::Error) -> anyhow::Error {
        let help = match &self.revision {
            _ if is_newer => "update the command `rutter`",
            None => "run `rutter generate`, which writes it anew",
            Some(_) => "compare with a revision that has a whole one: `rutter diff REV`",
        };
        error.context(format!("{file} {} cannot be compared ({help})", self.place()))
    }

    /// The contract; an empty one where there is no file.
    pub(crate) fn contract(&self) -> Cow<'_, Contract> {
        self.contract.as_ref().map_or_else(|| Cow::Owned(Contract::default()), Cow::Borrowed)
    }

    /// The routes; none where there is no file.
    pub(crate) fn routes(&self) -> Cow<'_, Listing> {
        self.routes.as_ref().map_or_else(|| Cow::Owned(Listing::default()), Cow::Borrowed)
    }

    /// The names of the files that are there.
    pub(crate) fn files(&self) -> Vec<&'static str> {
        let contract = self.contract.as_ref().map(|_| CONTRACT_FILE);
        contract.into_iter().chain(self.routes.as_ref().map(|_| ROUTES_FILE)).collect()
    }

    /// Whether it lists the routes of an app.
    pub(crate) fn has_app(&self, app: &str) -> bool {
        self.routes.as_ref().is_some_and(|routes| routes.apps.contains_key(app))
    }

    /// The side in a sentence: `main (1a2b3c4)`, or `the files here`.
    pub(crate) fn named(&self) -> String {
        self.revision.as_ref().map_or_else(|| "the files here".to_owned(), Revision::named)
    }

    /// Where the side is, in a sentence: `in main (1a2b3c4)`, or `here`.
    fn place(&self) -> String {
        self.revision
            .as_ref()
            .map_or_else(|| "here".to_owned(), |revision| format!("in {}", revision.named()))
    }
}

/// What is told of files that only one side has.
///
/// # Errors
/// There is nothing to compare.
pub(crate) fn missing(before: &Side, after: &Side, folder: &str) -> anyhow::Result<Vec<String>> {
    let (old, new) = (before.files(), after.files());
    if old.is_empty() && new.is_empty() {
        bail!(
            "neither {} nor {} has a {CONTRACT_FILE} or {ROUTES_FILE} in {folder}; run `rutter generate` there and commit \
             what it writes",
            before.named(),
            after.named()
        );
    }
    let mut notes = Vec::new();
    for name in [CONTRACT_FILE, ROUTES_FILE] {
        match (old.contains(&name), new.contains(&name)) {
            (false, true) => {
                notes.push(format!("everything in {name} is new: there was none {}", before.place()));
            }
            (true, false) => {
                notes.push(format!("everything in {name} is gone: there is none {}", after.place()));
            }
            _ => {}
        }
    }
    Ok(notes)
}
